package io.whisperschema.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where a store gets its connection: a host's pool, or one connection of the host's. */
public final class ConnectionSource {
    private final Supplier supplier;
    private final Ownership ownership;
    private final Object origin;

    private ConnectionSource(Supplier supplier, Ownership ownership, Object origin) {
        this.supplier = supplier;
        this.ownership = ownership;
        this.origin = origin;
    }

    @FunctionalInterface
    private interface Supplier {
        Connection connection() throws SQLException;
    }

    /** Whose the connection is while nobody uses it. */
    public enum Ownership {
        /** It comes from a pool for this use, so nobody has begun anything on it. */
        FRESH,
        /** It is the host's, who may have begun something on it. */
        BORROWED
    }

    /** What is done on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T on(Connection connection, Ownership ownership) throws SQLException;
    }

    /** Connections of that pool, each given back after its use. */
    public static ConnectionSource over(DataSource pool) {
        return new ConnectionSource(pool::getConnection, Ownership.FRESH, pool);
    }

    /** That connection, which the host closes. */
    public static ConnectionSource over(Connection connection) {
        return new ConnectionSource(() -> connection, Ownership.BORROWED, connection);
    }

    /** Whether both get their connections from the same pool, or the same connection. */
    public boolean isShared(ConnectionSource other) {
        return origin == other.origin;
    }

    /**
     * Does the work on a connection, which afterwards is as it came, also after an error. The work may change autocommit;
     * whatever else it changes must end with its transaction.
     */
    public <T> T use(Work<T> work) throws SQLException {
        Connection connection = take();
        try {
            boolean autoCommit = connection.getAutoCommit();
            try {
                return work.on(connection, ownership);
            } finally {
                restore(connection, autoCommit);
            }
        } finally {
            giveBack(connection);
        }
    }

    /** Whose its connections are. */
    public Ownership ownership() {
        return ownership;
    }

    /** A connection, to be given back as it came. */
    public Connection take() throws SQLException {
        try {
            return supplier.connection();
        } catch (RuntimeException failure) {
            // Some pools wrap what the driver said into an unchecked error of their own.
            if (failure.getCause() instanceof SQLException fromDriver) {
                throw fromDriver;
            }
            throw failure;
        }
    }

    /** Gives back a connection that {@link #take} gave. */
    public void giveBack(Connection connection) {
        if (ownership == Ownership.FRESH) {
            try {
                connection.close();
            } catch (SQLException ignored) {
                // What was done is done; a connection that cannot even be closed is the pool's to throw away.
            }
        }
    }

    /** Fails only on a connection that is lost, and then there is nothing to restore. */
    private static void restore(Connection connection, boolean autoCommit) {
        try {
            if (connection.getAutoCommit() != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException lost) {
            // The work's own outcome is what the caller must hear.
        }
    }
}
