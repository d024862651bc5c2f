package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.alter;
import static io.whisperschema.migration.Operations.backfill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.RehearsalReport;
import io.whisperschema.report.TakenLock;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Running migrations to see what they do, and recording them without running them, on both databases. */
class RehearsalTest {
    private static final Migration USERS = Migration.of(1, "0001_users.sql")
            .sql(
                    "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, 'Ada');")
            .undo("DROP TABLE users");
    private static final Migration TOPICS =
            Migration.of(2, "0002_topics.sql").sql("CREATE TABLE topics (id INTEGER); INSERT INTO topics VALUES (1);");
    private static final Migration DROPS = Migration.of(3, "0003_drops.sql").sql("DROP TABLE users");
    private static final Migration ALONE = Migration.of(4, "0004_alone.sql")
            .sql("CREATE TABLE alone (id INTEGER)")
            .directed(Directives::withoutTransaction);

    private static final Migration FILLS_ALONE =
            Migration.of(5, "0005_fills.sql").sql("INSERT INTO alone VALUES (1)");
    private static final Migration ADDS_MOOD = Migration.of(2, "adds mood").operations(add("users", text("mood")));
    private static final Migration DEMANDS_MOOD = Migration.of(4, "demands mood")
            .operations(alter("users", text("mood"), text("mood").notNull()));

    private static Migration fillsMood(String values, String condition) {
        return Migration.of(3, "fills mood").operations(backfill("users", values, condition));
    }

    @Nested
    @WithDatabases
    class OnPostgres extends Cases {
        @BeforeEach
        void takes(PostgresDatabase database, PostgresDatabase other) {
            source = database.dataSource();
            store = PostgresStore.over(source);
            scratch = PostgresStore.over(other.dataSource());
        }

        @Test
        void itTellsTheStrongestLockOnEachTableThatWasThere() {
            schema(USERS, TOPICS).migrate();
            Migration touches = Migration.of(3, "0003.sql")
                    .sql("ALTER TABLE users ADD COLUMN mood TEXT; INSERT INTO topics VALUES (2);"
                            + " CREATE TABLE fresh (id INTEGER);");

            RehearsalReport report = schema(USERS, TOPICS, touches).rehearse();

            assertThat(report.locks())
                    .containsExactly(
                            new TakenLock("topics", "ROW EXCLUSIVE"), new TakenLock("users", "ACCESS EXCLUSIVE"));
            assertThat(report.text()).contains("  locks users | ACCESS EXCLUSIVE\n");
        }

        @Test
        void whatOnlyACommitWouldRefuseIsRefused() {
            Migration deferred = Migration.of(1, "0001.sql")
                    .sql("CREATE TABLE a (id INTEGER PRIMARY KEY);"
                            + " CREATE TABLE b (a INTEGER REFERENCES a DEFERRABLE INITIALLY DEFERRED);"
                            + " INSERT INTO b VALUES (7);");

            assertThatThrownBy(schema(deferred)::rehearse)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("Nothing was applied.");
            assertThat(store.inspect().isEmpty()).isTrue();
        }

        @Test
        void whatCannotBePartOfATransactionIsNamed() {
            RehearsalReport report = schema(USERS, ALONE, TOPICS).rehearse();

            assertThat(report.migrations()).containsExactly(MigrationId.core(1), MigrationId.core(2));
            assertThat(report.notRehearsed())
                    .containsExactly("0004 | 0004_alone.sql, since it runs outside of transactions");
            assertThat(report.text())
                    .endsWith("  not rehearsed: 0004 | 0004_alone.sql, since it runs outside of transactions\n");
            assertThat(report.toJson()).contains("0004_alone.sql");
            assertThat(report.toHtml()).contains("0004_alone.sql");
        }

        @Test
        void whatFailsWithoutItIsNotRehearsedEitherNorWhatIsBehind() {
            Migration behind = Migration.of(6, "0006_behind.sql").sql("CREATE TABLE behind (id INTEGER)");
            var schema = schema(USERS, ALONE, FILLS_ALONE, behind);

            RehearsalReport report = schema.rehearse();

            assertThat(report.migrations()).containsExactly(MigrationId.core(1));
            assertThat(report.execution().results()).hasSize(2);
            assertThat(report.notRehearsed()).hasSize(3);
            assertThat(report.notRehearsed().get(1))
                    .startsWith("0005 | 0005_fills.sql, since 0004 was left out, without which it failed: ")
                    .contains("\"alone\" does not exist");
            assertThat(report.notRehearsed().get(2)).isEqualTo("0006 | 0006_behind.sql, since 0005 was left out");
            assertThat(schema.migrate().migrations()).hasSize(4);
        }

