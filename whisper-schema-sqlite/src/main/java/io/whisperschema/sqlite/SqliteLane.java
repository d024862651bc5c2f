package io.whisperschema.sqlite;

import io.whisperschema.sql.ConnectionSource;
import io.whisperschema.sql.move.HeldConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/** A connection that a move holds; closed, it is as it came. Not thread-safe. */
final class SqliteLane implements AutoCloseable {
    private final HeldConnection held;
    private final Optional<SQLiteConnection> driver;

    private SqliteLane(HeldConnection held, Optional<SQLiteConnection> driver) {
        this.held = held;
        this.driver = driver;
    }

    /** Over that connection, which waits so long for locks. */
    static SqliteLane over(HeldConnection held, ConnectionSource.Ownership ownership, String store, Duration lockWait)
            throws SQLException {
        try {
            Connection connection = held.connection();
            boolean autocommit = connection.getAutoCommit();
            OpenTransaction.refuse(connection, ownership, store);
            if (!autocommit) {
                held.afterwards(back -> back.setAutoCommit(false));
            }
            var lane = new SqliteLane(held, driver(connection));
            lane.set("busy_timeout", Math.min(lockWait.toMillis(), Integer.MAX_VALUE));
            return lane;
        } catch (SQLException | RuntimeException failure) {
            held.close();
            throw failure;
        }
    }

    /** The driver's own, unless the host's wrapper hides it. */
    private static Optional<SQLiteConnection> driver(Connection connection) throws SQLException {
        return connection.isWrapperFor(SQLiteConnection.class)
                ? Optional.of(connection.unwrap(SQLiteConnection.class))
                : Optional.empty();
    }

    Connection connection() {
        return held.connection();
    }

    Optional<SQLiteConnection> driver() {
        return driver;
    }

    void execute(String sql) throws SQLException {
        SqliteTransaction.execute(connection(), sql);
    }

    /** Begins a transaction without a lock, which ends when the lane is closed. */
    void beginReading(String store) throws SQLException {
        var transaction = new SqliteTransaction(store);
        transaction.beginReading(connection());
        held.afterwards(transaction::rollback);
        number("SELECT count(*) FROM main.sqlite_schema");
    }

    /** Begins a transaction that others cannot write beside, which ends when the lane is closed. */
    void beginWriting() throws SQLException {
        execute("BEGIN IMMEDIATE");
        held.afterwards(connection -> SqliteTransaction.execute(connection, "ROLLBACK"));
    }

    /** Sets a setting until the lane is closed. */
    void set(String setting, long value) throws SQLException {
        long before = number("PRAGMA " + setting);
        if (before != value) {
            held.afterwards(connection -> SqliteTransaction.execute(connection, "PRAGMA " + setting + " = " + before));
            execute("PRAGMA " + setting + " = " + value);
        }
    }

    /** Ends a transaction, unless SQLite has ended it by itself, as it does when a disk is full. */
    void rollback() throws SQLException {
        SqliteTransaction.rollBack(connection());
    }

    long number(String query) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    String text(String query) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Objects.requireNonNullElse(row.getString(1), "") : "";
        }
    }

    /** Lets SQLite load no larger value, as far as the driver is at hand; tells how large one could be. */
    int limitValues(int bytes) throws SQLException {
        return driver.isPresent()
                ? driver.get().getDatabase().limit(SQLiteLimits.SQLITE_LIMIT_LENGTH.getId(), bytes)
                : bytes;
    }

    /** Stops what runs; called by another thread. */
    void interrupt() {
        try {
            if (driver.isPresent()) {
                driver.get().getDatabase().interrupt();
            }
        } catch (SQLException closed) {
            // Then nothing runs.
        }
    }

    @Override
    public void close() {
        held.close();
    }
}
