package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MigrationReport.Verb;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Starts on databases that were made before anybody recorded migrations. */
class RecognitionTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT);";
    private static final String MOOD = "ALTER TABLE users ADD COLUMN mood TEXT;";
    private static final String AGE = "ALTER TABLE users ADD COLUMN age INTEGER;";
    private static final String BY_AGE = "CREATE INDEX by_age ON users (age);";
    private static final String TOPICS = "CREATE TABLE topics (id INTEGER NOT NULL PRIMARY KEY);";

    private static final Migration[] MIGRATIONS = {
        Migration.of(1, "0001_baseline.sql").sql(USERS + " INSERT INTO users VALUES (1, 'Ada');"),
        Migration.of(2, "0002_mood.sql").sql(MOOD),
        Migration.of(3, "0003_age.sql").sql(AGE + BY_AGE),
        Migration.of(4, "0004_topics.sql").sql(TOPICS)
    };

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
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
    }
}
