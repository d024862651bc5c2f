package io.whisperschema.migration;

import static io.whisperschema.migration.VectorOperations.merge;
import static io.whisperschema.migration.VectorOperations.renameCollection;
import static io.whisperschema.migration.VectorOperations.reshape;
import static io.whisperschema.migration.VectorOperations.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.integration.StandIn;
import io.whisperschema.migration.ShadowVectors.Batch;
import io.whisperschema.migration.ShadowVectors.Moment;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.History;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.VectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations of collections, on a vector store that reshapes by a shadow. */
class VectorMigrationsTest {
    private static MigrateOptions losing() {
        return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
    }

    abstract static class Cases extends VectorCases {
        @Test
        void theyRunInTheirOrderAndOnceAndAreOnRecord() {
            var order = new ArrayList<String>();
            MigrationReport report = on(server, NOTES, TO_2, WORDS, TO_3)
                    .listener(new ProgressListener() {
                        @Override
                        public void started(Step step) {
                            order.add(step.store() + " " + step.id());
                        }
                    })
                    .migrate();

            assertThat(report.migrations())
                    .containsExactly(
                            MigrationId.core(1), MigrationId.core(2), MigrationId.core(3), MigrationId.core(4));
            assertThat(order)
                    .containsExactly(
                            store.name() + " 0001:1", "shadows 0002:1.1", store.name() + " 0003:1", "shadows 0004:1.1");
            assertThat(ShadowVectors.held(server)).containsExactly("memories 3");
            assertThat(journal())
                    .containsExactly(
                            "intent there to_2",
                            "begun reshape collection memories",
                            "statement reshape collection memories",
                            "done to_2");
            assertThat(on(server, NOTES, TO_2, WORDS, TO_3).migrate().migrations())
                    .isEmpty();
            assertThat(server.done()).hasSize(2);
        }

        @Test
        void thePlanShowsWhatTheStoreWouldDoOneBehindTheOther() {
            var other = Migration.of(3, "other").operations(renameCollection("memories", named("recalled", "3")));

            assertThat(on(server, NOTES, TO_2, other).migrationPlan().text())
                    .contains("2. [shadows] reshape collection memories\n     copy, switch\n")
                    .contains("3. [shadows] make recalled of collection memories\n");
            assertThat(server.done()).isEmpty();
        }

