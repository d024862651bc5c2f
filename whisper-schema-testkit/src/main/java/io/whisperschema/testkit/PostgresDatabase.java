package io.whisperschema.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An empty database on a real PostgreSQL server, dropped on close.
 *
 * <p>Its {@link #user()} owns it and is no superuser, as a host's would be. What needs more goes through
 * {@link #administer} or {@link #administrator()}. Thread-safe.
 */
public final class PostgresDatabase implements AutoCloseable {
    private final PostgresServer server;
    private final PostgresRole owner;
    private final ObservedDataSource dataSource;
    private final List<ObservedDataSource> handedOut = new CopyOnWriteArrayList<>();
    private final List<PostgresRole> roles = new CopyOnWriteArrayList<>();

    PostgresDatabase(PostgresServer server, PostgresRole owner) {
        this.server = server;
        this.owner = owner;
        this.dataSource = dataSourceAs(owner);
        roles.add(owner);
    }

    /** The database's name. */
    public String name() {
        return owner.name();
    }

    /** The JDBC URL, without user and password. */
    public String url() {
        return server.url(name());
    }

    /** The role that owns the database. */
    public String user() {
        return owner.name();
    }

    /** What {@link #user()} logs in with. */
    public String password() {
        return owner.password();
    }

    /** The server's version as it says itself, such as {@code 17.11}. */
    public String serverVersion() {
        return server.version();
    }

    /** Connections as {@link #user()}, the same data source each time; all of them must be closed when the test ends. */
    public ObservedDataSource dataSource() {
        return dataSource;
    }

    /** Connections as somebody else; these too must be closed when the test ends. */
    public ObservedDataSource dataSourceAs(PostgresRole role) {
        ObservedDataSource observed = ObservedDataSource.over(DriverDataSource.as(role, url()));
        handedOut.add(observed);
        return observed;
    }

    /** The server's superuser. */
    public PostgresRole administrator() {
        return server.administrator();
    }

    /**
     * Makes a role that may log in, and has no rights yet; it is dropped with the database.
     *
     * @param label the start of its name; the rest makes it unique on the server
     */
    public PostgresRole createRole(String label) {
        PostgresRole role = new PostgresRole(label + "_" + name(), PostgresServer.newPassword());
        server.createRole(role);
        roles.add(role);
        return role;
    }

    /** Runs statements in this database as the superuser, each in a transaction of its own. */
    public void administer(String... statements) {
        server.run(name(), statements);
    }

    /** How many clients are connected to this database, as the server counts them. */
    public int openConnectionCount() {
        return count("SELECT count(*) FROM pg_stat_activity WHERE datname = '%s'");
    }

    /** Cuts every connection to this database, and returns how many when they are gone. */
    public int terminateConnections() {
        return count("SELECT count(*) FROM (SELECT pg_terminate_backend(pid, 10000) AS gone FROM pg_stat_activity"
                + " WHERE datname = '%s') AS backends WHERE gone");
    }

    private int count(String sql) {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.formatted(name()))) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not ask the server about its connections", e);
        }
    }

    /**
     * Drops the database, cutting connections that are left, and its roles. A second call does nothing.
     *
     * @throws AssertionError when a connection of a data source from here is still open; the database is dropped
     */
    @Override
    public void close() {
        try {
            handedOut.forEach(ObservedDataSource::assertAllReturned);
        } finally {
            handedOut.forEach(ObservedDataSource::closeLeftovers);
            drop();
        }
    }

    private void drop() {
        server.run("postgres", "DROP DATABASE IF EXISTS \"%s\" WITH (FORCE)".formatted(name()));
        roles.forEach(role -> server.run("postgres", "DROP ROLE IF EXISTS \"%s\"".formatted(role.name())));
    }

    /** The name. */
    @Override
    public String toString() {
        return name();
    }
}
