package io.whisperschema.testkit;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A new connection each time, from whichever driver knows the URL. Thread-safe. */
record DriverDataSource(String url, Map<String, String> properties) implements DataSource {
    DriverDataSource {
        properties = Map.copyOf(properties);
    }

    static DriverDataSource as(PostgresRole role, String url) {
        return new DriverDataSource(url, Map.of("user", role.name(), "password", role.password()));
    }

    @Override
    public Connection getConnection() throws SQLException {
        Properties forDriver = new Properties();
        forDriver.putAll(properties);
        return DriverManager.getConnection(url, forDriver);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return as(new PostgresRole(user, password), url).getConnection();
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

    @Override
    public String toString() {
        return "DriverDataSource";
    }
}