        @Test
        void norIsATypedOperationThatDoesNotFitWithoutIt() {
            Migration adds = Migration.of(5, "adds").operations(add("alone", text("mood")));

            RehearsalReport report = schema(USERS, ALONE, adds).rehearse();

            assertThat(report.migrations()).containsExactly(MigrationId.core(1));
            assertThat(report.notRehearsed().get(1))
                    .startsWith("0005 | adds, since 0004 was left out, without which it failed: ");
        }

        @Test
        void norIsWhatWaitsForTheCommitOfABatch() {
            schema(USERS).migrate();
            Migration adds = Migration.of(2, "0002.sql")
                    .sql("ALTER TABLE users ADD COLUMN boss INTEGER REFERENCES users DEFERRABLE INITIALLY DEFERRED");
            Migration fills = Migration.of(3, "fills").operations(backfill("users", "boss = id", "boss IS NULL"));
            Migration demands = Migration.of(4, "demands")
                    .operations(alter("users", integer("boss"), integer("boss").notNull()));
            var schema = schema(USERS, adds, fills, demands);

            RehearsalReport report = schema.rehearse();

            assertThat(report.migrations()).containsExactly(MigrationId.core(2), MigrationId.core(3));
            assertThat(report.notRehearsed())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "0004 | demands, since it failed in one transaction with what a run commits before it: ");
            assertThat(schema.migrate().migrations()).hasSize(3);
        }

