package io.whisperschema.benchmarks;

import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationIndex;
import io.whisperschema.migration.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;

/**
 * Starts of a host with so many migrations, all applied already.
 *
 * @param folder where the files are, with their index
 * @param inCode the same migrations, made once
 * @param database where they are applied
 */
record ManyMigrations(Path folder, Migrations inCode, StartupBenchmark.Database database) {
    private static final int FEW = 10;
    private static final int MANY = 5_000;
    private static final Case.Rounds ROUNDS = new Case.Rounds(Duration.ofSeconds(10), 150);

    /** Measures on databases of that kind. */
    static void measure(String kind, StartupBenchmark.Making making) throws Exception {
        ManyMigrations few = of(FEW, making);
        ManyMigrations many = of(MANY, making);
        measure(kind + "-noop-5000-indexed", many::startIndexed, few::startIndexed);
        measure(kind + "-noop-5000-in-code", many::startInCode, few::startInCode);
        measure(kind + "-noop-5000-folder", many::startInFolder, few::startInFolder);
        few.delete();
        many.delete();
    }

    /** One start. */
    private interface Start {
        void run() throws Exception;
    }

    private static void measure(String name, Start many, Start few) throws Exception {
        new Case<Case.Fixture>(name, ROUNDS, () -> () -> {}, nothing -> many.run())
                .against("ten", nothing -> few.run());
    }

    private static ManyMigrations of(int count, StartupBenchmark.Making making) throws Exception {
        Path folder = Files.createTempDirectory("whisper-benchmark-");
        var inCode = new ArrayList<Migration>();
        for (int number = 1; number <= count; number++) {
            String name = "%04d_step.sql".formatted(number);
            String sql = sql(number);
            Files.writeString(folder.resolve(name), sql);
            inCode.add(Migration.of(number, name).sql(sql));
        }
        MigrationIndex.of(folder).write();
        var all = new ManyMigrations(folder, Migrations.of(inCode), making.make());
        all.startInCode();
        return all;
    }

    /** In one table: SQLite itself takes long to open a file of thousands. */
    private static String sql(int number) {
        return number == 1
                ? "CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY);\n"
                : "INSERT INTO notes VALUES (%d);\n".formatted(number);
    }

    private void startIndexed() throws SQLException {
        start(Migrations.onClassPath(path -> Files.newInputStream(Path.of(path)), folder.toString()));
    }

    private void startInCode() throws SQLException {
        start(inCode);
    }

    /** Each file is read, which takes as long as there are files. */
    private void startInFolder() throws SQLException {
        start(Migrations.inFolder(folder));
    }

    private void start(Migrations migrations) throws SQLException {
        StartupProgram.start(database.place(), migrations);
    }

    private void delete() throws IOException, SQLException {
        database.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
