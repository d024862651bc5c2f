package io.whisperschema.benchmarks;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationIndex;
import io.whisperschema.migration.Migrations;
import io.whisperschema.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;

/**
 * Starts of a host with so many migrations, all applied already.
 *
 * @param folder where the files are, with their index, and the databases
 * @param inCode the same migrations, made once
 */
record ManyMigrations(Path folder, Migrations inCode) {
    private static final int FEW = 10;
    private static final int MANY = 5_000;
    private static final Case.Rounds ROUNDS = new Case.Rounds(Duration.ofSeconds(10), 150);

    static void measure() throws Exception {
        ManyMigrations few = of(FEW);
        ManyMigrations many = of(MANY);
        new Case<Case.Fixture>("sqlite-noop-5000-indexed", ROUNDS, () -> () -> {}, nothing -> many.startIndexed())
                .against("ten", nothing -> few.startIndexed());
        new Case<Case.Fixture>("sqlite-noop-5000-in-code", ROUNDS, () -> () -> {}, nothing -> many.startInCode())
                .against("ten", nothing -> few.startInCode());
        few.delete();
        many.delete();
    }

    private static ManyMigrations of(int count) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("whisper-benchmark-");
        var inCode = new ArrayList<Migration>();
        for (int number = 1; number <= count; number++) {
            String name = "%04d_step.sql".formatted(number);
            String sql = sql(number);
            Files.writeString(folder.resolve(name), sql);
            inCode.add(Migration.of(number, name).sql(sql));
        }
        MigrationIndex.of(folder).write();
        var all = new ManyMigrations(folder, Migrations.of(inCode));
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

    private void start(Migrations migrations) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("host.db"))) {
            WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(SqliteStore.over(connection))
                    .migrations(migrations)
                    .bootstrap();
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
