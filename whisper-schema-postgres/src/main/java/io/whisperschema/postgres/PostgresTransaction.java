package io.whisperschema.postgres;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.internal.Sha256;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.sql.SqlTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One transaction of PostgreSQL whose first statement takes an advisory lock for this schema. The lock is tried, not
 * waited for: a transaction that waits would hold its snapshot and, behind a pooler, somebody's server connection.
 */
final class PostgresTransaction implements SqlTransaction {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private static final String LOCK = """
            SELECT pg_catalog.pg_try_advisory_xact_lock(?),
                   pg_catalog.set_config('lock_timeout', ?, true),
                   pg_catalog.set_config('statement_timeout', ?, true),
                   CASE WHEN pg_catalog.version() LIKE '%linux%'
                        THEN pg_catalog.set_config('client_connection_check_interval', '500', true) END
            """;

    private final String store;
    private final String schema;

    PostgresTransaction(String store, String schema) {
        this.store = store;
        this.schema = schema;
    }

    @Override
    public void begin(Connection connection, ExecuteOptions options) throws SQLException {
        connection.setAutoCommit(false);
        long deadline = System.nanoTime() + options.lockWait().toNanos();
        Duration pause = SHORTEST_PAUSE;
        while (!locked(connection, options)) {
            connection.rollback();
            if (System.nanoTime() - deadline >= 0) {
                throw timedOut(options.lockWait());
            }
            pause(pause, deadline);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void pause(Duration pause, long deadline) {
        LockSupport.parkNanos(Math.min(pause.toNanos(), Math.max(1, deadline - System.nanoTime())));
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
            statement.setString(2, String.valueOf(Math.max(1, options.lockWait().toMillis())));
            statement.setString(
                    3,
                    String.valueOf(options.statementTime()
                            .map(time -> Math.max(1, time.toMillis()))
                            .orElse(0L)));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
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
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }
}