        @Test
        void aPlanOfThemIsNotExecutedWithoutTheRecord() {
            var schema = on(server, TO_2);
            var plan = schema.migrationPlan();

            assertThatThrownBy(() -> schema.execute(plan)).hasMessageContaining("call migrate()");
            assertThat(server.done()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(
                value = Moment.class,
                names = {"COPYING", "IN_THE_GAP", "SWITCHED"})
        void whoIsKilledIsFollowedByOneWhoGoesOn(Moment moment) {
            assertThatThrownBy(() -> on(ShadowVectors.dyingAt(moment, server), NOTES, TO_2, WORDS)
                            .migrate())
                    .isInstanceOf(Death.class);

            MigrationReport report = on(server, NOTES, TO_2, WORDS).migrate();

            assertThat(report.migrations()).containsExactly(MigrationId.core(2), MigrationId.core(3));
            assertThat(ShadowVectors.held(server)).containsExactly("memories 2");
            assertThat(journal()).startsWith("intent there to_2").endsWith("done to_2");
        }

        @Test
        void codeThatFailsLeavesItToTheNextRun() {
            var fails = new AtomicInteger(1);
            var embedding = step("minilm", "6", Batch.class, batch -> {
                if (fails.getAndDecrement() > 0) {
                    throw new IllegalStateException("the model is asleep");
                }
            });
            var embedded =
                    Migration.of(2, "embed").operations(reshape("memories", V2).embedding("content", embedding));

            assertThatThrownBy(() -> on(server, NOTES, embedded).migrate())
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("reshape collection memories failed on shadows")
                    .hasMessageContaining("the model is asleep")
                    .hasMessageEndingWith(
                            "What was made for it so far stays, and the next run goes on with it. Fix the cause and run"
                                    + " again.");
            assertThat(ShadowVectors.held(server)).containsExactly("memories 1");
            on(server, NOTES, embedded).migrate();

            assertThat(ShadowVectors.held(server)).containsExactly("memories 2");
            assertThat(journal())
                    .containsExactly(
                            "intent there embed",
                            "begun reshape collection memories",
                            "failed reshape collection memories",
                            "intent there embed",
                            "begun reshape collection memories",
                            "begun reshape collection memories",
                            "statement reshape collection memories",
                            "done embed");
        }

        @Test
        void whatFailsInTheGapIsGoneOnWithThoughNothingIsReached() {
            assertThatThrownBy(() -> on(failingOnceInTheGap(), NOTES, TO_2).migrate())
                    .isInstanceOf(StepFailed.class);
            assertThat(ShadowVectors.held(server)).isEmpty();

            on(server, NOTES, TO_2).migrate();

            assertThat(ShadowVectors.held(server)).containsExactly("memories 2");
        }

        private VectorStore failingOnceInTheGap() {
            var real = ShadowVectors.on(server, moment -> {
                if (moment == Moment.IN_THE_GAP) {
                    throw new IllegalStateException("the server is gone");
                }
            });
            return StandIn.of(VectorStore.class, (method, arguments) -> {
                try {
                    return StandIn.asks(real, method, arguments);
                } catch (IllegalStateException gone) {
                    var execution = (Execution) arguments[1];
                    Step step = (Step) ((List<?>) arguments[0]).get(0);
                    throw execution.failure(step, "gone", gone, Execution.Aftermath.EARLIER_STEPS_STAY);
                }
            });
        }

        @Test
        void whoAsksToStopIsHeardAmongThePointsAndTheNextRunGoesOn() {
            var cancellation = new Cancellation();
            var stopping = on(ShadowVectors.on(server, moment -> cancellation.cancel()), NOTES, TO_2)
                    .cancellation(cancellation);

            assertThatThrownBy(stopping::migrate)
                    .isInstanceOf(Cancelled.class)
                    .hasMessageContaining("Stopped before the next points of reshape collection memories")
                    .hasMessageContaining("the next run goes on with it");
            on(server, NOTES, TO_2).migrate();

            assertThat(ShadowVectors.held(server)).containsExactly("memories 2");
        }

        @Test
        void howFarItIsTheListenerHears() {
            var heard = new ArrayList<String>();
            on(server, TO_2)
                    .listener(new ProgressListener() {
                        @Override
                        public void pointsReshaped(Step step, long done, long of) {
                            heard.add(step.id() + ": " + done + " of " + of);
                        }
                    })
                    .migrate();

            assertThat(heard).containsExactly("0002:1.1: 1 of 2");
        }

        @Test
        void undoGoesBackToWhatTheStoreKeeps() {
            on(server, NOTES, TO_2).migrate();

            assertThat(on(server, NOTES, TO_2)
                            .undo(1, MigrateOptions.cautious())
                            .migrations())
                    .containsExactly(MigrationId.core(2));

            assertThat(ShadowVectors.held(server)).containsExactly("memories 1");
            assertThat(recorded()).containsExactly(MigrationId.core(1));
            assertThat(journal()).endsWith("statement go back to collection memories as before", "undone to_2");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void whoIsKilledOnTheWayBackIsFollowedByOneWhoGoesOn(int after) {
            var both = Migration.of(2, "both")
                    .operations(reshape("memories", V2), reshape("dreams", named("dreams", "2")));
            server.become(List.of(), List.of(named("dreams", "1")));
            on(server, both).migrate();
            var passed = new AtomicInteger();
            var dying = ShadowVectors.on(server, moment -> {
                if (moment == Moment.BACK && passed.incrementAndGet() == after) {
                    throw new Death();
                }
            });
            assertThatThrownBy(() -> on(dying, both).undo(1, MigrateOptions.cautious()))
                    .isInstanceOf(Death.class);

            assertThat(on(server, both).undo(1, MigrateOptions.cautious()).migrations())
                    .containsExactly(MigrationId.core(2));

            assertThat(ShadowVectors.held(server)).containsExactly("dreams 1", "memories 1");
            assertThat(server.done().stream().filter(done -> done.startsWith("go back")))
                    .containsOnlyOnce("go back to collection dreams as before")
                    .containsOnlyOnce("go back to collection memories as before");
        }

        @ParameterizedTest
        @EnumSource(
                value = Moment.class,
                names = {"COPYING", "IN_THE_GAP", "SWITCHED"})
        void whoIsKilledIsTakenBackInsteadWhereTheHostAsksForThat(Moment moment) {
            assertThatThrownBy(() -> on(ShadowVectors.dyingAt(moment, server), NOTES, TO_2)
                            .migrate())
                    .isInstanceOf(Death.class);
            var dying = on(ShadowVectors.dyingAt(Moment.BACK, server), NOTES, TO_2);
            assertThatThrownBy(() -> dying.undo(1, MigrateOptions.cautious())).isInstanceOf(Death.class);

            MigrationReport report = on(server, NOTES, TO_2).undo(1, MigrateOptions.cautious());

            assertThat(report.migrations()).containsExactly(MigrationId.core(2));
            assertThat(ShadowVectors.held(server)).containsExactly("memories 1");
            assertThat(recorded()).containsExactly(MigrationId.core(1));
            assertThat(store.history().flaws()).isEmpty();
            on(server, NOTES, TO_2).migrate();
            assertThat(ShadowVectors.held(server)).containsExactly("memories 2");
        }

        @Test
        void whatWasStoppedIsTakenBackAloneWhereNoMoreIsAskedFor() {
            assertThatThrownBy(() -> on(ShadowVectors.dyingAt(Moment.IN_THE_GAP, server), NOTES, TO_2)
                            .migrate())
                    .isInstanceOf(Death.class);

            assertThat(on(server, NOTES, TO_2)
                            .undoTo(MigrationId.core(1), MigrateOptions.cautious())
                            .migrations())
                    .containsExactly(MigrationId.core(2));
            assertThat(ShadowVectors.held(server)).containsExactly("memories 1");
            assertThat(journal())
                    .containsExactly(
                            "intent there to_2",
                            "begun reshape collection memories",
                            "intent back to_2",
                            "begun go back to collection memories as before",
                            "begun go back to collection memories as before",
                            "statement go back to collection memories as before",
                            "undone to_2");
        }

        @Test
        void whatLosesDataIsRefusedBeforeAnythingAndAllowedByName() {
            var dropping =
                    Migration.of(2, "drop").operations(reshape("memories", V2).droppingField("mood_1"));

            assertThatThrownBy(() -> on(server, NOTES, dropping).migrate()).isInstanceOf(DataLossRefused.class);
            assertThat(store.inspect().isEmpty()).isTrue();
            assertThat(server.done()).isEmpty();
            on(server, NOTES, dropping).migrate(losing());
            assertThat(server.done()).hasSize(1);
        }

        @Test
        void aStoreThatKeepsNobodyAwayRefuses() {
            RelationalStore pooled = StandIn.of(RelationalStore.class, (method, arguments) -> {
                Object answer = StandIn.asks(store, method, arguments);
                return answer instanceof History history ? unguarded(history) : answer;
            });
            var schema = WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(pooled)
                    .vectors(ShadowVectors.on(server))
                    .migrations(Migrations.of(TO_2));

            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("past the pooler");
            assertThat(server.done()).isEmpty();
        }

        private static History unguarded(History history) {
            return StandIn.of(
                    History.class,
                    (method, arguments) ->
                            method.getName().equals("guards") ? false : StandIn.asks(history, method, arguments));
        }

        @Test
        void anotherHostWaitsAsLongAsItTakesAndDoesNotRunIt() throws Exception {
            ExecutorService hosts = Executors.newSingleThreadExecutor();
            var others = new ArrayList<Future<MigrationReport>>();
            var isWaiting = new CountDownLatch(1);
            try {
                var slow = ShadowVectors.on(server, moment -> {
                    if (moment == Moment.COPYING) {
                        others.add(hosts.submit(() -> other(isWaiting)));
                        outwait(isWaiting, others.get(0));
                    }
                });
                on(slow, NOTES, TO_2).migrate();

                assertThat(others.get(0).get(1, TimeUnit.MINUTES).migrations()).isEmpty();
                assertThat(server.done()).hasSize(1);
            } finally {
                hosts.shutdownNow();
            }
        }

        private MigrationReport other(CountDownLatch isWaiting) {
            return on(server, NOTES, TO_2)
                    .listener(new ProgressListener() {
                        @Override
                        public void waiting(String waited, Optional<String> forWhom) {
                            isWaiting.countDown();
                        }
                    })
                    .migrate();
        }

        /** Longer than who is dead is waited for. */
        private static void outwait(CountDownLatch isWaiting, Future<MigrationReport> other) {
            try {
                assertThat(isWaiting.await(1, TimeUnit.MINUTES)).isTrue();
                assertThatThrownBy(() -> other.get(1500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        @Test
        void aRehearsalTriesThemOnTheStoreAndLeavesOutWhatStandsOnThem() {
            var report = on(server, NOTES, TO_2, WORDS, TO_3).rehearse();

            assertThat(report.migrations())
                    .containsExactly(MigrationId.core(1), MigrationId.core(2), MigrationId.core(3));
            assertThat(report.notRehearsed())
                    .containsExactly("0004 | to_3, since it stands on what those before it make");
            assertThat(server.done()).containsExactly("rehearse: reshape collection memories");
            assertThat(ShadowVectors.held(server)).containsExactly("memories 1");
        }

        @Test
        void severalOfOneMigrationRunOneBehindTheOther() {
            var merged = Migration.of(2, "merge")
                    .operations(
                            reshape("dreams", named("dreams", "2")),
                            merge(List.of("memories", "dreams"), named("all", "2")));
            server.become(List.of(), List.of(named("dreams", "1")));

            on(server, merged).migrate();

            assertThat(ShadowVectors.held(server)).containsExactly("all 2");
            assertThat(server.done())
                    .containsExactly("reshape collection dreams", "make all of collection memories, dreams");
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}
}
