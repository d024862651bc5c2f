package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.History;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** Ten situations in which a host finds its database, and what its user reads then. */
class SituationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USERS = "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT);";
    private static final String GRACE = "INSERT INTO users (id, name) VALUES (7, 'Grace')";
    private static final String MOOD = "ALTER TABLE users ADD COLUMN mood TEXT;";
    private static final String AGE = "ALTER TABLE users ADD COLUMN age INTEGER;";
    private static final String BY_AGE = "CREATE INDEX by_age ON users (age);";
    private static final String TOPICS = "CREATE TABLE topics (id INTEGER NOT NULL PRIMARY KEY);";

    private static final Migration BASELINE = Migration.of(1, "0001_baseline.sql")
            .sql(USERS + " INSERT INTO users VALUES (1, 'Ada');")
            .undo("DROP TABLE users");
    static final Migration[] MIGRATIONS = {
        BASELINE,
        Migration.of(2, "0002_mood.sql").sql(MOOD).undo("ALTER TABLE users DROP COLUMN mood"),
        Migration.of(3, "0003_age.sql").sql(AGE + BY_AGE).undo("DROP INDEX by_age; ALTER TABLE users DROP COLUMN age"),
        Migration.of(4, "0004_topics.sql").sql(TOPICS).undo("DROP TABLE topics")
    };

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @BeforeEach
        void isFound(PostgresDatabase database) {
            address = List.of(database.url(), database.user(), database.password());
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        /** As a host sets it: SQLite itself looks after foreign keys only where it is asked to. */
        @BeforeEach
        void looksAfterForeignKeys(SqliteDatabase database) {
            var looking = new SQLiteDataSource();
            looking.setUrl(database.url());
            looking.setEnforceForeignKeys(true);
            store = SqliteStore.over(looking);
            address = List.of(database.url(), "", "");
        }
    }

    abstract static class Cases extends MigrationCases {
        /** By what a process of its own finds the database. */
        List<String> address = List.of();

        /** Everything that the database holds, its record and each row included; but for the entry that a start failed. */
        private List<Object> held() {
            var catalog = store.inspect();
            var all = new ArrayList<Object>(List.of(catalog.tables(), catalog.views(), catalog.foreignObjects()));
            catalog.tables().forEach(table -> {
                String row = table.columns().stream()
                        .filter(column -> !column.name().equals("fence"))
                        .map(column -> "coalesce(CAST(" + column.name() + " AS VARCHAR(200)), '-')")
                        .collect(Collectors.joining(" || ',' || "));
                String which = table.name().equals("schema_journal") ? " WHERE event <> 'failed'" : "";
                all.add(ask("SELECT " + row + " AS row_text FROM " + table.name() + which + " ORDER BY 1"));
            });
            return all;
        }

        /** What the user reads where nothing may change. */
        private AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable start) {
            List<Object> before = held();
            Throwable error = catchThrowable(start);
            assertThat(error).isInstanceOf(SchemaException.class).hasMessageContaining("Nothing was applied");
            assertThat(held()).isEqualTo(before);
            return assertThat(error);
        }

        @Test
        void anInitDumpNewerThanTheCodeIsRefusedWithAllThatTheCodeDoesNotKnow() {
            run(USERS, MOOD, AGE, BY_AGE, TOPICS, "CREATE TABLE dreams (id INTEGER)", GRACE);
            run("ALTER TABLE users ADD COLUMN shoe TEXT");

            refused(schema(MIGRATIONS)::bootstrap)
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining(
                            "table dreams: expected nothing beside what 0004 | 0004_topics.sql leaves, found")
                    .hasMessageContaining("table users, column shoe: expected nothing beside")
                    .hasMessageNotContaining("table dreams, column id")
                    .hasMessageContaining("If newer code made it, start that code")
                    .hasMessageContaining("besideStrangers()");
        }

        @Test
        void aScriptThatFailsHalfWayIsTakenBackAndRunsWhenItIsMended() {
            schema(BASELINE).migrate();
            String half =
                    "CREATE TABLE topics (id INTEGER);\nUPDATE users SET name = 'nobody';\nINSERT INTO %s VALUES (1);";
            Migration fails = Migration.of(2, "0002_topics.sql").sql(half.formatted("nowhere"));

            refused(schema(BASELINE, fails)::bootstrap)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("migration 0002, 0002_topics.sql, line 3 failed on " + store.name())
                    .hasMessageContaining("INSERT INTO nowhere VALUES (1)")
                    .hasMessageContaining("driver said: ")
                    .hasMessageContaining("Nothing was applied. Not done: 0002. Fix the cause and run again.");

            schema(BASELINE, Migration.of(2, "0002_topics.sql").sql(half.formatted("topics")))
                    .bootstrap();
            assertThat(ask("SELECT id || name FROM topics JOIN users USING (id)"))
                    .containsExactly("1nobody");
        }

        @Test
        void aFirstScriptThatFailsHalfWayLeavesAnEmptyDatabase() {
            Migration fails =
                    Migration.of(2, "0002_fails.sql").sql("CREATE TABLE a (id INTEGER); SELECT * FROM nowhere");

            refused(schema(BASELINE, fails)::bootstrap).hasMessageContaining("0002_fails.sql, line 1");

            assertThat(store.inspect().isEmpty()).isTrue();
        }

        @Test
        void columnsAndIndexesAddedByHandAreNamedAndStayWhereTheyMay() {
            run(USERS, "ALTER TABLE users ADD COLUMN shoe TEXT", "CREATE INDEX by_name ON users (name)", GRACE);
            var schema = schema(MIGRATIONS);

            refused(schema::bootstrap)
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining(
                            "table users, column shoe: expected nothing beside what 0001 | 0001_baseline.sql leaves")
                    .hasMessageContaining("table users, index by_name")
                    .hasMessageContaining("besideStrangers()");

            assertThat(schema.bootstrap(BootstrapOptions.cautious().besideStrangers())
                            .stores())
                    .containsValue(Outcome.RECOGNISED);
            assertThat(ask("SELECT name || coalesce(shoe, '-') FROM users")).containsExactly("Grace-");
        }

        @Test
        void columnsAndIndexesAddedByHandToARecordedDatabaseHoldNothingUpAndAreFoundByAValidation() {
            var schema = WhisperSchema.of(SchemaDefinition.named("host")
                            .tables(table("users", integer("id").primaryKey(), text("name"))))
                    .relational(store)
                    .migrations(Migrations.of(BASELINE));
            schema.bootstrap();
            run("ALTER TABLE users ADD COLUMN shoe TEXT", "CREATE INDEX by_name ON users (name)");

            assertThat(schema.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);

            assertThat(schema.validate().findings().get(store.name()))
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .extracting(Finding::place)
                    .containsExactly("table users, column shoe");
            assertThat(schema.validate().text()).contains("by_name");
        }

        @Test
        void aVersionTableThatNamesARevisionThatDoesNotExistIsRefusedByItsName() {
            run(USERS, GRACE, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)");
            run("INSERT INTO alembic_version VALUES ('dead')");

            refused(schema(MIGRATIONS)::bootstrap)
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("alembic_version names dead, and nobody said what that stands for")
                    .hasMessageContaining("adopting(Map.of(\"dead\", MigrationId.core(…)))");
            refused(() -> schema(MIGRATIONS)
                            .bootstrap(BootstrapOptions.cautious().adopting(Map.of("dead", MigrationId.core(9)))))
                    .isInstanceOf(NewerThanCode.class)
                    .hasMessageContaining("alembic_version: dead");
            assertThat(schema(MIGRATIONS).status().all())
                    .allMatch(status -> status.state() == MigrationStatus.State.PENDING);
        }

        @Test
        void aRowWithAnotherIdThanAMigrationExpectsStopsItAndStays() {
            run(USERS, GRACE);
            var notes = Migration.of(2, "0002_notes.sql")
                    .sql("CREATE TABLE notes (user_id INTEGER REFERENCES users (id));\nINSERT INTO notes VALUES (1);");
            schema(BASELINE, notes).stamp(MigrationId.core(1));

            refused(schema(BASELINE, notes)::bootstrap)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("0002_notes.sql")
                    .hasMessageContaining("rows that are not there");
        }

        @Test
        void aRowThatHasTheIdOfAMigrationsRowStopsItAndStays() {
            run(USERS, "INSERT INTO users VALUES (2, 'Grace')");
            var eve = Migration.of(2, "0002_eve.sql").sql("\nINSERT INTO users VALUES (2, 'Eve');");
            schema(BASELINE, eve).stamp(MigrationId.core(1));

            refused(schema(BASELINE, eve)::bootstrap)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("migration 0002, 0002_eve.sql, line 2")
                    .hasMessageContaining("users")
                    .hasMessageContaining("rows that share a value")
                    .hasMessageNotContaining("Grace");
        }

        @Test
        void aTableOfTheRightNameAndTheWrongShapeIsNoneOfOurs() {
            run(
                    "CREATE TABLE users (id TEXT NOT NULL PRIMARY KEY, name TEXT)",
                    "INSERT INTO users VALUES ('7', 'Grace')");

            refused(schema(MIGRATIONS)::bootstrap)
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("the nearest is 0001 | 0001_baseline.sql")
                    .hasMessageMatching(
                            "(?is).*\n  table users, column id: expected integer not null, found text not null\n.*");
        }

        @Test
        void aCrashAfterTheRecordIsFollowedByAStartWithNothingToDo() {
            try (ChildJvm host = ChildJvm.of(SituatedHost.class)
                    .haltingAt(SituatedHost.RECORDED)
                    .start(address.toArray(String[]::new))) {
                int exit = host.waitFor(PATIENCE);
                assertThat(exit).as(() -> String.join("\n", host.output())).isEqualTo(KillPoint.EXIT_CODE);
            }
            List<Object> left = held();

            assertThat(schema(MIGRATIONS).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);

            assertThat(held()).isEqualTo(left);
            assertThat(ask("SELECT name FROM users")).containsExactly("Ada");
            assertThat(ask("SELECT version FROM schema_versions ORDER BY 1")).containsExactly("1", "2", "3", "4");
        }

        @Test
        void goingBackSeveralVersionsKeepsWhatWasThereBeforeThemAndLetsTheOldCodeStart() {
            schema(BASELINE).bootstrap();
            var before = History.withoutTables(store.inspect()).tables();
            var newer = schema(MIGRATIONS);
            newer.bootstrap();
            run("INSERT INTO users VALUES (7, 'Grace', 'calm', 85)");

            refused(schema(BASELINE)::bootstrap)
                    .isInstanceOf(NewerThanCode.class)
                    .hasMessageContaining("0002 | 0002_mood.sql")
                    .hasMessageContaining("0004 | 0004_topics.sql")
                    .hasMessageContaining("take these migrations back with it first");
            refused(() -> newer.undoTo(MigrationId.core(1), MigrateOptions.cautious()))
                    .isInstanceOf(DataLossRefused.class)
                    .hasMessageContaining("take back migration 0004")
                    .hasMessageContaining("allowingDataLoss()");
            assertThat(newer.undoTo(
                                    MigrationId.core(1),
                                    MigrateOptions.cautious()
                                            .executing(ExecuteOptions.cautious().allowingDataLoss()))
                            .migrations())
                    .containsExactly(MigrationId.core(4), MigrationId.core(3), MigrationId.core(2));

            assertThat(History.withoutTables(store.inspect()).tables()).isEqualTo(before);
            assertThat(ask("SELECT name FROM users ORDER BY 1")).containsExactly("Ada", "Grace");
            assertThat(schema(BASELINE).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
        }

        @Test
        void aDuplicateOfARowThatIsToBecomeUniqueStopsTheMigrationUntilItIsGone() {
            schema(BASELINE).bootstrap();
            run("INSERT INTO users VALUES (7, 'Ada')");
            var unique = Migration.of(2, "0002_unique.sql").sql("CREATE UNIQUE INDEX one_name ON users (name);");

            refused(schema(BASELINE, unique)::bootstrap)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("migration 0002, 0002_unique.sql, line 1")
                    .hasMessageContaining("CREATE UNIQUE INDEX one_name ON users (name)")
                    .hasMessageContaining("Find the rows that share a value and make them differ")
                    .hasMessageNotContaining("Ada");

            run("DELETE FROM users WHERE id = 7");
            assertThat(schema(BASELINE, unique).bootstrap().stores()).containsValue(Outcome.MIGRATED);
            assertThat(ask("SELECT name FROM users")).containsExactly("Ada");
        }

        @Test
        void aStructureThatOnlyLooksLikeALaterVersionIsNotTakenForIt() {
            run(USERS, "INSERT INTO users (id) VALUES (7)");
            var schema = schema(
                    BASELINE,
                    Migration.of(2, "0002_names.sql").sql("UPDATE users SET name = 'nobody' WHERE name IS NULL"));

            refused(schema::bootstrap)
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("after 0001 | 0001_baseline.sql and after 0002 | 0002_names.sql is the same")
                    .hasMessageContaining("stamp(");

            schema.stamp(MigrationId.core(1));
            assertThat(schema.bootstrap().migrations().get(0).migrations()).containsExactly(MigrationId.core(2));
            assertThat(ask("SELECT name FROM users")).containsExactly("nobody");
        }
    }
}
