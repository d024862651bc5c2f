package io.whisperschema.sql.history;

import io.whisperschema.error.LockTimeout;
import io.whisperschema.migration.HistoryState.Phase;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.History.Overtaken;
import io.whisperschema.sql.LockWait;
import io.whisperschema.sql.Patience;
import io.whisperschema.sql.SqlTransaction;
import io.whisperschema.sql.SqlTurn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The row for starts as a lease on work outside of transactions, where no lock of the session may be relied upon: behind
 * a pooler a session is not ours, and SQLite has none. Its fence grows with everything that is written. Whoever is in the
 * middle of something, lets the fence stand still for a while, holds no lock and runs no statement, is dead; who only
 * seemed so finds another fence than its own at its next step.
 */
final class Lease {
    private static final Duration STANDSTILL = Duration.ofMillis(700);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    /** Who had to wait for the lock to see the row learns that its holder was alive just now. */
    private static final Duration LONGEST_LOOK = Duration.ofMillis(200);

    private final HistoryDialect dialect;
    private final Connection connection;
    private final SqlTransaction transaction;
    private final Execution execution;
    private long fence;

    Lease(HistoryDialect dialect, Connection connection, SqlTransaction transaction, Execution execution) {
        this.dialect = dialect;
        this.connection = connection;
        this.transaction = transaction;
        this.execution = execution;
    }

    /**
     * The row for starts.
     *
     * @param phase its phase, as it is written
     * @param fence its fence
     */
    private record Row(String phase, long fence) {
        static final Row NONE = new Row("", 0);

        boolean isRunning() {
            return phase.equals(Phase.RUNNING.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Waits until nobody else is at work. */
    void take(SqlTurn turn, String store) {
        var patience = Patience.of(execution.options().lockWait(), LONGEST_PAUSE);
        var wait = new LockWait(execution);
        var watch = new Watch(turn);
        while (watch.sees() == Sight.SOMEBODY_AT_WORK) {
            if (patience.isOver()) {
                throw timedOut(store);
            }
            wait.goesOnForSomebody();
            patience.pause();
        }
        wait.isOver();
        fence = watch.seen.fence;
    }

    private enum Sight {
        SOMEBODY_AT_WORK,
        NOBODY_ELSE
    }

    /** A look at the row again and again. */
    private final class Watch {
        private final SqlTurn turn;
        private Row seen = Row.NONE;
        private long since;

        Watch(SqlTurn turn) {
            this.turn = turn;
        }

        Sight sees() {
            long begun = System.nanoTime();
            Row now = turn.read(Lease.this::row);
            if (!now.equals(seen) || System.nanoTime() - begun > LONGEST_LOOK.toNanos()) {
                since = System.nanoTime();
            }
            seen = now;
            if (!seen.isRunning()) {
                return Sight.NOBODY_ELSE;
            }
            return System.nanoTime() - since < STANDSTILL.toNanos()
                    ? Sight.SOMEBODY_AT_WORK
                    : turn.read(this::takeOver);
        }

        /** One of those who see it raises the fence, and is at work in the place of the dead. */
        private Sight takeOver() throws SQLException {
            if (!row().equals(seen) || transaction.isRunningForOthers(connection)) {
                since = System.nanoTime();
                return Sight.SOMEBODY_AT_WORK;
            }
            seen = new Row(seen.phase, seen.fence + 1);
            new HistoryWriter(dialect).raise(connection, seen.fence);
            return Sight.NOBODY_ELSE;
        }
    }

    private LockTimeout timedOut(String store) {
        Duration waited = execution.options().lockWait();
        return new LockTimeout(
                store,
                waited,
                "Could not begin on " + store + ": another process has been running statements outside of transactions"
                        + " for longer than " + waited.toMillis() + " ms. "
                        + execution.applied().words()
                        + " Let it finish, or wait longer: ExecuteOptions.cautious().waitingForLocks(…).",
                Optional.empty());
    }

    private Row row() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery(dialect.tablesThere())) {
                if (!names(there, HistoryTables.STATE)) {
                    return Row.NONE;
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT phase, fence FROM " + dialect.state())) {
                return row.next() ? new Row(row.getString(1), row.getLong(2)) : Row.NONE;
            }
        }
    }

    private static boolean names(ResultSet tables, String wanted) throws SQLException {
        boolean found = false;
        while (tables.next()) {
            found |= tables.getString(1).equals(wanted);
        }
        return found;
    }

    /**
     * To be called in the transaction of each step and of each writing, before it.
     *
     * @throws Overtaken if the lease is somebody else's
     */
    void require() throws SQLException {
        if (row().fence != fence) {
            throw new Overtaken();
        }
    }

    /** What was written has raised the fence. */
    void raisedTo(long raised) {
        fence = raised;
    }
}
