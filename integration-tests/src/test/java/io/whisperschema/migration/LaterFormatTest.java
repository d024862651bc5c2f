package io.whisperschema.migration;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.Journal;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that a later release wrote: of these this one knows nothing but that. */
class LaterFormatTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        private static final Migration ONE = Migration.of(1, "0001_one.sql")
                .sql("CREATE TABLE one (id INTEGER)")
                .undo("DROP TABLE one");
        private static final Migration TWO = Migration.of(2, "0002_two.sql").sql("CREATE TABLE two (id INTEGER)");

        private static final Map<String, Consumer<WhisperSchema>> VERBS = Map.ofEntries(
                Map.entry("bootstrap", WhisperSchema::bootstrap),
                Map.entry(
                        "a start that validates",
                        schema ->
                                schema.bootstrap(BootstrapOptions.from(Map.of(BootstrapOptions.VARIABLE, "validate")))),
                Map.entry("migrate", WhisperSchema::migrate),
                Map.entry("migrationPlan", WhisperSchema::migrationPlan),
                Map.entry("rehearse", WhisperSchema::rehearse),
                Map.entry("status", WhisperSchema::status),
                Map.entry("validate", WhisperSchema::validate),
                Map.entry("stamp", schema -> schema.stamp(MigrationId.core(2))),
                Map.entry("baseline", schema -> schema.baseline(MigrationId.core(2), "known")),
                Map.entry("repair", schema -> schema.repair("known")),
                Map.entry("undo", schema -> schema.undo(1, MigrateOptions.cautious())),
                Map.entry("execute", schema -> schema.execute(schema.plan())));

        static Stream<String> verbs() {
            return VERBS.keySet().stream().sorted();
        }

        private WhisperSchema host(Migration... migrations) {
            return WhisperSchema.of(SchemaDefinition.named("host")
                            .collections(collection("memories", vector("content", 4, Distance.COSINE))))
                    .relational(store)
                    .vectors(FakeVectorStore.over(new FakeServer()))
                    .migrations(Migrations.of(migrations));
        }

        private void aLaterReleaseCame() {
            schema(ONE).migrate();
            run(
                    "UPDATE schema_state SET format = 2, phase = 'resting'",
                    "UPDATE schema_versions SET origin = 'dreamt'",
                    "UPDATE schema_journal SET event = 'dreamt'",
                    "ALTER TABLE schema_versions RENAME COLUMN component TO part",
                    "ALTER TABLE schema_journal RENAME COLUMN entry TO number");
        }

        @ParameterizedTest
        @MethodSource("verbs")
        void areRefusedInASentenceBeforeAnythingIsDone(String verb) {
            aLaterReleaseCame();
            List<String> before = everything();

            assertThatThrownBy(() -> VERBS.get(verb).accept(host(ONE, TWO)))
                    .isInstanceOf(NewerThanCode.class)
                    .hasMessage(
                            store.name() + " is newer than this code, which does not know:\n"
                                    + "  tables of format 2; this code writes 1\n"
                                    + "Nothing was applied. Start the newer code, or take these migrations back with it first.");

            assertThat(everything()).isEqualTo(before);
        }

        @Test
        void takeNoEntryOfAStep() {
            aLaterReleaseCame();
            List<String> before = everything();

            assertThatThrownBy(() -> store.journal()
                            .append(new Journal.Entry("plan", "1", Journal.Event.INTENT, "elsewhere", Instant.EPOCH)))
                    .isInstanceOf(NewerThanCode.class);

            assertThat(everything()).isEqualTo(before);
        }

        private List<String> everything() {
            return Stream.of(
                            List.of(store.inspect().toString()),
                            ask("SELECT hash FROM schema_journal ORDER BY hash"),
                            ask("SELECT version FROM schema_versions ORDER BY version"),
                            ask("SELECT phase FROM schema_state"))
                    .flatMap(List::stream)
                    .toList();
        }

        @Test
        void aPhaseThatNobodyOfUsWroteIsForSomebodyToLookAt() {
            schema(ONE).migrate();
            run("UPDATE schema_state SET phase = 'resting'");

            assertThatThrownBy(() -> schema(ONE).bootstrap()).isInstanceOf(HistoryUnclear.class);
        }

        @Test
        void anOriginThatNobodyOfUsWroteIsSomebodyElses() {
            schema(ONE).migrate();
            run("UPDATE schema_versions SET origin = 'dreamt'");

            assertThat(schema(ONE, TWO).migrate().migrations()).containsExactly(MigrationId.core(2));
            assertThat(schema(ONE, TWO).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
            assertThat(store.history().read().migrations().get(0).origin()).isEqualTo(RecordedMigration.Origin.ADOPTED);
        }
    }
}
