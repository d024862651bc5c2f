package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.check;
import static io.whisperschema.definition.relational.Relational.column;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.view;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.backfill;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.ensure;
import static io.whisperschema.migration.Operations.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.error.ChecksumMismatch;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.History;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Migrations that ensure, only record, or are code, on both databases. */
class MigrationKindsTest {
    private static final Table USERS = table(
            "users", bigint("id").identity(), text("name"), index("by_name").on("name"));

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        private static final Migration ENSURED = Migration.of(2, "ensured")
                .operations(
                        ensure(USERS),
                        ensure("users", text("mood").defaultsTo("calm")),
                        ensure("users", index("by_mood").on("mood")),
                        ensure("users", check("named", column("name").isNotNull())),
                        ensure(view("names", "SELECT name FROM users")));

        @Test
        void whatIsMissingIsCreatedAndWhatIsThereIsRecorded() {
            var empty = Migration.of(1, "empty").recordOnly("the database was made by hand");

            schema(empty, ENSURED).migrate();
            var created = store.inspect().tables();
            var again = Migration.of(3, "again")
                    .operations(ENSURED.operations().stream().skip(1).toArray(Operation[]::new));
            schema(empty, ENSURED, again).migrate();

            assertThat(store.inspect().tables()).isEqualTo(created);
            assertThat(ask("SELECT description FROM schema_versions ORDER BY 1"))
                    .containsExactly("again", "empty", "ensured");
        }

        @Test
        void whatIsOnlyRecordedKeepsItsReasonInTheJournal() {
            var byHand = Migration.of(1, "by_hand").recordOnly("the database was made by hand");

            schema(byHand).migrate();
            schema(byHand, Migration.of(2, "too").recordOnly("so was this")).stamp(MigrationId.core(2));

            assertThat(ask("SELECT event || ': ' || detail FROM schema_journal ORDER BY entry"))
                    .containsExactly(
                            "done: by_hand, record only: the database was made by hand",
                            "stamped: too, record only: so was this");
            assertThat(store.history().flaws()).isEmpty();
        }

        @Test
        void anotherShapeIsRefusedWithTheDifferences() {
            var baseline = Migration.of(1, "baseline").operations(createTable(USERS));
            schema(baseline).migrate();

            refused(baseline, "mood", ensure(table("users", bigint("id").identity(), text("mood"))));
            refused(baseline, "column name", ensure("users", bigint("name")));
            refused(baseline, "index by_name", ensure("users", index("by_name").on("id")));
        }

        private void refused(Migration baseline, String difference, Operation operation) {
            var schema = schema(baseline, Migration.of(2, "other").operations(operation));
            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("migration 0002 other, operation 1")
                    .hasMessageContaining("another shape")
                    .hasMessageContaining(difference);
        }

        @Test
        void whatWasEnsuredIsNotTakenBack() {
            var schema = schema(Migration.of(1, "ensured").operations(ensure(USERS)));
            schema.migrate();

            assertThatThrownBy(() -> schema.undo(1, MigrateOptions.cautious()))
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("ensure: create table users");
        }

        @Test
        void sqlOfOneDatabaseIsTakenBackOnThatOneOnly() {
            var schema = schema(
                    Migration.of(1, "baseline").operations(createTable(USERS)),
                    Migration.of(2, "apart")
                            .operations(
                                    sql(Map.of(DialectName.POSTGRES, "CREATE TABLE apart (id INTEGER)"))
                                            .undo("DROP TABLE apart"),
                                    sql(Map.of(DialectName.SQLITE, "CREATE TABLE aside (id INTEGER)"))
                                            .undo("DROP TABLE aside")));
            schema.migrate();

            assertThat(schema.undo(1, losing()).migrations()).containsExactly(MigrationId.core(2));

            assertThat(History.withoutTables(store.inspect()).tables())
                    .extracting("name")
                    .containsExactly("users");
        }

        private static MigrateOptions losing() {
            return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
        }

        @Test
        void placeholdersOfSqlAmongOperationsAreFilledInToo() {
            var greeted = Migration.of(2, "greeted")
                    .operations(sql("INSERT INTO users (name) VALUES ('${who}')")
                            .undo("DELETE FROM users WHERE name = '${who}'"));
            var plain = schema(BASELINE, greeted);

            assertThatThrownBy(plain::migrate)
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("greeted, operation 1, line 1: nothing is given for the placeholder ${who}");
            var schema = plain.migrations(Migrations.of(BASELINE, greeted).with("who", "Ada"));
            schema.migrate();

            assertThat(ask("SELECT name FROM users")).containsExactly("Ada");
            schema.undo(1, losing());
            assertThat(ask("SELECT name FROM users")).isEmpty();
        }

