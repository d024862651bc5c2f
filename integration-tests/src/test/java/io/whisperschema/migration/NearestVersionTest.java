package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.migration.Operations.ensure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Starts on databases without a record that may go on from the nearest migration, though they are not exactly at it. */
class NearestVersionTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT);";
    private static final String MOOD = "ALTER TABLE users ADD COLUMN mood TEXT;";
    private static final String AGE = "ALTER TABLE users ADD COLUMN age INTEGER;";
    private static final String TOPICS = "CREATE TABLE topics (id INTEGER NOT NULL PRIMARY KEY);";
    private static final String BY_AGE = "CREATE INDEX by_age ON users (age);";

    private static final Migration BASELINE =
            Migration.of(1, "0001_baseline.sql").sql(USERS);
    private static final Migration MOODS = Migration.of(2, "0002_mood.sql").sql(MOOD);
    private static final Migration AGES = Migration.of(3, "0003_age.sql").sql(AGE + BY_AGE);
    private static final Migration ENSURED_AGES = Migration.of(3, "ages")
            .operations(
                    ensure("users", integer("age")),
                    ensure("users", index("by_age").on("age")));
    private static final Migration TOPIC = Migration.of(4, "0004_topics.sql").sql(TOPICS);
    private static final Migration ROWS =
            Migration.of(5, "0005_rows.sql").sql("INSERT INTO users (id, name) VALUES (9, 'Eve')");

    private static final BootstrapOptions GOING_ON = BootstrapOptions.cautious().continuingFromNearest();

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        @Test
        void additionsOfOthersAndAllRowsStayAndAreReported() {
            run(
                    USERS,
                    MOOD,
                    "ALTER TABLE users ADD COLUMN theirs TEXT",
                    "CREATE TABLE their_table (id INTEGER)",
                    "INSERT INTO users VALUES (7, 'Grace', 'calm', 'kept')",
                    "INSERT INTO their_table VALUES (1)");

            BootstrapReport report = schema(BASELINE, MOODS, AGES, TOPIC, ROWS).bootstrap(GOING_ON);

            assertThat(report.stores()).containsValue(Outcome.RECOGNISED);
            assertThat(report.migrations())
                    .extracting(MigrationReport::migrations)
                    .containsExactly(
                            List.of(MigrationId.core(1), MigrationId.core(2)),
                            List.of(MigrationId.core(3), MigrationId.core(4), MigrationId.core(5)));
            assertThat(report.text())
                    .contains("table users, column theirs: expected nothing beside what 0002 | 0002_mood.sql leaves")
                    .contains("table their_table: expected nothing")
                    .contains("was taken to be at that one");
            assertThat(ask("SELECT name || coalesce(mood, '-') || coalesce(theirs, '-') FROM users ORDER BY id"))
                    .containsExactly("Gracecalmkept", "Eve--");
            assertThat(ask("SELECT id FROM their_table")).containsExactly("1");
            assertThat(schema(BASELINE, MOODS, AGES, TOPIC, ROWS).bootstrap().stores())
                    .containsValue(Outcome.UP_TO_DATE);
        }

        @Test
        void betweenTwoMigrationsItGoesOnWhereTheNextFindsWhatIsThere() {
            run(USERS, MOOD, AGE, "INSERT INTO users VALUES (7, 'Grace', 'calm', 36)");
            var schema = schema(BASELINE, MOODS, ENSURED_AGES, TOPIC);

            BootstrapReport report = schema.bootstrap(GOING_ON);

            assertThat(report.migrations().get(0).migrations())
                    .containsExactly(MigrationId.core(1), MigrationId.core(2));
            assertThat(report.text()).contains("table users, column age: expected nothing beside what 0002");
            assertThat(store.inspect().table("users").orElseThrow().indexes())
                    .extracting(index -> index.name())
                    .containsExactly("by_age");
            assertThat(ask("SELECT name || mood || age FROM users")).containsExactly("Gracecalm36");
        }

        @Test
        void whatIsInTheWayOfTheNextIsRefusedWithTheDifferencesAndNothingIsChanged() {
            run(USERS, MOOD, AGE);

            refused("and what differs is in the way of those behind it: 0003 | 0003_age.sql", AGES, TOPIC);
            refused("table users, column age: expected nothing, found it", AGES, TOPIC);
        }

        @Test
        void whereRowsOfAMigrationMayBeThereAlreadyItIsRefused() {
            run(USERS, MOOD, AGE);
            var seeded = Migration.of(4, "0004_seed.sql").sql("INSERT INTO users (id) VALUES (1)");
            var ensured = Migration.of(5, "again")
                    .operations(ensure("users", index("by_age").on("age")));
            run(BY_AGE.replace("by_age", "by_mood").replace("(age)", "(mood)"));
            var byMood = Migration.of(6, "by_mood")
                    .operations(ensure("users", index("by_mood").on("mood")));

            refused("something of 0006 | by_mood is there", ENSURED_AGES, seeded, ensured, byMood);
        }

        @Test
        void aColumnThatLaterRowsDoNotFillIsInTheirWay() {
            run(USERS.replace("name TEXT", "name TEXT, theirs TEXT NOT NULL"), MOOD);

            refused("column theirs of table users must have a value", AGES, TOPIC, ROWS);
        }

        @Test
        void whatLacksSomethingOfEveryMigrationIsRefused() {
            run("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY)", TOPICS);

            refused("the nearest is 0001 | 0001_baseline.sql", AGES, TOPIC);
            refused("column name", AGES, TOPIC);
        }

        @Test
        void withoutBeingToldSoNothingGoesOn() {
            run(USERS, MOOD, AGE);

            assertThatThrownBy(() -> schema(BASELINE, MOODS, ENSURED_AGES).bootstrap())
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("continuingFromNearest()");
        }

        private void refused(String message, Migration... behind) {
            var migrations = new Migration[2 + behind.length];
            migrations[0] = BASELINE;
            migrations[1] = MOODS;
            System.arraycopy(behind, 0, migrations, 2, behind.length);
            var before = store.inspect();

            assertThatThrownBy(() -> schema(migrations).bootstrap(GOING_ON))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining(message);
            assertThat(store.inspect()).isEqualTo(before);
        }
    }
}
