package io.whisperschema.benchmarks;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool of connections that are open before the clock starts, so that nobody pays for connecting. For one thread. */
final class OpenConnections implements DataSource, AutoCloseable {
    /** Flyway takes a second one while it holds the first. */
    private static final int SIZE = 2;

    private final List<Connection> all = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();

    private OpenConnections() {}

    /** Opens a connection. */
    interface Opening {
        Connection open() throws SQLException;
    }

    /** What is done on a connection. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    static OpenConnections of(Opening opening) throws SQLException {
        return of(SIZE, opening);
    }

    static OpenConnections of(int count, Opening opening) throws SQLException {
        var connections = new OpenConnections();
        try {
            for (int i = 0; i < count; i++) {
                connections.all.add(opening.open());
            }
        } catch (SQLException failure) {
            connections.close();
            throw failure;
        }
        connections.idle.addAll(connections.all);
        return connections;
    }

    /** Does something on each of them. */
    void each(Work work) throws SQLException {
        for (Connection connection : all) {
            work.on(connection);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (idle.isEmpty()) {
            throw new SQLException("all " + all.size() + " connections are in use");
        }
        return lent(idle.pop());
    }

    /** The connection, whose close gives it back. */
    private Connection lent(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        giveBack(connection);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private void giveBack(Connection connection) throws SQLException {
        if (idle.contains(connection)) {
            return;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        idle.push(connection);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : all) {
            connection.close();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("another user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("log writer");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("login timeout");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("java.util.logging");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