        @Test
        void placeholdersOfABackfillAreFilledInToo() {
            var filled =
                    Migration.of(2, "filled").operations(backfill("users", "name = '${who}'", "name = '${nobody}'"));
            var plain = schema(BASELINE);
            plain.migrate();
            run("INSERT INTO users (name) VALUES ('nobody')");

            var half = plain.migrations(Migrations.of(BASELINE, filled).with("who", "Ada"));
            assertThatThrownBy(half::migrate)
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("backfill users")
                    .hasMessageContaining("nothing is given for the placeholder ${nobody}");
            plain.migrations(Migrations.of(BASELINE, filled).with("who", "Ada").with("nobody", "nobody"))
                    .migrate();

            assertThat(ask("SELECT name FROM users")).containsExactly("Ada");
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
        void codeRunsOnceWithinTheTransaction() {
            var fails = Migration.of(3, "fails").sql("INSERT INTO nowhere VALUES (1)");

            assertThatThrownBy(() -> schema(BASELINE, naming("1", "Ada"), fails).migrate())
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("Nothing was applied.");
            assertThat(store.inspect().isEmpty()).isTrue();
            schema(BASELINE, naming("1", "Ada")).migrate();
            schema(BASELINE, naming("1", "Eve")).migrate();

            assertThat(ask("SELECT name FROM users")).containsExactly("Ada");
            assertThat(source.changedOnReturn()).isEmpty();
        }

        @Test
        void anotherVersionOfCodeThatRanStopsTheRun() {
            schema(BASELINE, naming("1", "Ada")).migrate();

            assertThatThrownBy(() -> schema(BASELINE, naming("2", "Ada")).migrate())
                    .isInstanceOf(ChecksumMismatch.class)
                    .hasMessageContaining("name_users");
        }

        @Test
        void ofTwoPartsOfCodeEachHasANameOfItsOwn() {
            Migration one = Migration.of(2, "greet").code("1", Connection.class, connection -> {});

            assertThatThrownBy(() -> one.code("2", Connection.class, connection -> {}))
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("migration 0002 greet: two parts of its code are named greet")
                    .hasMessageContaining("Give each a name of its own");
        }

        @Test
        void codeThatThrowsTakesTheRunBack() {
            var throwing = Migration.of(2, "throwing").code("1", Connection.class, connection -> {
                throw new IllegalStateException("out of paper");
            });

            assertThatThrownBy(() -> schema(BASELINE, throwing).migrate())
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("throwing of migration 0002")
                    .hasMessageContaining("out of paper")
                    .hasMessageContaining("Nothing was applied.");
            assertThat(store.inspect().isEmpty()).isTrue();
        }

        private WhisperSchema repeating(Repeatable... repeatables) {
            return WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store)
                    .migrations(Migrations.of(BASELINE).repeating(repeatables));
        }

        @Test
        void aRepeatableOneRunsBehindTheOthersAndAgainWhenItChanged() {
            var ada = Repeatable.of("rows").sql("INSERT INTO users (name) VALUES ('Ada')");
            var eve = Repeatable.of("rows").sql("INSERT INTO users (name) VALUES ('Eve')");

            assertThat(repeating(ada).status().text())
                    .isEqualTo("0001 | baseline | PENDING\nrepeatable/0001 | rows | PENDING\n");
            repeating(ada).bootstrap();
            source.forgetStatements();
            repeating(ada).bootstrap();
            assertThat(source.statements()).hasSize(1);
            assertThat(repeating(eve).status().text()).contains("rows | PENDING");
            repeating(eve).bootstrap();
            repeating(eve).migrate();

            assertThat(ask("SELECT name FROM users ORDER BY 1")).containsExactly("Ada", "Eve");
            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry"))
                    .containsExactly("done", "repeated", "repeated");
        }

        @Test
        void aRepeatableOneThatIsGoneFromTheCodeIsForgotten() {
            var rows = Repeatable.of("rows").sql("INSERT INTO users (name) VALUES ('Ada')");
            repeating(rows).bootstrap();

            repeating().bootstrap();
            source.forgetStatements();
            repeating().bootstrap();
            assertThat(source.statements()).hasSize(1);

            repeating(rows).bootstrap();
            assertThat(ask("SELECT name FROM users")).containsExactly("Ada", "Ada");
        }

        @Test
        void aStartCreatesFromTypedMigrationsAndRecognisesWhatTheyMade() {
            var mood = Migration.of(2, "mood").operations(add("users", text("mood")));
            var later = Migration.of(3, "later.sql").sql("ALTER TABLE users ADD COLUMN mail TEXT");
            assertThat(schema(BASELINE, mood).bootstrap().stores()).containsValue(Outcome.CREATED);
            source.forgetStatements();
            assertThat(schema(BASELINE, mood).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
            assertThat(source.statements()).hasSize(1);
            run("DROP TABLE schema_versions", "DROP TABLE schema_journal", "DROP TABLE schema_state");

            assertThat(schema(BASELINE, mood, later)
                            .bootstrap()
                            .migrations()
                            .get(1)
                            .migrations())
                    .containsExactly(MigrationId.core(3));
            assertThat(ask("SELECT origin FROM schema_versions ORDER BY version"))
                    .containsExactly("stamped", "stamped", "applied");
        }

        @Test
        void whatNoMigrationMadeIsNotTakenForTheirs() {
            run("CREATE TABLE users (id INTEGER)");

            assertThatThrownBy(() -> schema(BASELINE).bootstrap()).isInstanceOf(StoreDiffers.class);
            assertThat(List.of(BASELINE.operations().get(0).words())).containsExactly("create table users");
        }
    }
}
