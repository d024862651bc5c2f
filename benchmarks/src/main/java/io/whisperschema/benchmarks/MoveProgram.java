package io.whisperschema.benchmarks;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.benchmarks.StartupProgram.Place;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.function.Supplier;

/** One move as a process of its own, which is given little memory; prints how many milliseconds what took. */
final class MoveProgram {
    private static final int BATCH = 1_000;
    private static final int CONNECTIONS = 6;

    private MoveProgram() {}

    /** What the process does. */
    enum Work {
        UP,
        DOWN,
        BATCHES,
        READING
    }

    public static void main(String[] arguments) throws SQLException {
        Path file = Path.of(arguments[1]);
        var server = new Place(arguments[2], arguments[3], arguments[4]);
        switch (Work.valueOf(arguments[0])) {
            case UP -> up(file, server);
            case DOWN -> down(server, file);
            case BATCHES -> tell("took", () -> batches(file, server));
            case READING -> tell("took", () -> reading(file));
        }
    }

    private static void up(Path file, Place server) throws SQLException {
        try (SqliteStore desktop = SqliteStore.open(file)) {
            WhisperSchema schema = WhisperSchema.of(WhisperEngine.schema())
                    .migrations(WhisperEngine.migrations())
                    .relational(desktop);
            tell(schema.move(
                    PostgresStore.over(OpenConnections.of(CONNECTIONS, server::connect)), MoveOptions.cautious()));
        }
    }

    private static void down(Place server, Path file) throws SQLException {
        try (SqliteStore desktop = SqliteStore.open(file)) {
            WhisperSchema schema = WhisperSchema.of(WhisperEngine.schema())
                    .migrations(WhisperEngine.migrations())
                    .relational(PostgresStore.over(OpenConnections.of(CONNECTIONS, server::connect)));
            tell(schema.move(desktop, MoveOptions.cautious()));
        }
    }

    private static void tell(MoveReport report) {
        System.out.println("rows " + report.rows());
        report.took().forEach((phase, took) -> System.out.println(phase + " " + took.toNanos() / 1e6));
    }

    private static void tell(String what, Supplier<Long> task) {
        long start = System.nanoTime();
        long rows = task.get();
        System.out.println(what + " " + (System.nanoTime() - start) / 1e6);
        System.out.println("rows " + rows);
    }

    /** What people write when they have no tool: rows read, rows inserted in batches, all as text. */
    private static long batches(Path file, Place server) {
        String url = server.url() + (server.url().contains("?") ? "&" : "?")
                + "reWriteBatchedInserts=true&stringtype=unspecified";
        long rows = 0;
        try (Connection from = DriverManager.getConnection("jdbc:sqlite:" + file);
                Connection to = DriverManager.getConnection(url, server.user(), server.password())) {
            to.setAutoCommit(false);
            for (String table : CompanionRows.TABLES) {
                rows += batches(from, to, table);
                to.commit();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return rows;
    }

    private static long batches(Connection from, Connection to, String table) throws SQLException {
        try (Statement select = from.createStatement();
                ResultSet row = select.executeQuery("SELECT * FROM " + table)) {
            int width = row.getMetaData().getColumnCount();
            String sql = "INSERT INTO " + table + " (" + names(row.getMetaData()) + ") VALUES ("
                    + String.join(", ", Collections.nCopies(width, "?")) + ")";
            try (PreparedStatement insert = to.prepareStatement(sql)) {
                long count = 0;
                while (row.next()) {
                    for (int column = 1; column <= width; column++) {
                        insert.setString(column, row.getString(column));
                    }
                    insert.addBatch();
                    if (++count % BATCH == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
                return count;
            }
        }
    }

    private static String names(ResultSetMetaData columns) throws SQLException {
        var names = new ArrayList<String>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            names.add('"' + columns.getColumnName(column) + '"');
        }
        return String.join(", ", names);
    }

    /** What it costs to look at each value through the driver and do nothing with it. */
    private static long reading(Path file) {
        long rows = 0;
        try (Connection from = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement select = from.createStatement()) {
            for (String table : CompanionRows.TABLES) {
                try (ResultSet row = select.executeQuery("SELECT * FROM " + table)) {
                    int width = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        rows++;
                        for (int column = 1; column <= width; column++) {
                            row.getBytes(column);
                        }
                    }
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return rows;
    }
}
