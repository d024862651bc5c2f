package io.whisperschema.benchmarks;

import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.PostgresServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A database with nothing in it and connections open to it; gone when closed.
 *
 * @param connections for all contenders alike
 * @param disposal what makes it go
 */
record EmptyDatabase(OpenConnections connections, Closeable disposal) implements Case.Fixture {
    /** With the driver's default settings. */
    static EmptyDatabase sqlite() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("whisper-benchmark-");
        return new EmptyDatabase(
                OpenConnections.of(() -> DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("new.db"))),
                () -> delete(folder));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    static EmptyDatabase on(PostgresServer server) throws SQLException {
        PostgresDatabase database = server.newDatabase();
        return new EmptyDatabase(
                OpenConnections.of(
                        () -> DriverManager.getConnection(database.url(), database.user(), database.password())),
                database::close);
    }

    /**
     * The same database after each connection has run these statements and rolled them back, so that the first who is
     * timed does not pay for a server process that is new.
     */
    EmptyDatabase rehearsed(List<String> statements) throws SQLException {
        connections.each(connection -> {
            connection.setAutoCommit(false);
            execute(connection, statements);
            connection.rollback();
            connection.setAutoCommit(true);
        });
        return this;
    }

    /** Runs statements through plain JDBC, in one transaction. */
    void execute(List<String> statements) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, statements);
            connection.commit();
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        connections.close();
        disposal.close();
    }
}
