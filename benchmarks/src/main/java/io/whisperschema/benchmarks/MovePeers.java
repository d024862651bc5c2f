package io.whisperschema.benchmarks;

import io.whisperschema.benchmarks.StartupProgram.Place;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that others move rows with: psql, pgloader and the shell of SQLite. */
final class MovePeers {
    private static final int MINUTES = 5;

    private final Path folder;

    MovePeers(Path folder) {
        this.folder = folder;
    }

    /** Whether the machine has that program. */
    static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** Writes what a moved database holds into files: one a table for COPY, one for the shell of SQLite. */
    void export(Place moved) throws IOException, InterruptedException {
        psql(
                moved,
                CompanionRows.TABLES.stream()
                        .flatMap(table -> Stream.of(
                                "\\copy " + table + " to '" + binary(table) + "' with (format binary)",
                                "\\copy " + table + " to '" + commas(table) + "' with (format csv)"))
                        .toList());
    }

    /** What the contender before has written is on the disk, so that the next one does not wait for it. */
    static void settleDisk() throws IOException, InterruptedException {
        new ProcessBuilder("sync").start().waitFor();
    }

    /** Makes the tables of one database in another, without keys, indexes and defaults; any column may be empty. */
    static void bare(Place moved, Place empty) throws SQLException {
        var statements = new ArrayList<String>();
        try (Connection from = moved.connect();
                Statement ask = from.createStatement()) {
            for (String table : CompanionRows.TABLES) {
                try (ResultSet row = ask.executeQuery("""
                        SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
                        FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped""".formatted(table))) {
                    row.next();
                    statements.add("CREATE TABLE " + table + " (" + row.getString(1) + ")");
                }
            }
        }
        try (Connection to = empty.connect();
                Statement make = to.createStatement()) {
            for (String statement : statements) {
                make.execute(statement);
            }
        }
    }

    /** The limit: files that are ready, into bare tables. */
    double psqlBinary(Place bare) throws IOException, InterruptedException {
        return psql(
                bare,
                CompanionRows.TABLES.stream()
                        .map(table -> "\\copy " + table + " from '" + binary(table) + "' with (format binary)")
                        .toList());
    }

    private double psql(Place place, List<String> commands) throws IOException, InterruptedException {
        URI server = server(place);
        Path script = Files.write(folder.resolve("commands.sql"), commands);
        return run(
                List.of(
                        "psql",
                        "-q",
                        "-X",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-h",
                        server.getHost(),
                        "-p",
                        String.valueOf(server.getPort()),
                        "-U",
                        place.user(),
                        "-d",
                        name(server),
                        "-f",
                        script.toString()),
                Map.of("PGPASSWORD", place.password()),
                new File("/dev/null"));
    }

    /** Into tables of its own without keys and indexes, with the batches that it survives. */
    double pgloader(Path file, Place empty) throws IOException, InterruptedException {
        URI server = server(empty);
        Path script = Files.writeString(folder.resolve("commands.load"), """
                LOAD DATABASE FROM sqlite://%s INTO postgresql://%s:%s@%s:%d/%s
                WITH include drop, create tables, create no indexes, no foreign keys, workers = 2, concurrency = 1,
                batch rows = 1000, batch size = 4MB, prefetch rows = 1000;
                """.formatted(
                        file, empty.user(), empty.password(), server.getHost(), server.getPort(), name(server)));
        return run(List.of("pgloader", script.toString()), Map.of(), new File("/dev/null"));
    }

    /** The shell of SQLite reads values separated by commas into tables that have no keys and indexes. */
    double sqliteImport(Path file, List<String> tables) throws IOException, InterruptedException {
        Path script = folder.resolve("commands.import");
        Files.write(
                script,
                Stream.concat(
                                Stream.concat(tables.stream(), Stream.of(".mode csv")),
                                CompanionRows.TABLES.stream().map(table -> ".import " + commas(table) + " " + table))
                        .toList());
        return run(List.of("sqlite3", "-bail", file.toString()), Map.of(), script.toFile());
    }

    private double run(List<String> command, Map<String, String> environment, File input)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        double took = (System.nanoTime() - start) / 1e6;
        process.destroyForcibly();
        if (!ended || process.exitValue() != 0) {
            throw new IllegalStateException(command.get(0)
                    + (ended ? " failed: " : " did not end: ")
                    + Files.readString(output, StandardCharsets.UTF_8));
        }
        return took;
    }

    /** How many rows are in the tables; programs that end with 0 may have left some out. */
    static long rows(Place place) throws SQLException {
        long rows = 0;
        try (Connection connection = place.connect();
                Statement ask = connection.createStatement()) {
            for (String table : CompanionRows.TABLES) {
                try (ResultSet row = ask.executeQuery("SELECT count(*) FROM " + table)) {
                    row.next();
                    rows += row.getLong(1);
                }
            }
        }
        return rows;
    }

    private Path binary(String table) {
        return folder.resolve(table + ".copy");
    }

    private Path commas(String table) {
        return folder.resolve(table + ".csv");
    }

    private static URI server(Place place) {
        return URI.create(place.url().substring("jdbc:".length()));
    }

    private static String name(URI server) {
        return server.getPath().substring(1);
    }
}
