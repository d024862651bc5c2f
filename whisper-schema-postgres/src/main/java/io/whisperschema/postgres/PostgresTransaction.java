package io.whisperschema.postgres;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Change;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.internal.Sha256;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.sql.LockWait;
import io.whisperschema.sql.Patience;
import io.whisperschema.sql.SqlTransaction;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Transactions of PostgreSQL whose first statement takes an advisory lock for this schema. The lock is tried, not
 * waited for: a transaction that waits would hold its snapshot and, behind a pooler, somebody's server connection.
 *
 * <p>A run that is more than one transaction holds the same lock for its session. Behind a pooler there is no such
 * session: plans are refused there, and migrations keep others away by what they have on record.
 */
final class PostgresTransaction implements SqlTransaction {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    /** Who waits for a lock makes others queue behind, so a transaction waits only so long at a time. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final int TRIES = 4;

    /** What the server says of a statement that cannot be part of a transaction, and of one that ends its own. */
    private static final Set<String> ALONE = Set.of("25001", "2D000");

    /** The usual ones, so that the server's log is spared an error. */
    private static final Pattern SURELY_ALONE = Pattern.compile(
            "^\\s*(vacuum|(create(\\s+unique)?|drop)\\s+index\\s+concurrently)\\b", Pattern.CASE_INSENSITIVE);

    private static final String LOCK = """
            SELECT pg_catalog.pg_try_advisory_xact_lock(?),
                   pg_catalog.set_config('lock_timeout', ?, true),
                   pg_catalog.set_config('statement_timeout', ?, true),
                   CASE WHEN pg_catalog.version() LIKE '%linux%'
                        THEN pg_catalog.set_config('client_connection_check_interval', '500', true) END
            """;

    /** An advisory lock's key stands in two halves that count without sign. */
    private static final String HOLDER = """
            SELECT 'process ' || a.pid
                || CASE WHEN a.application_name = '' THEN '' ELSE ' (' || a.application_name || ')' END
            FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                AND l.classid::bigint::bit(32) = ?::bit(32) AND l.objid::bigint::bit(32) = ?::bit(32)
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            """;

    private final String store;
    private final String schema;
    private final PostgresAlone alone;
    private final PostgresPooling pooling;
    private Optional<PostgresSettings> beforeTransaction = Optional.empty();
    private Optional<PostgresSettings> beforeSession = Optional.empty();

    PostgresTransaction(String store, String schema) {
        this.store = store;
        this.schema = schema;
        this.alone = new PostgresAlone(schema);
        this.pooling = new PostgresPooling(schema);
    }

    @Override
    public void begin(Connection connection, Execution execution) throws SQLException {
        connection.setAutoCommit(false);
        ExecuteOptions options = execution.options();
        var patience = Patience.of(options.lockWait(), LONGEST_PAUSE);
        var wait = new LockWait(execution);
        while (!locked(connection, execution)) {
            connection.rollback();
            pause(wait, connection, patience, execution);
        }
        wait.isOver();
    }

    private void pause(LockWait wait, Connection connection, Patience patience, Execution execution)
            throws SQLException {
        wait.goesOn(() -> holder(connection));
        if (patience.isOver()) {
            throw timedOut(execution);
        }
        patience.pause();
        if (Thread.currentThread().isInterrupted()) {
            throw new Cancelled(
                    execution.applied().steps(),
                    "This thread was interrupted while another process was changing " + store + ", schema " + schema
                            + ". " + execution.applied().words() + " Run it again.");
        }
    }

