package io.whisperschema.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConnection;

/** How long a connection waits for a lock, changed for a while. */
final class BusyTimeout {
    private BusyTimeout() {}

    /** What is done meanwhile. */
    interface Work<T> {
        T run() throws SQLException;
    }

    static <T> T during(Connection connection, Duration wait, Work<T> work) throws SQLException {
        long before = get(connection);
        if (before == millis(wait)) {
            return work.run();
        }
        set(connection, wait);
        try {
            return work.run();
        } finally {
            set(connection, before);
        }
    }

    private static long millis(Duration wait) {
        return Math.min(wait.toMillis(), Integer.MAX_VALUE);
    }

    private static long get(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA busy_timeout")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static void set(Connection connection, Duration wait) throws SQLException {
        set(connection, millis(wait));
    }

    /** The driver's own call is no statement, but a wrapper may hide it. */
    private static void set(Connection connection, long millis) throws SQLException {
        if (connection.isWrapperFor(SQLiteConnection.class)) {
            connection.unwrap(SQLiteConnection.class).setBusyTimeout((int) millis);
        } else {
            SqliteTransaction.execute(connection, "PRAGMA busy_timeout = " + millis);
        }
    }
}
