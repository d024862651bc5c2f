package io.whisperschema.postgres;

import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.sql.move.HeldConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.copy.CopyManager;
import org.postgresql.jdbc.PgConnection;

/** A connection that a move holds; closed, it is as it came. Not thread-safe. */
final class PostgresLane implements AutoCloseable {
    /** A role or a database may be set to give up what takes as long as a move, or waits as long for its turn. */
    private static final String PATIENCE = """
            SELECT pg_catalog.set_config('lock_timeout', ?, true),
                   pg_catalog.set_config('statement_timeout', '0', true),
                   pg_catalog.set_config('idle_in_transaction_session_timeout', '0', true),
                   CASE WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 170000
                        THEN pg_catalog.set_config('transaction_timeout', '0', true) END,
                   CASE WHEN pg_catalog.version() LIKE '%linux%'
                        THEN pg_catalog.set_config('client_connection_check_interval', '500', true) END
            """;

    /** Rows that somebody may not see make an error rather than being left out, and all come in one order. */
    private static final String EVERY_ROW = """
            SELECT pg_catalog.set_config('row_security', 'off', true),
                   pg_catalog.set_config('synchronize_seqscans', 'off', true),
                   pg_catalog.set_config('max_parallel_workers_per_gather', '0', true)
            """;

    private final HeldConnection held;
    private final PgConnection driver;
    private final Duration lockWait;

    private PostgresLane(HeldConnection held, PgConnection driver, Duration lockWait) {
        this.held = held;
        this.driver = driver;
        this.lockWait = lockWait;
    }

    /**
     * Over that connection, for that move.
     *
     * @throws UnsupportedChange if it hides its driver, which alone knows COPY
     */
    static PostgresLane over(HeldConnection held, MoveErrors errors) throws SQLException {
        try {
            Connection connection = held.connection();
            OpenTransaction.refuse(connection, errors.store());
            if (!connection.isWrapperFor(PgConnection.class)) {
                throw new UnsupportedChange(
                        errors.store(),
                        "move rows",
                        "its connection hides PostgreSQL's driver",
                        "Give the store a pool whose connections unwrap to org.postgresql.PGConnection.");
            }
            var lane = new PostgresLane(
                    held,
                    connection.unwrap(PgConnection.class),
                    errors.request().options().effort().lockWait());
            lane.prepare();
            return lane;
        } catch (SQLException | RuntimeException failure) {
            held.close();
            throw failure;
        }
    }

    private void prepare() throws SQLException {
        boolean autocommit = connection().getAutoCommit();
        int threshold = driver.getPrepareThreshold();
        held.afterwards(connection -> connection.setAutoCommit(autocommit));
        held.afterwards(connection -> driver.setPrepareThreshold(threshold));
        held.afterwards(Connection::rollback);
        driver.setPrepareThreshold(UnnamedStatements.NEVER);
        connection().setAutoCommit(false);
    }

    Connection connection() {
        return held.connection();
    }

    CopyManager copies() throws SQLException {
        return driver.getCopyAPI();
    }

    /** Begins a transaction that writes, whatever isolation the session is set to: who waits for a row sees what became of it. */
    void beginWriting() throws SQLException {
        PostgresSession.seeWhatOthersCommit(connection());
        bePatient();
    }

    /** Makes the settings of a transaction that may take long. */
    void bePatient() throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(PATIENCE)) {
            statement.setString(1, PostgresSession.millis(lockWait));
            statement.execute();
        }
    }

    /** Makes the settings of a transaction that reads all rows of tables. */
    void seeEveryRow() throws SQLException {
        execute(EVERY_ROW);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    String text(String query) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** Something that runs on this connection and is stopped if the host asks. */
    Cancellation.Work running(Cancellation cancellation) {
        return cancellation.begin(this::stop);
    }

    private void stop() {
        try {
            driver.cancelQuery();
        } catch (SQLException gone) {
            // Then nothing runs.
        }
    }

    /** Ends the transaction; fails only on a connection that is lost, where the server does. */
    void rollBack() {
        try {
            connection().rollback();
        } catch (SQLException lost) {
            // What went wrong before is what the caller must hear.
        }
    }

    @Override
    public void close() {
        held.close();
    }
}