    private boolean locked(Connection connection, Execution execution) throws SQLException {
        ExecuteOptions options = execution.options();
        PostgresSession.seeWhatOthersCommit(connection);
        beforeTransaction = alone.holdsNothing() ? settings(connection, execution) : Optional.empty();
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setLong(1, key());
            statement.setString(2, PostgresSession.millis(atATime(options.lockWait())));
            statement.setString(3, PostgresSession.millis(options.statementTime()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Asked only where something that runs may set them. */
    private static Optional<PostgresSettings> settings(Connection connection, Execution execution) throws SQLException {
        return PostgresSettings.mayBeSetBy(execution.announced())
                ? Optional.of(PostgresSettings.of(connection))
                : Optional.empty();
    }

    private static Duration atATime(Duration inAll) {
        Duration part = inAll.dividedBy(TRIES);
        return part.compareTo(LONGEST_WAIT) < 0 ? part : LONGEST_WAIT;
    }

    /** Every role may see which process holds it and what its application is called. */
    private Optional<String> holder(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            statement.setInt(1, (int) (key() >>> 32));
            statement.setInt(2, (int) key());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } finally {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }

    /** Advisory locks are per database already; the key tells schemas apart. */
    private long key() {
        return Long.parseUnsignedLong(Sha256.hex("whisper-schema/" + schema).substring(0, 16), 16);
    }

    private LockTimeout timedOut(Execution execution) {
        Duration waited = execution.options().lockWait();
        return new LockTimeout(
                store,
                waited,
                "Could not begin on " + store + ", schema " + schema + ": another process has been changing it for"
                        + " longer than " + waited.toMillis()
                        + " ms. " + execution.applied().words() + " Let it finish, or wait longer:"
                        + " ExecuteOptions.cautious().waitingForLocks(…).",
                Optional.empty());
    }

    @Override
    public RelationalCatalog inspect(Connection connection) throws SQLException {
        RelationalCatalog now = new PostgresInspector(connection, schema).inspect();
        PostgresSession.lookUpNamesIn(connection, schema);
        return now;
    }

    @Override
    public void lookUpNames(Connection connection) throws SQLException {
        PostgresSession.lookUpNamesIn(connection, schema);
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        if (beforeTransaction.isPresent()) {
            beforeTransaction.get().restore(connection);
        }
        connection.commit();
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public void enter(Connection connection, Execution execution) throws SQLException {
        connection.setAutoCommit(true);
        if (!PostgresPooling.isDirect(connection)) {
            throw PostgresPooling.refused(store);
        }
        lockSession(connection, execution);
    }

    /** Behind a pooler what is on record has to do. */
    @Override
    public void enterOnRecord(Connection connection, Execution execution) throws SQLException {
        connection.setAutoCommit(true);
        if (PostgresPooling.isDirect(connection)) {
            lockSession(connection, execution);
            return;
        }
        for (Step step : execution.announced()) {
            if (!mayHold(step)) {
                pooling.requireNames(connection, store, step);
            }
        }
    }

    private void lockSession(Connection connection, Execution execution) throws SQLException {
        ExecuteOptions options = execution.options();
        var patience = Patience.of(options.lockWait(), LONGEST_PAUSE);
        var wait = new LockWait(execution);
        while (!alone.locked(connection, key())) {
            pause(wait, connection, patience, execution);
        }
        wait.isOver();
        beforeSession = settings(connection, execution);
        alone.set(connection, options);
    }

    @Override
    public boolean isRunningForOthers(Connection connection) throws SQLException {
        return pooling.isMarkedRunning(connection);
    }

    @Override
    public String marked(String statement) {
        return pooling.mark() + statement;
    }

    /** The server finds some out only when they are sent, before it does anything or at a COMMIT within. */
    @Override
    public boolean mustBeAlone(SQLException failure) {
        return ALONE.contains(String.valueOf(failure.getSQLState()));
    }

    @Override
    public boolean mayHold(Step step) {
        return SqlTransaction.super.mayHold(step)
                && step.statement()
                        .filter(statement -> SURELY_ALONE.matcher(statement).find())
                        .isEmpty();
    }

    @Override
    public Change.State stateOf(Connection connection, Step step) throws SQLException {
        return step.statement().isPresent()
                ? new PostgresInterruption(connection, schema)
                        .stateOf(step.statement().get())
                : Change.State.UNKNOWN;
    }

    @Override
    public void leave(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        alone.leave(connection);
        if (beforeSession.isPresent()) {
            beforeSession.get().restore(connection);
        }
    }

    @Override
    public void prepare(Connection connection, Step step) throws SQLException {
        connection.setAutoCommit(true);
        alone.mend(connection, step);
    }

    @Override
    public Optional<String> leftBy(Connection connection, Step step) throws SQLException {
        return alone.leftBy(connection, step);
    }

    /** Asks the server each time; the driver's own statement asks once, and a server that has not read it yet forgets. */
    @Override
    public void stop(Connection connection, Statement running) throws SQLException {
        connection.unwrap(BaseConnection.class).cancelQuery();
    }

    @Override
    public void copy(Connection connection, String statement, String rows) throws SQLException {
        try {
            new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(statement, new StringReader(rows));
        } catch (IOException impossible) {
            throw new SQLException("rows could not be sent", impossible);
        }
    }
}
