package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.MigrationStatus.State;
import io.whisperschema.migration.ShadowVectors.Server;
import io.whisperschema.report.BootstrapReport.Outcome;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Starts of hosts whose collections are kept by migrations. */
class VectorStartsTest {
    abstract static class Cases extends VectorCases {
        @Test
        void aFirstStartCreatesTheCollectionsAtHeadAndRunsNone() {
            var empty = new Server();
            var report = starting(empty).bootstrap();

            assertThat(report.stores()).containsEntry(store.name(), Outcome.CREATED);
            assertThat(report.stores()).containsEntry("shadows", Outcome.CREATED);
            assertThat(empty.done()).containsExactly("create collection memories");
            assertThat(recorded()).hasSize(4);
            assertThat(starting(empty).bootstrap().stores())
                    .containsEntry(store.name(), Outcome.UP_TO_DATE)
                    .containsEntry("shadows", Outcome.UP_TO_DATE);
            assertThat(starting(empty).migrate().migrations()).isEmpty();
        }

        /** With a definition as its migrations leave it. */
        private WhisperSchema starting(Server there) {
            var definition = SchemaDefinition.named("host")
                    .tables(
                            table("notes", integer("id").primaryKey()),
                            table("words", integer("id").primaryKey()))
                    .collections(V3);
            return WhisperSchema.of(definition)
                    .relational(store)
                    .vectors(ShadowVectors.on(there))
                    .migrations(Migrations.of(NOTES, TO_2, WORDS, TO_3));
        }

        @Test
        void aFirstStartBesideOlderCollectionsReshapesThem() {
            starting(server).bootstrap();

            assertThat(server.done()).containsExactly("reshape collection memories", "reshape collection memories");
            assertThat(ShadowVectors.held(server)).containsExactly("memories 3");
        }

        @Test
        void aRecordThatIsNewDoesNotTakeACollectionBackToWhatItWas() {
            var ahead = Server.with(V3);
            starting(ahead).bootstrap();

            assertThat(ahead.done()).isEmpty();
            assertThat(ShadowVectors.held(ahead)).containsExactly("memories 3");
            assertThat(recorded()).hasSize(4);
        }

        @Test
        void aDatabaseRecognisedByItsTablesHasItsCollectionsReshapedAllTheSame() {
            run("CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY)");
            run("CREATE TABLE words (id INTEGER NOT NULL PRIMARY KEY)");
            var behind = Server.with(V2);
            var report = starting(behind).bootstrap();

            assertThat(report.stores()).containsEntry(store.name(), Outcome.RECOGNISED);
            assertThat(behind.done()).containsExactly("reshape collection memories");
            assertThat(ShadowVectors.held(behind)).containsExactly("memories 3");
            assertThat(recorded()).hasSize(4);
            assertThat(starting(behind).status().in(State.APPLIED)).hasSize(4);
        }

        @Test
        void oneThatIsBehindLaterOnesOfTablesIsPendingAndOneBehindLaterOnesOfCollectionsIsLate() {
            on(server, NOTES, WORDS).migrate();
            assertThat(on(server, NOTES, TO_2, WORDS).status().in(State.PENDING))
                    .hasSize(1);
            on(server, NOTES, WORDS, TO_3).migrate();

            assertThat(on(server, NOTES, TO_2, WORDS, TO_3).status().in(State.LATE))
                    .hasSize(1);
        }

        @Test
        void withoutAVectorStoreAllIsRefusedBeforeAnything() {
            var schema = schema(NOTES, TO_2);

            for (ThrowingCallable verb : List.<ThrowingCallable>of(
                    schema::migrate, schema::migrationPlan, schema::bootstrap, schema::rehearse)) {
                assertThatThrownBy(verb)
                        .isInstanceOf(UnsupportedChange.class)
                        .hasMessageContaining("cannot run migration 0002 | to_2")
                        .hasMessageContaining("there is no vector store. Give one with WhisperSchema.vectors(…).");
            }
            assertThat(store.inspect().isEmpty()).isTrue();
        }

        @Test
        void aStartThatMayChangeNothingNamesWhatIsPending() {
            on(server, NOTES).migrate();

            assertThatThrownBy(() -> on(server, NOTES, TO_2)
                            .bootstrap(BootstrapOptions.cautious().with(BootstrapOptions.Changes.REFUSED)))
                    .hasMessageContaining("0002 | to_2 | PENDING");
            assertThat(server.done()).isEmpty();
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}
}
