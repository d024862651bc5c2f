package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Relational;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MigrationReport.Verb;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts on databases that were made before anybody recorded migrations. */
class RecognitionTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT);";
    private static final String MOOD = "ALTER TABLE users ADD COLUMN mood TEXT;";
    private static final String AGE = "ALTER TABLE users ADD COLUMN age INTEGER;";
    private static final String BY_AGE = "CREATE INDEX by_age ON users (age);";
    private static final String TOPICS = "CREATE TABLE topics (id INTEGER NOT NULL PRIMARY KEY);";

    private static final Migration BASELINE =
            Migration.of(1, "0001_baseline.sql").sql(USERS);

    private static final Migration[] MIGRATIONS = {
        Migration.of(1, "0001_baseline.sql").sql(USERS + " INSERT INTO users VALUES (1, 'Ada');"),
        Migration.of(2, "0002_mood.sql").sql(MOOD),
        Migration.of(3, "0003_age.sql").sql(AGE + BY_AGE),
        Migration.of(4, "0004_topics.sql").sql(TOPICS)
    };

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        private static final String NOTHING =
                "CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";

        @Test
        void aTriggerAFunctionAndAnExtensionThatAreNotThereAreMade() {
            run(USERS);
            var schema = schema(
                    BASELINE,
                    Migration.of(2, "0002_function.sql").sql(NOTHING),
                    Migration.of(3, "0003_trigger.sql")
                            .sql("CREATE TRIGGER watch BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION noop()"),
                    Migration.of(4, "0004_extension.sql").sql("CREATE EXTENSION IF NOT EXISTS pg_trgm"));

            assertThat(schema.bootstrap().text()).contains("stamped 0001").contains("applied 0002 0003 0004");
            assertThat(store.inspect().foreignObjects())
                    .extracting(object -> object.type() + " " + object.name())
                    .containsExactlyInAnyOrder("function noop()", "trigger watch", "extension pg_trgm");
        }

        @Test
        void aTriggerAndAFunctionThatAreDroppedBehindATypedOperationAreKnown() {
            isKnownAgain(
                    Migration.of(1, "0001_watch.sql")
                            .sql(USERS + NOTHING
                                    + " CREATE TRIGGER watch BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION noop();"
                                    + " CREATE SEQUENCE numbers;"),
                    ADDED,
                    Migration.of(3, "0003_gone.sql")
                            .sql("DROP TRIGGER watch ON users; DROP FUNCTION noop(); DROP SEQUENCE numbers"));
        }

        @Test
        void aFunctionThatALaterMigrationReplacesDoesNotTellWhichItIs() {
            run(USERS, NOTHING);
            var schema = schema(
                    BASELINE,
                    Migration.of(2, "0002_function.sql").sql(NOTHING),
                    Migration.of(3, "0003_function.sql")
                            .sql(NOTHING.replace("CREATE", "CREATE OR REPLACE").replace("NEW", "NULL")));

            assertRefused(schema, "0002_function.sql and after 0003 | 0003_function.sql is the same");
        }

        @Test
        void anExtensionThatIsThereIsNobodysAddition() {
            run(USERS, "CREATE EXTENSION pg_trgm");

            assertThat(schema(BASELINE).bootstrap().stores()).containsValue(Outcome.RECOGNISED);
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        private static final String WATCH = "CREATE TRIGGER watch AFTER INSERT ON users BEGIN DELETE FROM users; END";
        private static final String WORDS = "CREATE VIRTUAL TABLE words USING fts5 (body)";

        @ParameterizedTest
        @ValueSource(strings = {WATCH, WORDS})
        void aTriggerOrVirtualTableThatIsNotThereIsMade(String statement) {
            run(USERS);

            BootstrapReport report = schema(
                            BASELINE, Migration.of(2, "0002_x.sql").sql(statement))
                    .bootstrap();

            assertThat(report.text()).contains("stamped 0001").contains("applied 0002");
            assertThat(ask("SELECT name FROM sqlite_schema WHERE name IN ('watch', 'words')"))
                    .hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {WATCH, WORDS})
        void aTriggerOrVirtualTableThatIsThereIsOnlyRecorded(String statement) {
            run(USERS, statement);

            assertThat(schema(BASELINE, Migration.of(2, "0002_x.sql").sql(statement))
                            .bootstrap()
                            .text())
                    .contains("stamped 0001 0002");
        }

        @Test
        void aTriggerThatALaterMigrationTakesAwayIsNotWanted() {
            run(USERS, MOOD);

            assertThat(schema(
                                    BASELINE,
                                    Migration.of(2, "0002_watch.sql").sql(WATCH),
                                    Migration.of(3, "0003_mood.sql").sql("DROP TRIGGER watch; " + MOOD))
                            .bootstrap()
                            .text())
                    .contains("stamped 0001 0002 0003");
        }

        @Test
        void aTriggerThatALaterMigrationMakesAnewDoesNotTellWhichItIs() {
            run(USERS, WATCH);
            var schema = schema(
                    BASELINE,
                    Migration.of(2, "0002_watch.sql").sql(WATCH),
                    Migration.of(3, "0003_watch.sql").sql("DROP TRIGGER watch; " + WATCH.replace("AFTER", "BEFORE")));

            assertRefused(schema, "0002_watch.sql and after 0003 | 0003_watch.sql is the same");
        }

        @Test
        void aTriggerIsOfItsTableAlsoWhereItSpellsThatOtherwise() {
            String watch = WATCH.replace("ON users", "ON Users");
            run(USERS, watch);

            assertThat(schema(BASELINE, Migration.of(2, "0002_watch.sql").sql(watch))
                            .bootstrap()
                            .text())
                    .contains("stamped 0001 0002");
        }

        @Test
        void aTriggerFollowsItsTableToAnotherName() {
            run(USERS, WATCH, "ALTER TABLE users RENAME TO people");

            assertThat(schema(
                                    BASELINE,
                                    Migration.of(2, "0002_watch.sql").sql(WATCH),
                                    Migration.of(3, "people").operations(Operations.renameTable("users", "people")))
                            .bootstrap()
                            .text())
                    .contains("stamped 0001 0002 0003");
        }

        @Test
        void aTriggerThatIsDroppedBehindATypedOperationIsKnown() {
            isKnownAgain(
                    Migration.of(1, "0001_watch.sql").sql(USERS + WATCH),
                    ADDED,
                    Migration.of(3, "0003_gone.sql").sql("DROP TRIGGER watch"));
        }

        @Test
        void whatATableSaysThatNoDefinitionCanStaysWithItBehindATypedOperation() {
            isKnownAgain(
                    Migration.of(1, "0001_users.sql")
                            .sql("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY,"
                                    + " name TEXT UNIQUE ON CONFLICT REPLACE);"),
                    ADDED,
                    Migration.of(3, "0003_more.sql").sql("CREATE TABLE more (id INTEGER)"));
        }

        @Test
        void aTriggerOfARepeatableOneIsNobodysAddition() {
            run(USERS, WATCH);

            assertThat(repeating("DROP TRIGGER IF EXISTS watch; " + WATCH)
                            .bootstrap()
                            .text())
                    .contains("stamped 0001");
        }

        @Test
        void aTriggerOfNoMigrationIsRefused() {
            run(USERS, WATCH);

            assertRefused(schema(BASELINE), "table users, trigger watch: expected nothing");
        }
    }

    abstract static class Cases extends MigrationCases {
        static final Migration ADDED =
                Migration.of(2, "added").operations(Operations.add("users", Relational.text("shoe")));

        private static final Migration TAKEN_BACK =
                Migration.of(1, "0001_t.sql").sql("CREATE TABLE t (id INTEGER)").undo("DROP TABLE t");

        /** A database that they have made and that has lost its record. */
        void isKnownAgain(Migration... migrations) {
            schema(migrations).migrate();
            run("DROP TABLE schema_versions", "DROP TABLE schema_journal", "DROP TABLE schema_state");

            assertThat(schema(migrations).bootstrap().text()).contains("stamped 0001 0002 0003");
        }

        @Test
        void whereAllIsTakenBackBesideSomebodyElsesTableNothingElseIsSaidOfTheRecord() {
            var schema = schema(TAKEN_BACK);
            schema.migrate();
            schema.undo(
                    1,
                    MigrateOptions.cautious()
                            .executing(ExecuteOptions.cautious().allowingDataLoss()));
            run("CREATE TABLE theirs (id INTEGER)");

            assertThatThrownBy(schema::bootstrap)
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("It has none of its migrations on record.")
                    .hasMessageNotContaining("no record");
            assertThat(schema.bootstrap(BootstrapOptions.cautious().besideStrangers())
                            .text())
                    .contains("applied 0001");
        }

        @Test
        void aDatabaseWithoutARecordIsKnownByItsStructureAndGetsTheRest() {
            run(USERS, MOOD, "INSERT INTO users VALUES (7, 'Grace', 'calm')");
            var schema = schema(MIGRATIONS);

            BootstrapReport report = schema.bootstrap();

            assertThat(report.stores()).containsValue(Outcome.RECOGNISED);
            assertThat(report.migrations())
                    .extracting(MigrationReport::verb)
                    .containsExactly(Verb.STAMPED, Verb.APPLIED);
            assertThat(report.migrations())
                    .extracting(MigrationReport::migrations)
                    .containsExactly(
                            List.of(MigrationId.core(1), MigrationId.core(2)),
                            List.of(MigrationId.core(3), MigrationId.core(4)));
            assertThat(ask("SELECT name || mood || coalesce(age, 0) FROM users"))
                    .containsExactly("Gracecalm0");
            assertThat(schema.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
        }

        @Test
        void oneThatIsAtHeadIsOnlyRecorded() {
            run(USERS, MOOD, AGE, BY_AGE, TOPICS);

            BootstrapReport report = schema(MIGRATIONS).bootstrap();

            assertThat(report.stores()).containsValue(Outcome.RECOGNISED);
            assertThat(report.text()).contains("recognised").contains("stamped 0001 0002 0003 0004");
        }

        @Test
        void oneBetweenTwoMigrationsIsRefusedWithTheNearestAndTheDifferences() {
            run(USERS, MOOD, AGE);
            var schema = schema(MIGRATIONS);

            assertThatThrownBy(
                            () -> schema.bootstrap(BootstrapOptions.cautious().besideStrangers()))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("the nearest is 0002 | 0002_mood.sql")
                    .hasMessageContaining("table users, column age: expected nothing, found it");
            assertThat(schema.status().all()).allMatch(status -> status.state() == MigrationStatus.State.PENDING);
        }

        @Test
        void whatRepeatableOnesMakeIsNobodysAddition() {
            String names = "CREATE VIEW names AS SELECT name FROM users";
            run(USERS, names);

            assertThat(repeating("DROP VIEW IF EXISTS names; " + names)
                            .bootstrap()
                            .text())
                    .contains("stamped 0001");
        }

        WhisperSchema repeating(String statements) {
            return WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store)
                    .migrations(Migrations.of(BASELINE)
                            .repeating(Repeatable.of("again").sql(statements)));
        }

        @Test
        void whereAStatementIsNotUnderstoodTheStructureIsNotTrusted() {
            run(USERS, MOOD);
            var schema = schema(
                    BASELINE,
                    Migration.of(2, "0002_mood.sql").sql(MOOD),
                    Migration.of(3, "0003_odd.sql").sql("FROBNICATE users"));

            assertRefused(schema, "FROBNICATE users");
            assertRefused(schema, "are not understood, so its structure does not tell at which it is");
        }

        void assertRefused(WhisperSchema schema, String message) {
            assertThatThrownBy(schema::bootstrap)
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining(message);
            assertThat(schema.status().all()).allMatch(status -> status.state() == MigrationStatus.State.PENDING);
        }
    }
}
