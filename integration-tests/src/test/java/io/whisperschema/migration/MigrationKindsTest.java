package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.check;
import static io.whisperschema.definition.relational.Relational.column;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.view;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.ensure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.error.ChecksumMismatch;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Migrations that ensure, only record, or are code, on both databases. */
class MigrationKindsTest {
    private static final Table USERS = table(
            "users", bigint("id").identity(), text("name"), index("by_name").on("name"));

    @Nested
    @WithDatabases
    class OnPostgres extends Cases {
        @Override
        RelationalStore store(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return PostgresStore.over(postgres.dataSource());
        }

        @Override
        ObservedDataSource source(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return postgres.dataSource();
        }
    }

    @Nested
    @WithDatabases
    class OnSqlite extends Cases {
        @Override
        RelationalStore store(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return SqliteStore.over(sqlite.dataSource());
        }

        @Override
        ObservedDataSource source(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return sqlite.dataSource();
        }
    }

    abstract static class Cases {
        abstract RelationalStore store(PostgresDatabase postgres, SqliteDatabase sqlite);

        abstract ObservedDataSource source(PostgresDatabase postgres, SqliteDatabase sqlite);

        WhisperSchema schema(PostgresDatabase postgres, SqliteDatabase sqlite, Migration... migrations) {
            return WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store(postgres, sqlite))
                    .migrations(Migrations.of(migrations));
        }

        private static final Migration ENSURED = Migration.of(2, "ensured")
                .operations(
                        ensure(USERS),
                        ensure("users", text("mood").defaultsTo("calm")),
                        ensure("users", index("by_mood").on("mood")),
                        ensure("users", check("named", column("name").isNotNull())),
                        ensure(view("names", "SELECT name FROM users")));

        @Test
        void whatIsMissingIsCreatedAndWhatIsThereIsRecorded(PostgresDatabase postgres, SqliteDatabase sqlite)
                throws SQLException {
            var empty = Migration.of(1, "empty").recordOnly("the database was made by hand");

            schema(postgres, sqlite, empty, ENSURED).migrate();
            var created = store(postgres, sqlite).inspect().tables();
            var again = Migration.of(3, "again")
                    .operations(ENSURED.operations().stream().skip(1).toArray(Operation[]::new));
            schema(postgres, sqlite, empty, ENSURED, again).migrate();

            assertThat(store(postgres, sqlite).inspect().tables()).isEqualTo(created);
            assertThat(MigrateTest.Cases.ask(
                            source(postgres, sqlite), "SELECT description FROM schema_versions ORDER BY 1"))
                    .containsExactly("again", "empty", "ensured");
        }

        @Test
        void anotherShapeIsRefusedWithTheDifferences(PostgresDatabase postgres, SqliteDatabase sqlite) {
            var baseline = Migration.of(1, "baseline").operations(createTable(USERS));
            schema(postgres, sqlite, baseline).migrate();

            refused(
                    postgres,
                    sqlite,
                    baseline,
                    "mood",
                    ensure(table("users", bigint("id").identity(), text("mood"))));
            refused(postgres, sqlite, baseline, "column name", ensure("users", bigint("name")));
            refused(
                    postgres,
                    sqlite,
                    baseline,
                    "index by_name",
                    ensure("users", index("by_name").on("id")));
        }

        private void refused(
                PostgresDatabase postgres,
                SqliteDatabase sqlite,
                Migration baseline,
                String difference,
                Operation operation) {
            var schema =
                    schema(postgres, sqlite, baseline, Migration.of(2, "other").operations(operation));
            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("migration 0002 other, operation 1")
                    .hasMessageContaining("another shape")
                    .hasMessageContaining(difference);
        }

        @Test
        void whatWasEnsuredIsNotTakenBack(PostgresDatabase postgres, SqliteDatabase sqlite) {
            var schema = schema(postgres, sqlite, Migration.of(1, "ensured").operations(ensure(USERS)));
            schema.migrate();

            assertThatThrownBy(() -> schema.undo(1, MigrateOptions.cautious()))
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("ensure: create table users");
        }

        private static Migration naming(String version, String name) {
            return Migration.of(2, "name_users").code(version, Connection.class, connection -> {
                try (var insert = connection.prepareStatement("INSERT INTO users (name) VALUES (?)")) {
                    insert.setString(1, name);
                    insert.executeUpdate();
                }
            });
        }

        private static final Migration BASELINE = Migration.of(1, "baseline").operations(createTable(USERS));

        @Test
        void codeRunsOnceWithinTheTransaction(PostgresDatabase postgres, SqliteDatabase sqlite) throws SQLException {
            var fails = Migration.of(3, "fails").sql("INSERT INTO nowhere VALUES (1)");

            assertThatThrownBy(() -> schema(postgres, sqlite, BASELINE, naming("1", "Ada"), fails)
                            .migrate())
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("Nothing was applied.");
            assertThat(store(postgres, sqlite).inspect().isEmpty()).isTrue();
            schema(postgres, sqlite, BASELINE, naming("1", "Ada")).migrate();
            schema(postgres, sqlite, BASELINE, naming("1", "Eve")).migrate();

            assertThat(MigrateTest.Cases.ask(source(postgres, sqlite), "SELECT name FROM users"))
                    .containsExactly("Ada");
            assertThat(source(postgres, sqlite).changedOnReturn()).isEmpty();
        }

