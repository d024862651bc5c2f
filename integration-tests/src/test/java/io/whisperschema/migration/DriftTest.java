package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.BootstrapOptions.DriftPolicy;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start makes of structure and records that somebody changed by hand. */
class DriftTest {
    private static final Migration MOODS = Migration.of(2, "0002_moods.sql").sql("CREATE TABLE moods (id INTEGER)");
    private static final String BY_HAND = "ALTER TABLE topics ADD COLUMN shoe TEXT";

    private static BootstrapOptions looking(DriftPolicy policy) {
        return BootstrapOptions.cautious().with(policy);
    }

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends TopicsCases {
        private void refused(String difference, String remedy, Migration... migrations) {
            source.forgetStatements();
            assertThatThrownBy(() -> schema(migrations).bootstrap(looking(DriftPolicy.CHECK)))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining(difference)
                    .hasMessageContaining("Nothing was applied to any store.")
                    .hasMessageContaining(remedy);
            assertThat(source.statements()).isNotEmpty().noneMatch(TopicsCases::writes);
        }

        @Test
        void theDefaultIsToBelieveTheRecordInOneQuery() {
            schema(TOPICS).bootstrap();
            run(BY_HAND, "UPDATE schema_journal SET detail = 'x'", "UPDATE schema_versions SET meaning = 'x'");
            source.forgetStatements();

            assertThat(schema(TOPICS).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);

            assertThat(source.statements()).singleElement().asString().contains("schema_state");
        }

        @Test
        void aCheckOfWhatNobodyChangedFindsNothingAndWritesNothing() {
            assertThat(schema(TOPICS).bootstrap(looking(DriftPolicy.CHECK)).stores())
                    .containsValue(Outcome.CREATED);
            source.forgetStatements();

            BootstrapReport report = schema(TOPICS).bootstrap(looking(DriftPolicy.CHECK));

            assertThat(report.stores()).containsValue(Outcome.UP_TO_DATE);
            assertThat(report.plan().warnings()).isEmpty();
            assertThat(source.statements()).hasSizeGreaterThan(1).noneMatch(TopicsCases::writes);
        }

        @Test
        void aCheckRefusesAColumnThatWasMadeByHand() {
            schema(TOPICS).bootstrap();
            run(BY_HAND);

            refused(
                    "table topics, column shoe: expected nothing, found",
                    "The migrations on record do not leave this: somebody changed it by other means",
                    TOPICS);
        }

        @Test
        void aCheckRefusesItBeforeItAppliesWhatIsPending() {
            schema(TOPICS).bootstrap();
            run(BY_HAND);

            refused("table topics, column shoe: expected nothing, found", "somebody changed it", TOPICS, MOODS);

            run("ALTER TABLE topics DROP COLUMN shoe");
            assertThat(schema(TOPICS, MOODS)
                            .bootstrap(looking(DriftPolicy.CHECK))
                            .stores())
                    .containsValue(Outcome.MIGRATED);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "UPDATE schema_journal SET detail = 'x' WHERE entry = 1|schema_journal, entry 1: expected what was"
                            + " written, found something else|Put the journal back from a backup",
                    "DELETE FROM schema_journal WHERE entry = 1|schema_versions, 0001 | repair(reason)",
                    "DELETE FROM schema_versions|schema_versions, core 1: expected a row|stamp(",
                    "UPDATE schema_versions SET meaning = 'x'|0001 / 0001_topics.sql / CHECKSUM MISMATCH: applied x|Put the"
                            + " rows back",
                })
        void aCheckRefusesARecordThatWasChangedByHand(String change, String difference, String remedy) {
            schema(TOPICS).bootstrap();
            run(change);

            refused(difference.replace(" / ", " | "), remedy, TOPICS);
        }

        @Test
        void aCheckRefusesALostRecordAlsoWhereSomethingIsPending() {
            schema(TOPICS).bootstrap();
            run("DELETE FROM schema_versions");

            refused("schema_versions, core 1: expected a row", "stamp(", TOPICS, MOODS);
        }

        @Test
        void whatAnotherRunnerAppliedSinceIsNoEditedRecord() {
            schema(TOPICS).bootstrap();
            run(
                    "CREATE TABLE moods (id INTEGER)",
                    "INSERT INTO schema_versions (component, version, checksum, applied_at, description) VALUES ('core', 2, '"
                            + MOODS.checksum(store.dialect().name()).raw()
                            + "', '2024-05-06 07:08:09.5', '0002_moods.sql')");

            assertThat(schema(TOPICS, MOODS)
                            .bootstrap(looking(DriftPolicy.CHECK))
                            .plan()
                            .warnings())
                    .isEmpty();
        }

        @Test
        void aReportOnlyWarnsOfBoth() {
            schema(TOPICS).bootstrap();
            run(BY_HAND, "UPDATE schema_journal SET detail = 'x' WHERE entry = 1");

            BootstrapReport upToDate = schema(TOPICS).bootstrap(looking(DriftPolicy.REPORT));
            BootstrapReport migrated = schema(TOPICS, MOODS).bootstrap(looking(DriftPolicy.REPORT));

            assertThat(upToDate.stores()).containsValue(Outcome.UP_TO_DATE);
            assertThat(migrated.stores()).containsValue(Outcome.MIGRATED);
            for (BootstrapReport report : List.of(upToDate, migrated)) {
                assertThat(report.text())
                        .contains("WARNING  table topics, column shoe: expected nothing, found")
                        .contains("WARNING  schema_journal, entry 1: expected what was written");
            }
        }

        @Test
        void whatSomebodyAcceptedIsNoDriftAnyMore() {
            schema(TOPICS).bootstrap();
            run("UPDATE schema_journal SET detail = 'x' WHERE entry = 1", "UPDATE schema_versions SET meaning = 'x'");

            schema(TOPICS).repair("an operator tidied up");

            assertThat(schema(TOPICS).bootstrap(looking(DriftPolicy.CHECK)).stores())
                    .containsValue(Outcome.UP_TO_DATE);
        }

        @Test
        void startsThatChangeNothingFindAnEditedRecordToo() {
            schema(TOPICS).bootstrap();
            run("UPDATE schema_journal SET detail = 'x' WHERE entry = 1");

            assertThatThrownBy(() -> schema(TOPICS)
                            .bootstrap(BootstrapOptions.from(Map.of(BootstrapOptions.VARIABLE, "validate"))))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("schema_journal, entry 1");
        }
    }
}
