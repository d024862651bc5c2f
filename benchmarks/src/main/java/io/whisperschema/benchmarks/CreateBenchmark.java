package io.whisperschema.benchmarks;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.benchmarks.Case.Rounds;
import io.whisperschema.benchmarks.Case.Setup;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.Ddl;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteDialect;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The ready schema into an empty database. */
final class CreateBenchmark implements Benchmark {
    @Override
    public String name() {
        return "create";
    }

    @Override
    public String description() {
        return """
                sqlite-create: from a new SQLite file to the ready schema, against the same DDL through plain JDBC in \
                one transaction (jdbc, the limit) and as one migration of Flyway core (flyway).
                pg-create: the same on a new PostgreSQL database, with the server's default settings.
                Connections are open beforehand; making the database is not timed.""";
    }

    @Override
    public void run() throws Exception {
        measure(
                "sqlite-create",
                new Rounds(60, 60),
                EmptyDatabase::sqlite,
                SqliteStore::over,
                SqliteDialect.dialect().ddl(WhisperEngine.schema()));
        try (PostgresServer server = PostgresServer.start("17")) {
            measure(
                    "pg-create",
                    new Rounds(20, 25),
                    () -> EmptyDatabase.on(server),
                    PostgresStore::over,
                    PostgresDialect.dialect().ddl(WhisperEngine.schema()));
        }
    }

    private static void measure(
            String name,
            Rounds rounds,
            Setup<EmptyDatabase> setup,
            Function<DataSource, RelationalStore> store,
            Ddl ddl)
            throws Exception {
        Path migrations = Files.createTempDirectory("whisper-benchmark-");
        Path script = Files.writeString(migrations.resolve("V1__schema.sql"), ddl.text());
        try {
            var create = new Case<EmptyDatabase>(
                    name, rounds, setup, database -> bootstrap(store.apply(database.connections())));
            create.against("jdbc", database -> database.execute(ddl.statements()));
            create.against("flyway", database -> migrate(database.connections(), migrations));
        } finally {
            Files.delete(script);
            Files.delete(migrations);
        }
    }

    private static void bootstrap(RelationalStore store) {
        WhisperSchema.of(WhisperEngine.schema()).relational(store).bootstrap();
    }

    private static void migrate(DataSource database, Path migrations) {
        Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + migrations)
                .load()
                .migrate();
    }
}
