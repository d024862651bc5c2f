package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
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
            var schema = schema(USERS, TOPICS, DROPS, ALONE);

            RehearsalReport report = schema.rehearse();

            assertThat(report.migrations()).containsExactly(MigrationId.core(2), MigrationId.core(3));
            assertThat(report.execution().results())
                    .hasSize(3)
                    .allSatisfy(result -> assertThat(result.took()).isPositive())
                    .allSatisfy(result -> assertThat(report.text())
                            .contains("  " + result.step().change().words() + " | "
                                    + result.took().toMillis() + " ms\n"));
            assertThat(report.notRehearsed()).containsExactly("0004 | 0004_alone.sql");
            assertThat(report.text())
                    .startsWith(store.name() + ": rehearsed 0002 0003\n")
                    .contains("not rehearsed, since it runs outside of transactions: 0004 | 0004_alone.sql");
            assertThat(report.toJson()).contains("whisper-schema/rehearsal-report", "0004_alone.sql");
            assertThat(report.toHtml()).contains("Rehearsal on " + store.name(), "0004_alone.sql");
            assertThat(store.inspect()).isEqualTo(before);
            assertThat(schema.status().text()).contains("0002_topics.sql | PENDING");
            assertThat(Sql.texts(source, "SELECT name FROM users")).containsExactly("Ada");
            assertThat(source.changedOnReturn()).isEmpty();
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