        @Test
        void whatFailsBeforeAnythingIsLeftOutFails() {
            Migration bad = Migration.of(3, "0003.sql").sql("nonsense");

            assertThatThrownBy(schema(USERS, bad, ALONE)::rehearse)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("Nothing was applied.");
        }
    }

    @Nested
    @WithDatabases
    class OnSqlite extends Cases {
        @BeforeEach
        void takes(SqliteDatabase database, SqliteDatabase other) {
            source = database.dataSource();
            store = SqliteStore.over(source);
            scratch = SqliteStore.over(other.dataSource());
        }

        @Test
        void theCopyIsGoneAfterwards() throws IOException {
            List<Path> before = copies();

            schema(USERS).rehearse();
            assertThatThrownBy(schema(USERS, Migration.of(2, "2").sql("nonsense"))::rehearse)
                    .isInstanceOf(StepFailed.class);

            assertThat(copies()).isEqualTo(before);
        }

        @Test
        void whatRunsOutsideOfTransactionsRunsOnTheCopyToo() {
            Migration vacuum = Migration.of(6, "0006.sql").sql("VACUUM").directed(Directives::withoutTransaction);
            var schema = schema(USERS, ALONE, FILLS_ALONE, vacuum);

            RehearsalReport report = schema.rehearse();

            assertThat(report.migrations()).hasSize(4);
            assertThat(report.execution().results()).hasSize(5);
            assertThat(report.notRehearsed()).isEmpty();
            assertThat(store.inspect().isEmpty()).isTrue();
            assertThat(schema.migrate().migrations()).isEqualTo(report.migrations());
        }

        @Test
        void whatFailsOutsideOfTransactionsLeavesNothing() {
            Migration half = Migration.of(5, "0005.sql")
                    .sql("CREATE TABLE half (id INTEGER); nonsense")
                    .directed(Directives::withoutTransaction);

            assertThatThrownBy(schema(USERS, ALONE, half)::rehearse)
                    .isInstanceOfSatisfying(
                            StepFailed.class,
                            failure -> assertThat(failure.applied()).isZero())
                    .hasMessageContaining("Nothing was applied.");
            assertThat(store.inspect().isEmpty()).isTrue();
        }

        private static List<Path> copies() throws IOException {
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return files.filter(file -> file.getFileName().toString().startsWith("whisper-rehearsal-"))
                        .sorted()
                        .toList();
            }
        }
    }

    abstract static class Cases {
        ObservedDataSource source;
        RelationalStore store;
        RelationalStore scratch;

        WhisperSchema schema(Migration... migrations) {
            return WhisperSchema.of(SchemaDefinition.named("host").tables(table("topics", integer("id"))))
                    .relational(store)
                    .migrations(Migrations.of(migrations));
        }

        @Test
        void everythingPendingReallyRunsAndNothingStays() {
            schema(USERS).migrate();
            var before = store.inspect();
            var schema = schema(USERS, TOPICS, DROPS);

            RehearsalReport report = schema.rehearse();

            assertThat(report.migrations()).containsExactly(MigrationId.core(2), MigrationId.core(3));
            assertThat(report.execution().results())
                    .hasSize(3)
                    .allSatisfy(result -> assertThat(result.took()).isPositive())
                    .allSatisfy(result -> assertThat(report.text())
                            .contains("  " + result.step().change().words() + " | "
                                    + result.took().toMillis() + " ms\n"));
            assertThat(report.notRehearsed()).isEmpty();
            assertThat(report.text()).startsWith(store.name() + ": rehearsed 0002 0003\n");
            assertThat(report.toJson()).contains("whisper-schema/rehearsal-report", "0003_drops.sql");
            assertThat(report.toHtml()).contains("Rehearsal on " + store.name(), "0003_drops.sql");
            assertThat(store.inspect()).isEqualTo(before);
            assertThat(schema.status().text()).contains("0002_topics.sql | PENDING");
            assertThat(Sql.texts(source, "SELECT name FROM users")).containsExactly("Ada");
            assertThat(source.changedOnReturn()).isEmpty();
        }

        @Test
        void rowsAreFilledForWhatStandsOnThem() {
            schema(USERS).migrate();
            var before = store.inspect();
            var schema = schema(USERS, ADDS_MOOD, fillsMood("mood = 'calm'", "mood IS NULL"), DEMANDS_MOOD);

            RehearsalReport report = schema.rehearse();

            assertThat(report.migrations())
                    .containsExactly(MigrationId.core(2), MigrationId.core(3), MigrationId.core(4));
            assertThat(report.notRehearsed()).isEmpty();
            assertThat(report.text()).contains("migration 0003, fills mood, backfill users, 1000 rows at a time | ");
            assertThat(store.inspect()).isEqualTo(before);
            assertThat(Sql.texts(source, "SELECT event FROM schema_journal")).containsExactly("done");
            assertThat(schema.migrate().migrations()).isEqualTo(report.migrations());
        }

        @Test
        void rowsThatAreNotFilledFailTheRehearsalAsTheyWouldTheRun() {
            schema(USERS).migrate();
            Migration another = fillsMood("mood = 'calm'", "mood IS NULL AND name <> 'Ada'");

            assertThatThrownBy(schema(USERS, ADDS_MOOD, another, DEMANDS_MOOD)::rehearse)
                    .isInstanceOfSatisfying(
                            StepFailed.class,
                            failure -> assertThat(failure.applied()).isZero())
                    .hasMessageContaining("demands mood")
                    .hasMessageContaining("Nothing was applied.");
        }

        @Test
        void aBackfillThatWouldNeverEndIsRefused() {
            Migration endless = fillsMood("name = 'Ada'", "mood IS NULL");

            assertThatThrownBy(schema(USERS, ADDS_MOOD, endless)::rehearse)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("it would never end")
                    .hasMessageContaining("Nothing was applied.");
            assertThat(store.inspect().isEmpty()).isTrue();
        }

        @Test
        void aRehearsalOnAnEmptyDatabaseLeavesItEmpty() {
            assertThat(schema(USERS).rehearse().migrations()).hasSize(1);

            assertThat(store.inspect().isEmpty()).isTrue();
        }

        @Test
        void withNothingPendingThereIsNothingToRehearse() {
            schema(USERS).migrate();

            assertThat(schema(USERS).rehearse().text()).isEqualTo(store.name() + ": nothing was to rehearse\n");
        }

        @Test
        void theReplayOfAllIsComparedWithTheDefinition() {
            ValidationReport report = schema(USERS, TOPICS).verify(scratch);
            assertThat(report.isValid()).as(report.text()).isTrue();
            assertThatThrownBy(() -> schema(USERS, TOPICS).verify(scratch)).isInstanceOf(StoreDiffers.class);

            assertThat(schema(USERS).verify(store).text()).contains("table topics");
        }

        @Test
        void aBaselineIsForADatabaseWithoutARecord() {
            Sql.run(source, "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT)");
            var schema = schema(USERS, TOPICS);

            assertThat(schema.baseline(MigrationId.core(1), "taken over by hand")
                            .migrations())
                    .containsExactly(MigrationId.core(1));
            assertThat(Sql.texts(source, "SELECT event || ': ' || detail FROM schema_journal"))
                    .containsExactly("stamped: taken over by hand");
            assertThatThrownBy(() -> schema.baseline(MigrationId.core(2), "again"))
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("stamp(");
            assertThat(schema.migrate().migrations()).containsExactly(MigrationId.core(2));
        }
    }
}
