package io.whisperschema.benchmarks;

import io.whisperschema.benchmarks.StartupProgram.Contender;
import io.whisperschema.benchmarks.StartupProgram.Place;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Starts of a host: with nothing to do, and into an empty database. */
final class StartupBenchmark implements Benchmark {
    private static final int PROCESSES = 15;

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String description() {
        return """
                pg-noop-warm, sqlite-noop-warm: connecting and finding eight migrations applied, against Flyway core (flyway) \
                and against connecting and one select (floor).
                pg-noop-cold, sqlite-noop-cold: the same as a new process each time; -added is what is added to the floor.
                pg-fresh-8, sqlite-fresh-8: a new process that applies the eight migrations to an empty database.
                pg-noop-5000-indexed, …-in-code, sqlite-…: connecting and finding 5,000 migrations applied, against ten (ten).
                pg-noop-5000-folder, sqlite-…: the same where each file is read.""";
    }

    @Override
    public void run() throws Exception {
        Path folder = Files.createTempDirectory("whisper-benchmark-");
        StartupProgram.writeFor(folder);
        try (PostgresServer server = PostgresServer.start("17")) {
            Making sqlite = () -> SqlitePlace.in(Files.createTempDirectory("whisper-benchmark-"));
            Making postgres = () -> PostgresPlace.of(server.newDatabase());
            ManyMigrations.measure("sqlite", sqlite);
            ManyMigrations.measure("pg", postgres);
            measure("sqlite", sqlite, folder);
            measure("pg", postgres, folder);
        }
    }

    /** A database that is gone when closed. */
    interface Database extends Case.Fixture {
        Place place();
    }

    /** Makes one. */
    interface Making {
        Database make() throws Exception;
    }

    private record SqlitePlace(Place place, Path folder) implements Database {
        static SqlitePlace in(Path folder) {
            return new SqlitePlace(new Place("jdbc:sqlite:" + folder.resolve("new.db"), "", ""), folder);
        }

        @Override
        public void close() throws IOException {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private record PostgresPlace(Place place, PostgresDatabase database) implements Database {
        static PostgresPlace of(PostgresDatabase database) {
            return new PostgresPlace(new Place(database.url(), database.user(), database.password()), database);
        }

        @Override
        public void close() {
            database.close();
        }
    }

    private static void measure(String kind, Making making, Path folder) throws Exception {
        try (Database ours = making.make();
                Database flyway = making.make()) {
            var places = new EnumMap<Contender, Place>(Contender.class);
            places.put(Contender.OURS, ours.place());
            places.put(Contender.FLYWAY, flyway.place());
            places.put(Contender.FLOOR, ours.place());
            for (var one : places.entrySet()) {
                one.getKey().start(one.getValue(), folder);
            }
            warm(kind + "-noop-warm", places, folder);
            cold(kind + "-noop-cold", places, folder);
        }
        fresh(kind + "-fresh-8", making, folder);
    }

    private static void warm(String name, Map<Contender, Place> places, Path folder) throws Exception {
        var rounds = new Case.Rounds(Duration.ofSeconds(10), 150);
        var warm =
                new Case<Case.Fixture>(name, rounds, () -> () -> {}, nothing -> start(Contender.OURS, places, folder));
        warm.against("floor", nothing -> start(Contender.FLOOR, places, folder));
        warm.against("flyway", nothing -> start(Contender.FLYWAY, places, folder));
    }

    private static void start(Contender contender, Map<Contender, Place> places, Path folder) throws SQLException {
        Place place = places.get(contender);
        if (place != null) {
            contender.start(place, folder);
        }
    }

    private static void cold(String name, Map<Contender, Place> places, Path folder) throws Exception {
        var times = new EnumMap<Contender, List<Double>>(Contender.class);
        for (int i = 0; i < PROCESSES; i++) {
            for (var one : places.entrySet()) {
                times.computeIfAbsent(one.getKey(), contender -> new ArrayList<>())
                        .add(process(one.getKey(), one.getValue(), folder));
            }
        }
        double ours = median(times, Contender.OURS);
        double flyway = median(times, Contender.FLYWAY);
        double floor = median(times, Contender.FLOOR);
        System.out.println(new Result(name, ours, floor, "floor").line());
        System.out.println(new Result(name, ours, flyway, "flyway").line());
        System.out.println(new Result(name + "-added", ours - floor, flyway - floor, "flyway").line());
    }

    private static double median(Map<Contender, List<Double>> times, Contender contender) {
        return Case.median(times.getOrDefault(contender, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private static void fresh(String name, Making making, Path folder) throws Exception {
        double[] ours = new double[PROCESSES];
        double[] flyway = new double[PROCESSES];
        for (int i = 0; i < PROCESSES; i++) {
            ours[i] = fresh(Contender.OURS, making, folder);
            flyway[i] = fresh(Contender.FLYWAY, making, folder);
        }
        System.out.println(new Result(name, Case.median(ours), Case.median(flyway), "flyway").line());
    }

    private static double fresh(Contender contender, Making making, Path folder) throws Exception {
        try (Database database = making.make()) {
            return process(contender, database.place(), folder);
        }
    }

    /** How long a process of its own takes, from its start to its end, in milliseconds. */
    private static double process(Contender contender, Place place, Path folder)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StartupProgram.class.getName(),
                contender.name(),
                place.url(),
                place.user(),
                place.password(),
                folder.toString());
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException(contender + " ended with " + exit);
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