        @Test
        void anotherVersionOfCodeThatRanStopsTheRun(PostgresDatabase postgres, SqliteDatabase sqlite) {
            schema(postgres, sqlite, BASELINE, naming("1", "Ada")).migrate();

            assertThatThrownBy(() -> schema(postgres, sqlite, BASELINE, naming("2", "Ada"))
                            .migrate())
                    .isInstanceOf(ChecksumMismatch.class)
                    .hasMessageContaining("name_users");
        }

        @Test
        void codeThatThrowsTakesTheRunBack(PostgresDatabase postgres, SqliteDatabase sqlite) {
            var throwing = Migration.of(2, "throwing").code("1", Connection.class, connection -> {
                throw new IllegalStateException("out of paper");
            });

            assertThatThrownBy(
                            () -> schema(postgres, sqlite, BASELINE, throwing).migrate())
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("throwing of migration 0002")
                    .hasMessageContaining("out of paper")
                    .hasMessageContaining("Nothing was applied.");
            assertThat(store(postgres, sqlite).inspect().isEmpty()).isTrue();
        }

        private WhisperSchema repeating(PostgresDatabase postgres, SqliteDatabase sqlite, Repeatable... repeatables) {
            return WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store(postgres, sqlite))
                    .migrations(Migrations.of(BASELINE).repeating(repeatables));
        }

        @Test
        void aRepeatableOneRunsBehindTheOthersAndAgainWhenItChanged(PostgresDatabase postgres, SqliteDatabase sqlite)
                throws SQLException {
            var ada = Repeatable.of("rows").sql("INSERT INTO users (name) VALUES ('Ada')");
            var eve = Repeatable.of("rows").sql("INSERT INTO users (name) VALUES ('Eve')");

            assertThat(repeating(postgres, sqlite, ada).status().text())
                    .isEqualTo("0001 | baseline | PENDING\nrepeatable/0001 | rows | PENDING\n");
            repeating(postgres, sqlite, ada).bootstrap();
            source(postgres, sqlite).forgetStatements();
            repeating(postgres, sqlite, ada).bootstrap();
            assertThat(source(postgres, sqlite).statements()).hasSize(1);
            assertThat(repeating(postgres, sqlite, eve).status().text()).contains("rows | PENDING");
            repeating(postgres, sqlite, eve).bootstrap();
            repeating(postgres, sqlite, eve).migrate();

            assertThat(MigrateTest.Cases.ask(source(postgres, sqlite), "SELECT name FROM users ORDER BY 1"))
                    .containsExactly("Ada", "Eve");
            assertThat(MigrateTest.Cases.ask(
                            source(postgres, sqlite), "SELECT event FROM schema_journal ORDER BY entry"))
                    .containsExactly("done", "repeated", "repeated");
        }

        @Test
        void aRepeatableOneThatIsGoneFromTheCodeIsForgotten(PostgresDatabase postgres, SqliteDatabase sqlite)
                throws SQLException {
            var rows = Repeatable.of("rows").sql("INSERT INTO users (name) VALUES ('Ada')");
            repeating(postgres, sqlite, rows).bootstrap();

            repeating(postgres, sqlite).bootstrap();
            source(postgres, sqlite).forgetStatements();
            repeating(postgres, sqlite).bootstrap();
            assertThat(source(postgres, sqlite).statements()).hasSize(1);

            repeating(postgres, sqlite, rows).bootstrap();
            assertThat(MigrateTest.Cases.ask(source(postgres, sqlite), "SELECT name FROM users"))
                    .containsExactly("Ada", "Ada");
        }

        @Test
        void aStartCreatesFromTypedMigrationsAndRecognisesWhatTheyMade(PostgresDatabase postgres, SqliteDatabase sqlite)
                throws SQLException {
            var mood = Migration.of(2, "mood").operations(add("users", text("mood")));
            var later = Migration.of(3, "later.sql").sql("ALTER TABLE users ADD COLUMN mail TEXT");
            assertThat(schema(postgres, sqlite, BASELINE, mood).bootstrap().stores())
                    .containsValue(Outcome.CREATED);
            source(postgres, sqlite).forgetStatements();
            assertThat(schema(postgres, sqlite, BASELINE, mood).bootstrap().stores())
                    .containsValue(Outcome.UP_TO_DATE);
            assertThat(source(postgres, sqlite).statements()).hasSize(1);
            MigrateTest.Cases.run(
                    source(postgres, sqlite),
                    "DROP TABLE schema_versions",
                    "DROP TABLE schema_journal",
                    "DROP TABLE schema_state");

            assertThat(schema(postgres, sqlite, BASELINE, mood, later)
                            .bootstrap()
                            .migrations()
                            .get(1)
                            .migrations())
                    .containsExactly(MigrationId.core(3));
            assertThat(MigrateTest.Cases.ask(
                            source(postgres, sqlite), "SELECT origin FROM schema_versions ORDER BY version"))
                    .containsExactly("stamped", "stamped", "applied");
        }

        @Test
        void whatNoMigrationMadeIsNotTakenForTheirs(PostgresDatabase postgres, SqliteDatabase sqlite)
                throws SQLException {
            MigrateTest.Cases.run(source(postgres, sqlite), "CREATE TABLE users (id INTEGER)");

            assertThatThrownBy(() -> schema(postgres, sqlite, BASELINE).bootstrap())
                    .isInstanceOf(StoreDiffers.class);
            assertThat(List.of(BASELINE.operations().get(0).words())).containsExactly("create table users");
        }
    }
}
