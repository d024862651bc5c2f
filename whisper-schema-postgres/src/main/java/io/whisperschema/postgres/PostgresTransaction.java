package io.whisperschema.postgres;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.internal.Sha256;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.sql.Patience;
import io.whisperschema.sql.SqlTransaction;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Transactions of PostgreSQL whose first statement takes an advisory lock for this schema. The lock is tried, not
 * waited for: a transaction that waits would hold its snapshot and, behind a pooler, somebody's server connection.
 *
 * <p>A run that is more than one transaction holds the same lock for its session, which a pooler in transaction mode
 * would give to somebody else: such plans need a connection of their own.
 */
final class PostgresTransaction implements SqlTransaction {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    /** Who waits for a lock makes others queue behind, so a transaction waits only so long at a time. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final int TRIES = 4;

    private static final String LOCK = """
            SELECT pg_catalog.pg_try_advisory_xact_lock(?),
                   pg_catalog.set_config('lock_timeout', ?, true),
                   pg_catalog.set_config('statement_timeout', ?, true),
                   CASE WHEN pg_catalog.version() LIKE '%linux%'
                        THEN pg_catalog.set_config('client_connection_check_interval', '500', true) END
            """;

    private final String store;
    private final String schema;
    private final PostgresAlone alone;

    PostgresTransaction(String store, String schema) {
        this.store = store;
        this.schema = schema;
        this.alone = new PostgresAlone(schema);
    }

    @Override
    public void begin(Connection connection, ExecuteOptions options) throws SQLException {
        connection.setAutoCommit(false);
        var patience = Patience.of(options.lockWait(), LONGEST_PAUSE);
        while (!locked(connection, options)) {
            connection.rollback();
            wait(patience, options);
        }
    }

    private void wait(Patience patience, ExecuteOptions options) {
        if (patience.isOver()) {
            throw timedOut(options.lockWait());
        }
        patience.pause();
        if (Thread.currentThread().isInterrupted()) {
            throw new Cancelled(
                    0,
                    "This thread was interrupted while another process was changing " + store + ", schema " + schema
                            + ". Nothing was applied. Run it again.");
        }
    }

    private boolean locked(Connection connection, ExecuteOptions options) throws SQLException {
        PostgresSession.seeWhatOthersCommit(connection);
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setLong(1, key());
            statement.setString(2, PostgresSession.millis(atATime(options.lockWait())));
            statement.setString(3, PostgresSession.millis(options.statementTime()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static Duration atATime(Duration inAll) {
        Duration part = inAll.dividedBy(TRIES);
        return part.compareTo(LONGEST_WAIT) < 0 ? part : LONGEST_WAIT;
    }

    /** Advisory locks are per database already; the key tells schemas apart. */
    private long key() {
        return Long.parseUnsignedLong(Sha256.hex("whisper-schema/" + schema).substring(0, 16), 16);
    }

    private LockTimeout timedOut(Duration waited) {
        return new LockTimeout(
                store,
                waited,
                "Could not begin on " + store + ", schema " + schema + ": another process has been changing it for"
                        + " longer than " + waited.toMillis()
                        + " ms. Nothing was applied. Let it finish, or wait longer:"
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
        connection.commit();
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public void enter(Connection connection, ExecuteOptions options) throws SQLException {
        connection.setAutoCommit(true);
        var patience = Patience.of(options.lockWait(), LONGEST_PAUSE);
        while (!alone.locked(connection, key())) {
            wait(patience, options);
        }
        alone.set(connection, options);
    }

    @Override
    public void leave(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        alone.leave(connection);
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

    @Override
    public void copy(Connection connection, String statement, String rows) throws SQLException {
        try {
            new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(statement, new StringReader(rows));
        } catch (IOException impossible) {
            throw new SQLException("rows could not be sent", impossible);
        }
    }
}
