package io.whisperschema.benchmarks;

import io.whisperschema.benchmarks.MoveProgram.Work;
import io.whisperschema.benchmarks.StartupProgram.Place;
import io.whisperschema.move.MovePhase;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A desktop install of a million rows to PostgreSQL and back, each sample in a process of little memory. */
final class MoveBenchmark implements Benchmark {
    private static final int ROWS = 1_000_000;
    private static final int SAMPLES = 3;
    private static final String MEMORY = "-Xmx64m";
    private static final String TOOK = "took";

    private final Map<String, List<Double>> times = new HashMap<>();

    @Override
    public String name() {
        return "move";
    }

    @Override
    public String description() {
        return """
                pg-rows: a million rows from a SQLite file to PostgreSQL, rows alone (phase COPYING of a move), against COPY of ready \
                binary files by psql (psql-binary, the limit), pgloader where it is installed, and batches through plain \
                JDBC (jdbc-batch).
                pg-complete: rows, keys, foreign keys, indexes, statistics, proof and record, against the rows alone (pg-rows-time).
                preflight: looking at each value, against reading each through plain JDBC (jdbc-read).
                sqlite-rows: the rows back to a new SQLite file, against .import of the shell of SQLite (sqlite3-import).
                All in processes with %s.""".formatted(MEMORY);
    }

    @Override
    public void run() throws Exception {
        Path folder = Files.createTempDirectory("whisper-benchmark-");
        try (PostgresServer server = PostgresServer.start("17");
                PostgresDatabase moved = server.newDatabase()) {
            Path source = folder.resolve("companion.db");
            CompanionRows.write(source, ROWS);
            process(Work.UP, source, place(moved));
            var peers = new MovePeers(folder);
            peers.export(place(moved));
            for (int i = 0; i < SAMPLES; i++) {
                up(server, source, place(moved), peers);
                down(folder, source, place(moved), peers);
            }
            tell();
        } finally {
            Folders.delete(folder);
        }
    }

    private static Place place(PostgresDatabase database) {
        return new Place(database.url(), database.user(), database.password());
    }

    private void up(PostgresServer server, Path source, Place moved, MovePeers peers) throws Exception {
        try (PostgresDatabase empty = server.newDatabase()) {
            MovePeers.settleDisk();
            Map<String, Double> took = process(Work.UP, source, place(empty));
            double rows = phase(took, MovePhase.COPYING);
            add("pg-rows", rows);
            add(
                    "pg-complete",
                    rows
                            + phase(took, MovePhase.FINISHING)
                            + phase(took, MovePhase.PROVING)
                            + phase(took, MovePhase.STAMPING));
            add("preflight", phase(took, MovePhase.LOOKING));
        }
        if (MovePeers.has("psql")) {
            add("psql-binary", intoBare(server, moved, peers::psqlBinary));
        }
        if (MovePeers.has("pgloader")) {
            add("pgloader", into(server, empty -> peers.pgloader(source, empty)));
        }
        add("jdbc-batch", intoBare(server, moved, bare -> phase(process(Work.BATCHES, source, bare), TOOK)));
        add("jdbc-read", phase(process(Work.READING, source, moved), TOOK));
    }

    /** Fills a database; how long it took, in milliseconds. */
    private interface Filling {
        double fill(Place target) throws Exception;
    }

    private static double intoBare(PostgresServer server, Place moved, Filling filling) throws Exception {
        return into(server, empty -> {
            MovePeers.bare(moved, empty);
            return filling.fill(empty);
        });
    }

    private static double into(PostgresServer server, Filling filling) throws Exception {
        try (PostgresDatabase empty = server.newDatabase()) {
            MovePeers.settleDisk();
            double took = filling.fill(place(empty));
            require(MovePeers.rows(place(empty)));
            return took;
        }
    }

    private void down(Path folder, Path source, Place moved, MovePeers peers) throws Exception {
        Path ours = folder.resolve("ours.db");
        MovePeers.settleDisk();
        add("sqlite-rows", phase(process(Work.DOWN, ours, moved), MovePhase.COPYING));
        deleteDatabase(ours);
        if (MovePeers.has("sqlite3")) {
            Path theirs = folder.resolve("theirs.db");
            MovePeers.settleDisk();
            add("sqlite3-import", peers.sqliteImport(theirs, bareTables(source)));
            require(MovePeers.rows(new Place("jdbc:sqlite:" + theirs, "", "")));
            deleteDatabase(theirs);
        }
    }

    /** The tables of a file without keys and indexes. */
    private static List<String> bareTables(Path file) throws SQLException {
        var statements = new ArrayList<String>();
        try (Connection connection = new Place("jdbc:sqlite:" + file, "", "").connect();
                Statement ask = connection.createStatement()) {
            for (String table : CompanionRows.TABLES) {
                try (ResultSet row = ask.executeQuery(
                        "SELECT group_concat('\"' || name || '\" ' || type, ', ') FROM pragma_table_info('" + table
                                + "')")) {
                    row.next();
                    statements.add("CREATE TABLE " + table + " (" + row.getString(1) + ");");
                }
            }
        }
        return statements;
    }

    private static Map<String, Double> process(Work work, Path file, Place server)
            throws IOException, InterruptedException {
        return Programs.figures(
                MEMORY,
                MoveProgram.class,
                work.name(),
                file.toString(),
                server.url(),
                server.user(),
                server.password());
    }

    private static double phase(Map<String, Double> told, Object phase) {
        return told.getOrDefault(phase.toString(), 0.0);
    }

    private static void require(long rows) {
        if (rows != ROWS) {
            throw new IllegalStateException("Of " + ROWS + " rows " + rows + " arrived.");
        }
    }

    private void add(String contender, double took) {
        times.computeIfAbsent(contender, name -> new ArrayList<>()).add(took);
    }

    private void tell() {
        List.of("psql-binary", "pgloader", "jdbc-batch").forEach(peer -> tellRate("pg-rows", peer));
        tellSeconds("pg-complete", "pg-rows", "pg-rows-time");
        tellSeconds("preflight", "jdbc-read", "jdbc-read");
        tellRate("sqlite-rows", "sqlite3-import");
    }

    private void tellSeconds(String name, String peer, String peerName) {
        System.out.println(new Result(name, median(name) / 1e3, median(peer) / 1e3, peerName, "s").line());
    }

    private void tellRate(String name, String peer) {
        if (times.containsKey(peer)) {
            System.out.println(new Result(name, rate(name), rate(peer), peer, "rows/s").line());
        } else {
            System.out.println("SKIPPED case=" + name + " peer_name=" + peer + ": the machine does not have it");
        }
    }

    private double rate(String contender) {
        return ROWS / median(contender) * 1e3;
    }

    private double median(String contender) {
        return Case.median(times.getOrDefault(contender, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private static void deleteDatabase(Path file) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(Path.of(file + suffix));
        }
    }
}
