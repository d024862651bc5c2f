package io.whisperschema.sqlite;

import io.whisperschema.error.LockTimeout;
import io.whisperschema.spi.Execution;
import io.whisperschema.sql.LockWait;
import io.whisperschema.sql.Patience;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * Keeps others from long work on a database while its own file stays free: by a transaction on an empty file beside it, which
 * ends with its process. That file stays, since who waits for it has it open.
 */
final class LongWorkGuard {
    static final String SUFFIX = "-guard";

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final Path database;
    private final String store;
    private final Execution execution;

    private LongWorkGuard(Path database, String store, Execution execution) {
        this.database = database;
        this.store = store;
        this.execution = execution;
    }

    static void during(Path database, String store, Execution execution, Runnable work) {
        new LongWorkGuard(database, store, execution).during(work);
    }

    private void during(Runnable work) {
        Connection guard = taken();
        try {
            work.run();
        } finally {
            close(guard);
        }
    }

    private Connection taken() {
        var patience = Patience.of(execution.options().lockWait(), LONGEST_PAUSE);
        var wait = new LockWait(execution);
        while (true) {
            Optional<Connection> guard = attempt();
            if (guard.isPresent()) {
                wait.isOver();
                return guard.get();
            }
            if (patience.isOver()) {
                throw timedOut();
            }
            wait.goesOnForSomebody();
            patience.pause();
        }
    }

    private Optional<Connection> attempt() {
        var errors = new SqliteErrors(store, execution.options().lockWait());
        try {
            return locked(errors);
        } catch (SQLException error) {
            throw errors.unavailable(error, "keep others away", execution.applied());
        }
    }

    private Optional<Connection> locked(SqliteErrors errors) throws SQLException {
        Connection connection = connect();
        try {
            SqliteTransaction.execute(connection, "BEGIN EXCLUSIVE");
            return Optional.of(connection);
        } catch (SQLException error) {
            connection.close();
            if (errors.isBusy(error)) {
                return Optional.empty();
            }
            throw error;
        }
    }

    private Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(0);
        return config.createConnection("jdbc:sqlite:"
                + database.resolveSibling(database.getFileName() + SUFFIX).toUri());
    }

    private LockTimeout timedOut() {
        Duration waited = execution.options().lockWait();
        return new LockTimeout(
                store,
                waited,
                "Could not begin on " + store + ": another process has been changing collections for longer than "
                        + waited.toMillis() + " ms. " + execution.applied().words()
                        + " Let it finish, or wait longer: ExecuteOptions.cautious().waitingForLocks(…).",
                Optional.empty());
    }

    /** What it held ends with its connection in any case. */
    private static void close(Connection guard) {
        try {
            guard.close();
        } catch (SQLException lost) {
            // see above
        }
    }
}
