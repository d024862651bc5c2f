package io.whisperschema.sqlite;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Change;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.sql.LockWait;
import io.whisperschema.sql.Patience;
import io.whisperschema.sql.SqlTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One write transaction of SQLite; its write lock is the lock. The connection is in autocommit. */
final class SqliteTransaction implements SqlTransaction {
    /** What SQLite answers to a BEGIN within a transaction, and to a ROLLBACK outside of one; neither has a code of its own. */
    private static final int NO_SPECIAL_ERROR = 1;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    /** Some microseconds of work. */
    private static final int INSTRUCTIONS = 10_000;

    /** What cannot be part of a transaction; running it twice does what running it once does. */
    private static final Pattern REPEATABLE = Pattern.compile("^\\s*(pragma|vacuum)\\b", Pattern.CASE_INSENSITIVE);

    private final String store;
    private final Guard guard;
    private boolean begun;
    private long orphansBefore;

    private SqliteTransaction(String store, Guard guard) {
        this.store = store;
        this.guard = guard;
    }

    SqliteTransaction(String store) {
        this(store, Guard.NONE);
    }

    /** One whose statements run with foreign keys off and must not leave more orphans than they found. */
    static SqliteTransaction guardingForeignKeys(String store) {
        return new SqliteTransaction(store, Guard.FOREIGN_KEYS);
    }

    /** What is looked after before a commit. */
    private enum Guard {
        NONE,
        FOREIGN_KEYS
    }

    @Override
    public void begin(Connection connection, Execution execution) throws SQLException {
        Optional<SQLException> busy = tried(connection, execution);
        if (busy.isPresent()) {
            waitForLock(connection, execution, busy.get());
        }
        orphansBefore = guard == Guard.FOREIGN_KEYS ? orphans(connection) : 0;
    }

    /** SQLite's own waiting could neither be told nor ended. */
    private void waitForLock(Connection connection, Execution execution, SQLException first) throws SQLException {
        var patience = Patience.of(execution.options().lockWait(), LONGEST_PAUSE);
        var wait = new LockWait(execution);
        for (Optional<SQLException> busy = Optional.of(first); busy.isPresent(); busy = tried(connection, execution)) {
            if (patience.isOver()) {
                throw busy.get();
            }
            wait.goesOnForSomebody();
            patience.pause();
        }
        wait.isOver();
    }

    /** Takes the lock if nobody holds it; otherwise what SQLite said. */
    private Optional<SQLException> tried(Connection connection, Execution execution) throws SQLException {
        BusyTimeout.set(connection, Duration.ZERO);
        try {
            begin(connection, "BEGIN IMMEDIATE");
            return Optional.empty();
        } catch (SQLException failure) {
            if (new SqliteErrors(store, Duration.ZERO).isBusy(failure)) {
                return Optional.of(failure);
            }
            throw failure;
        } finally {
            BusyTimeout.set(connection, execution.options().lockWait());
        }
    }

    /** The driver asks on this thread, between some of SQLite's instructions, whether to go on. */
    @Override
    public void during(Connection connection, Optional<Duration> atMost, Work work) throws Exception {
        if (atMost.isEmpty() || !connection.isWrapperFor(SQLiteConnection.class)) {
            work.run();
            return;
        }
        SQLiteConnection own = connection.unwrap(SQLiteConnection.class);
        ProgressHandler.setHandler(own, INSTRUCTIONS, deadline(atMost.get()));
        try {
            work.run();
        } finally {
            ProgressHandler.clearHandler(own);
        }
    }

    private static ProgressHandler deadline(Duration atMost) {
        long begun = System.nanoTime();
        return new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - begun > atMost.toNanos() ? 1 : 0;
            }
        };
    }

    /** Within a transaction SQLite does not hear of some settings and says nothing. */
    @Override
    public boolean mayHold(Step step) {
        return SqlTransaction.super.mayHold(step)
                && step.statement().filter(REPEATABLE.asPredicate()).isEmpty();
    }

    @Override
    public Change.State stateOf(Connection connection, Step step) {
        return step.statement().filter(REPEATABLE.asPredicate()).isPresent()
                ? Change.State.PENDING
                : Change.State.UNKNOWN;
    }

    private static long orphans(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pragma_foreign_key_check")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Begins without a lock, for several queries that shall see the same. */
    void beginReading(Connection connection) throws SQLException {
        begin(connection, "BEGIN");
    }

    private void begin(Connection connection, String statement) throws SQLException {
        try {
            execute(connection, statement);
            begun = true;
        } catch (SQLException failure) {
            if (failure.getErrorCode() == NO_SPECIAL_ERROR) {
                throw OpenTransaction.on(store, "somebody said BEGIN");
            }
            throw failure;
        }
    }

    @Override
    public RelationalCatalog inspect(Connection connection) throws SQLException {
        return new SqliteInspector(connection).inspectWithoutFacts();
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        if (guard == Guard.FOREIGN_KEYS && orphans(connection) > orphansBefore) {
            throw new SQLiteException(
                    "rows would be left that refer to rows that are not there",
                    SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY);
        }
        execute(connection, "COMMIT");
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        if (begun) {
            rollBack(connection);
        }
    }

    /** Ends a transaction of ours. */
    static void rollBack(Connection connection) throws SQLException {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException failure) {
            // A full disk, for one, makes SQLite roll back by itself.
            if (failure.getErrorCode() != NO_SPECIAL_ERROR) {
                throw failure;
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
