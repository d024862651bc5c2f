package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.createTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.ChecksumMismatch;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Severity;
import io.whisperschema.integration.StandIn;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MigrationReport.Verb;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment of a host says about its start. */
class StartSettingTest {
    private static final String NAMED = "ALTER TABLE topics ADD COLUMN name TEXT";
    private static final Migration MOODS = Migration.of(3, "0003_moods.sql").sql("CREATE TABLE moods (id INTEGER)");

    private static final ExecuteOptions LOSING = ExecuteOptions.cautious().allowingDataLoss();

    private static BootstrapOptions saying(String value) {
        return BootstrapOptions.from(Map.of("RUN_DB_MIGRATIONS_ON_START", value));
    }

    @Test
    void anUnknownWordIsRefusedWithTheFourThatAreKnown() {
        assertThatThrownBy(() -> saying("yes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RUN_DB_MIGRATIONS_ON_START is 'yes'; it may be true, false, validate or plan."
                        + " Nothing was applied.");
    }

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends TopicsCases {
        @Test
        void unsetItRuns() {
            assertThat(schema(TOPICS).bootstrap(BootstrapOptions.from(Map.of())).stores())
                    .containsValue(Outcome.CREATED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", " TRUE ", ""})
        void trueRuns(String value) {
            assertThat(schema(TOPICS).bootstrap(saying(value)).stores()).containsValue(Outcome.CREATED);
        }

        @Test
        void falseDoesNotEvenAsk() {
            source.forgetStatements();

            assertThat(schema(TOPICS).bootstrap(saying("false")).stores()).containsValue(Outcome.LEFT_ALONE);

            assertThat(source.statements()).isEmpty();
        }

        @Test
        void validateFailsWhileAnythingIsPendingAndWritesNothing() {
            assertThatThrownBy(() -> schema(TOPICS).bootstrap(saying("validate")))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("0001 | 0001_topics.sql | PENDING")
                    .hasMessageContaining("RUN_DB_MIGRATIONS_ON_START=true");
            assertThat(store.inspect().isEmpty()).isTrue();

            schema(TOPICS).bootstrap();
            source.forgetStatements();
            assertThat(schema(TOPICS).bootstrap(saying("validate")).stores()).containsValue(Outcome.UP_TO_DATE);
            assertThat(source.statements()).noneMatch(TopicsCases::writes);
            assertThatThrownBy(() -> schema(TOPICS.sql("CREATE TABLE others (id INTEGER)"))
                            .bootstrap(saying("validate")))
                    .isInstanceOf(ChecksumMismatch.class);
        }

        @Test
        void validateFailsWithEachDifferenceWhereSomebodyChangedTheStructure() {
            schema(TOPICS).bootstrap();
            run("ALTER TABLE topics ADD COLUMN name TEXT", "CREATE INDEX by_name ON topics (name)");
            source.forgetStatements();

            assertThatThrownBy(() -> schema(TOPICS).bootstrap(saying("validate")))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("table topics, column name: expected nothing, found")
                    .hasMessageContaining("Nothing was applied to any store.")
                    .hasMessageContaining("somebody changed it by other means");
            assertThat(source.statements()).noneMatch(TopicsCases::writes);
            assertThat(schema(TOPICS).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
        }

        @Test
        void validateComparesWithTheMigrationsWhereTheDefinitionSpeaksOfNoTable() {
            var schema = WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store)
                    .migrations(Migrations.of(
                            Migration.of(1, "0001_notes.sql").sql("CREATE TABLE notes (id INTEGER, words TEXT)")));
            schema.bootstrap();
            assertThat(schema.bootstrap(saying("validate")).stores()).containsValue(Outcome.UP_TO_DATE);
            run("CREATE TABLE theirs (id INTEGER)");
            assertThat(schema.bootstrap(saying("validate")).stores()).containsValue(Outcome.UP_TO_DATE);

            run("ALTER TABLE notes DROP COLUMN words");

            assertThatThrownBy(() -> schema.bootstrap(saying("validate")))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("table notes, column words: expected");
        }

        @Test
        void planWarnsOfWhatSomebodyChangedBesideWhatIsPending() {
            schema(TOPICS).bootstrap();
            run("ALTER TABLE topics ADD COLUMN name TEXT");
            Migration moods = Migration.of(2, "0002_moods.sql").sql("CREATE TABLE moods (id INTEGER)");

            BootstrapReport drifted = schema(TOPICS).bootstrap(saying("plan"));
            BootstrapReport pending = schema(TOPICS, moods).bootstrap(saying("plan"));

            assertThat(drifted.stores()).containsValue(Outcome.LEFT_ALONE);
            assertThat(drifted.text()).contains("table topics, column name: expected nothing, found");
            assertThat(pending.text())
                    .contains("would apply 0002")
                    .contains("table topics, column name: expected nothing, found")
                    .doesNotContain("table moods");
        }

        @Test
        void anotherCommentInAnAppliedFileIsANoticeAndNoWarning() {
            schema(TOPICS).bootstrap();
            Migration edited = TOPICS.sql("-- the topics\nCREATE TABLE topics (id INTEGER)");
            Migration moods = Migration.of(2, "0002_moods.sql").sql("CREATE TABLE moods (id INTEGER)");
            String notice =
                    "notice  migration 0001 0001_topics.sql: expected the text that was applied, found another comment";

            assertThat(schema(edited).bootstrap(saying("validate")).text()).containsIgnoringCase(notice);
            BootstrapReport planned = schema(edited, moods).bootstrap(saying("plan"));
            assertThat(planned.text()).containsIgnoringCase(notice);
            assertThat(planned.plan().warnings()).isEmpty();
            assertThat(planned.plan().remarks())
                    .singleElement()
                    .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.NOTICE));
            assertThat(schema(edited, moods).bootstrap().text()).containsIgnoringCase(notice);
        }

        @Test
        void validationTellsOfItTooAndFindsNothingWrong() {
            schema(TOPICS).bootstrap();
            Migration edited = TOPICS.sql("-- the topics\nCREATE TABLE topics (id INTEGER)");

            ValidationReport report = schema(edited).validate();

            assertThat(report.text())
                    .containsIgnoringCase("notice  migration 0001 0001_topics.sql: expected the text that was applied,"
                            + " found another comment");
            assertThat(report.isValid()).isTrue();
            assertThat(schema(TOPICS).validate().text()).doesNotContainIgnoringCase("notice");
        }

        @Test
        void planSaysWhatWouldRunAndWritesNothing() {
            BootstrapReport report = schema(TOPICS).bootstrap(saying("plan"));

            assertThat(report.stores()).containsValue(Outcome.LEFT_ALONE);
            assertThat(report.migrations()).singleElement().satisfies(one -> {
                assertThat(one.verb()).isEqualTo(Verb.PLANNED);
                assertThat(one.text()).isEqualTo(store.name() + ": would apply 0001\n");
            });
            assertThat(report.plan().text()).contains("CREATE TABLE topics");
            assertThat(store.inspect().isEmpty()).isTrue();
        }

        @Test
        void planSaysWhatTheStartOfADatabaseWithoutARecordThenDoes() {
            run("CREATE TABLE topics (id INTEGER)", NAMED);
            WhisperSchema schema =
                    schema(TOPICS, Migration.of(2, "0002_names.sql").sql(NAMED), MOODS);

            planIsWhatIsDone(schema);
        }

        @Test
        void planSaysSoOfTypedMigrationsToo() {
            run("CREATE TABLE topics (id INTEGER)", NAMED);
            WhisperSchema schema = schema(
                    Migration.of(1, "topics").operations(createTable(table("topics", integer("id")))),
                    Migration.of(2, "names").operations(add("topics", text("name"))),
                    Migration.of(3, "moods").operations(createTable(table("moods", integer("id")))));

            planIsWhatIsDone(schema);
        }

        @Test
        void planSaysWhatIsTakenFromTheRecordOfAnotherTool() {
            run(
                    "CREATE TABLE topics (id INTEGER)",
                    NAMED,
                    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
                    "INSERT INTO alembic_version VALUES ('ae10')");
            WhisperSchema schema =
                    schema(TOPICS, Migration.of(2, "0002_names.sql").sql(NAMED), MOODS);

            planIsWhatIsDone(schema, Map.of("ae10", MigrationId.core(2)));
        }

        private void planIsWhatIsDone(WhisperSchema schema) {
            planIsWhatIsDone(schema, Map.of());
        }

        private void planIsWhatIsDone(WhisperSchema schema, Map<String, MigrationId> revisions) {
            BootstrapReport planned = schema.bootstrap(saying("plan").adopting(revisions));
            assertThat(store.inspect().table("moods")).isEmpty();
            BootstrapReport done = schema.bootstrap(saying("true").adopting(revisions));

            assertThat(planned.migrations())
                    .extracting(MigrationReport::verb)
                    .containsExactly(Verb.UNSTAMPED, Verb.PLANNED);
            assertThat(done.migrations()).extracting(MigrationReport::verb).containsExactly(Verb.STAMPED, Verb.APPLIED);
            assertThat(migrations(planned)).isEqualTo(migrations(done)).hasSize(2);
            assertThat(statements(planned.plan().steps().stream()))
                    .isEqualTo(statements(
                            done.migrations().stream().flatMap(report -> report.execution().applied().stream())))
                    .isNotEmpty();
            assertThat(planned.text()).contains("would stamp 0001 0002").contains("would apply 0003");
        }

        private static List<List<MigrationId>> migrations(BootstrapReport report) {
            return report.migrations().stream().map(MigrationReport::migrations).toList();
        }

        private static List<String> statements(Stream<Step> steps) {
            return steps.flatMap(step -> step.statement().stream()).toList();
        }

        @Test
        void validateTellsWhatIsThereWithoutARecordFromWhatIsPending() {
            run("CREATE TABLE topics (id INTEGER)");

            assertThatThrownBy(() -> schema(TOPICS, MOODS).bootstrap(saying("validate")))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("0001 | 0001_topics.sql | THERE, NOT ON RECORD")
                    .hasMessageContaining("0003 | 0003_moods.sql | PENDING");
        }

        @Test
        void planAndValidateSayThatAStartWouldApplyAgainWhatAKilledCallBeganToTakeBack() {
            Migration alone = MOODS.undo("DROP TABLE moods").directed(directives -> directives.withoutTransaction());
            WhisperSchema schema = schema(TOPICS, alone);
            schema.bootstrap();
            assertThatThrownBy(() -> schema.listener(dyingBefore("DROP TABLE moods"))
                            .undo(1, MigrateOptions.cautious().executing(LOSING)))
                    .isInstanceOf(Death.class);

            assertThat(schema(TOPICS, alone).bootstrap(saying("plan")).text()).contains("would apply 0003");
            assertThatThrownBy(() -> schema(TOPICS, alone).bootstrap(saying("validate")))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("0003 | 0003_moods.sql | PENDING");
            assertThat(schema(TOPICS, alone).bootstrap().stores()).containsValue(Outcome.MIGRATED);
        }

        @Test
        void validateBesideAStartThatMakesEverythingFindsItUpToDate() {
            RelationalStore real = store;
            WhisperSchema others = schema(TOPICS);
            var looked = new AtomicBoolean();
            isOn(
                    StandIn.of(RelationalStore.class, (method, arguments) -> {
                        if (method.getName().equals("inspect") && !looked.getAndSet(true)) {
                            others.bootstrap();
                        }
                        return StandIn.asks(real, method, arguments);
                    }),
                    source);

            assertThat(schema(TOPICS).bootstrap(saying("validate")).stores()).containsValue(Outcome.UP_TO_DATE);
        }

        @Test
        void planAndValidateSayWhatAStartWouldFinishThatOthersBegan() {
            Migration alone = MOODS.directed(directives -> directives.withoutTransaction());
            WhisperSchema schema = schema(TOPICS, alone);
            assertThatThrownBy(() -> schema.listener(dyingBefore("moods")).bootstrap())
                    .isInstanceOf(Death.class);

            assertThat(schema(TOPICS, alone).bootstrap(saying("plan")).text()).contains("would apply 0003");
            assertThatThrownBy(() -> schema(TOPICS, alone).bootstrap(saying("validate")))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("0003 | 0003_moods.sql | PENDING");
            assertThat(schema(TOPICS, alone).bootstrap().stores()).containsValue(Outcome.MIGRATED);
        }

        @Test
        void aDefinitionWithoutMigrationsIsTreatedTheSame() {
            var schema = WhisperSchema.of(SchemaDefinition.named("host").tables(table("topics", integer("id"))))
                    .relational(store);

            assertThatThrownBy(() -> schema.bootstrap(saying("validate"))).isInstanceOf(StoreDiffers.class);
            assertThat(schema.bootstrap(saying("plan")).plan().steps()).hasSize(1);
            assertThat(store.inspect().isEmpty()).isTrue();
            schema.bootstrap();
            assertThat(schema.bootstrap(saying("validate")).stores()).containsValue(Outcome.UP_TO_DATE);
        }
    }
}
