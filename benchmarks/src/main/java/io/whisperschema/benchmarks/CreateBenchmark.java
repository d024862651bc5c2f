package io.whisperschema.benchmarks;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.benchmarks.Case.Rounds;
import io.whisperschema.benchmarks.Case.Setup;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.Ddl;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.SqlDialect;
import io.whisperschema.sqlite.SqliteDialect;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
                pg-create: the same on a new PostgreSQL database.
                Both with the settings they ship with.
                Not timed, for all alike: making the database, opening connections and running the DDL on them once \
                and rolling it back.""";
    }

    @Override
    public void run() throws Exception {
        measure(
                "sqlite-create",
                new Rounds(Duration.ofSeconds(60), 400),
                EmptyDatabase::sqlite,
                SqliteStore::over,
                SqliteDialect.dialect());
        try (PostgresServer server = PostgresServer.start("17")) {
            measure(
                    "pg-create",
                    new Rounds(Duration.ofSeconds(5), 25),
                    () -> EmptyDatabase.on(server),
                    PostgresStore::over,
                    PostgresDialect.dialect());
        }
    }

    private static void measure(
            String name,
            Rounds rounds,
            Setup<EmptyDatabase> setup,
            Function<DataSource, RelationalStore> store,
            SqlDialect dialect)
            throws Exception {
        SchemaDefinition definition = WhisperEngine.schema();
        Ddl ddl = dialect.ddl(definition);
        Path migrations = Files.createTempDirectory("whisper-benchmark-");
        Path script = Files.writeString(migrations.resolve("V1__schema.sql"), ddl.text());
        try {
            var create = new Case<EmptyDatabase>(
                    name,
                    rounds,
                    () -> setup.open().rehearsed(ddl.statements()),
                    database -> WhisperSchema.of(definition)
                            .relational(store.apply(database.connections()))
                            .bootstrap());
            create.against("jdbc", database -> database.execute(ddl.statements()));
            create.against("flyway", database -> migrate(database.connections(), migrations));
        } finally {
            Files.delete(script);
            Files.delete(migrations);
        }
    }

    private static void migrate(DataSource database, Path migrations) {
        Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + migrations)
                .load()
                .migrate();
    }
}
