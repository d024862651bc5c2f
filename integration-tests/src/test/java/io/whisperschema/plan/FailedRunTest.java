package io.whisperschema.plan;

import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.error.StepFailed;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.testkit.FakeRelationalStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import io.whisperschema.testkit.Faults.Moment;
import io.whisperschema.testkit.Killed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailedRunTest {
    private final FakeServer server = new FakeServer();

    @ParameterizedTest(name = "step {0}: {1}")
    @CsvSource({
        "1, 0, Nothing was applied.",
        "2, 0, Nothing was applied.",
        "3, 2, The 2 steps before it are applied.",
        "4, 3, The 3 steps before it are applied.",
        "7, 6, The 6 steps before it are applied."
    })
    void aFailureTellsWhatIsAppliedAndIsRight(String step, int applied, String sentence) {
        var schema = Diary.processOn(server);
        Plan plan = schema.plan();
        server.faults().failAt(step);

        StepFailed failure = catchThrowableOfType(StepFailed.class, () -> schema.execute(plan));

        assertThat(server.applied()).hasSize(applied);
        assertThat(failure.applied()).isEqualTo(applied);
        assertThat(failure.stepId()).isEqualTo(step);
        assertThat(failure)
                .hasMessageStartingWith("Step " + step + " of 7 failed on " + failure.store())
                .hasMessageContaining("driver said: the disk is full")
                .hasMessageContaining("\n" + sentence);
    }

    @ParameterizedTest(name = "step {0}")
    @CsvSource({"1", "2", "3", "4", "5", "6", "7"})
    void aFailedPlanCanBeExecutedAgain(String step) {
        Plan plan = Diary.processOn(server).plan();
        server.faults().failAt(step);
        assertThatThrownBy(() -> Diary.processOn(server).execute(plan)).isInstanceOf(StepFailed.class);

        Diary.processOn(server).execute(plan);

        assertThat(server.applied()).isEqualTo(plan.steps());
    }

    @ParameterizedTest(name = "after step {0}: {1} applied")
    @CsvSource({"1, 0", "2, 2", "3, 3", "6, 6"})
    void aCancelledRunStopsBeforeTheNextStepAndCanGoOn(String last, int applied) {
        var cancellation = new Cancellation();
        var schema = Diary.processOn(server).cancellation(cancellation).listener(new ProgressListener() {
            @Override
            public void finished(Step step, Duration took) {
                if (step.id().equals(last)) {
                    cancellation.cancel();
                }
            }
        });
        Plan plan = schema.plan();

        Cancelled cancelled = catchThrowableOfType(Cancelled.class, () -> schema.execute(plan));

        assertThat(cancelled.applied()).isEqualTo(applied);
        assertThat(server.applied()).hasSize(applied);
        assertThat(cancelled).hasMessageContaining("Stopped before step " + (Integer.parseInt(last) + 1) + " of 7");
        Diary.processOn(server).execute(plan);
        assertThat(server.applied()).isEqualTo(plan.steps());
    }

    @Test
    void aPlanThatLosesDataIsRefusedBeforeAnythingRuns() {
        Diary.processOn(server).bootstrap();
        int before = server.applied().size();
        var schema = Diary.process(withoutNames(), server);
        Plan plan = schema.plan();

        assertThatThrownBy(() -> schema.execute(plan))
                .isInstanceOf(DataLossRefused.class)
                .hasMessageContaining("1. [fake-relational] drop column")
                .hasMessageContaining("Nothing was applied.");
        assertThat(server.applied()).hasSize(before);

        schema.execute(plan, ExecuteOptions.cautious().allowingDataLoss());
        assertThat(server.applied()).hasSize(before + 1);
        assertThat(schema.validate().isValid()).isTrue();
    }

    @Test
    void aPlanWhoseStoreHasChangedSinceIsRefused() {
        var schema = Diary.processOn(server);
        Plan plan = schema.plan();
        server.holding(FakeRelationalStore.over(server).spell(somebodyElses()));

        assertThatThrownBy(() -> schema.execute(plan))
                .isInstanceOf(PlanOutdated.class)
                .hasMessageContaining("fake-relational has changed since the plan was made");
        assertThat(server.applied()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTED", "CHANGED", "FINISHED"})
    void aRunKilledBeforeItsFirstCommitDoesNotGoOnOnAStoreThatHasChangedSince(Moment moment) {
        Plan plan = Diary.processOn(server).plan();
        server.faults().killAt("2", moment);
        assertThatThrownBy(() -> Diary.processOn(server).execute(plan)).isInstanceOf(Killed.class);
        server.holding(FakeRelationalStore.over(server).spell(somebodyElses()));

        assertThatThrownBy(() -> Diary.processOn(server).execute(plan))
                .isInstanceOf(PlanOutdated.class)
                .hasMessageContaining("fake-relational");
        assertThat(server.applied()).isEmpty();
    }

    @Test
    void aKilledRunDoesNotGoOnToAStoreThatHasChangedSince() {
        Plan plan = Diary.processOn(server).plan();
        server.faults().killAt("3", Moment.STARTED);
        assertThatThrownBy(() -> Diary.processOn(server).execute(plan)).isInstanceOf(Killed.class);
        server.holding(new CacheCatalog(Diary.schema().cache().families()));

        assertThatThrownBy(() -> Diary.processOn(server).execute(plan))
                .isInstanceOf(PlanOutdated.class)
                .hasMessageContaining("fake-cache");
    }

    @Test
    void aPlanForAStoreThatIsNotThereIsRefusedBeforeAnythingRuns() {
        Plan plan = Diary.processOn(server).plan();
        var relationalOnly = WhisperSchema.of(Diary.schema()).relational(FakeRelationalStore.over(server));

        assertThatThrownBy(() -> relationalOnly.execute(plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fake-vectors");
        assertThat(server.applied()).isEmpty();
    }

    @Test
    void aListenerHearsEachStepInOrder() {
        var heard = new Heard();
        var schema = Diary.processOn(server).listener(heard);
        Plan plan = schema.plan();
        server.faults().failAt("4");

        assertThatThrownBy(() -> schema.execute(plan)).isInstanceOf(StepFailed.class);
        assertThat(heard.events)
                .containsExactly(
                        "started 1",
                        "finished 1",
                        "started 2",
                        "finished 2",
                        "started 3",
                        "finished 3",
                        "started 4",
                        "failed 4: the disk is full");

        heard.events.clear();
        schema.execute(plan);
        assertThat(heard.events)
                .containsExactly(
                        "skipped 1",
                        "skipped 2",
                        "skipped 3",
                        "started 4",
                        "finished 4",
                        "started 5",
                        "finished 5",
                        "started 6",
                        "finished 6",
                        "started 7",
                        "finished 7");
    }

    @Test
    void aListenerThatThrowsStopsTheRunAndItCanGoOn() {
        Plan plan = Diary.processOn(server).plan();
        var schema = Diary.processOn(server).listener(new ProgressListener() {
            @Override
            public void finished(Step step, Duration took) {
                if (step.id().equals("3")) {
                    throw new IllegalStateException("the window was closed");
                }
            }
        });

        assertThatThrownBy(() -> schema.execute(plan)).hasMessage("the window was closed");
        assertThat(FakeVectorStore.over(server).inspect())
                .isEqualTo(new VectorCatalog(
                        List.of(Diary.schema().vectors().collections().get(0))));

        Diary.processOn(server).execute(plan);
        assertThat(server.applied()).isEqualTo(plan.steps());
    }

    private static SchemaDefinition withoutNames() {
        SchemaDefinition diary = Diary.schema();
        var tables = new RelationalModel(
                List.of(
                        table("users", text("user_id").primaryKey()),
                        diary.relational().table("entries").orElseThrow()),
                List.of());
        return new SchemaDefinition(
                "diary", tables, diary.vectors(), diary.cache(), diary.graph(), diary.links(), diary.components());
    }

    private static SchemaDefinition somebodyElses() {
        return SchemaDefinition.named("shop")
                .tables(table("orders", text("number").primaryKey()));
    }

    private static final class Heard implements ProgressListener {
        private final List<String> events = new ArrayList<>();

        @Override
        public void started(Step step) {
            events.add("started " + step.id());
        }

        @Override
        public void finished(Step step, Duration took) {
            events.add("finished " + step.id());
        }

        @Override
        public void skipped(Step step) {
            events.add("skipped " + step.id());
        }

        @Override
        public void failed(Step step, String message) {
            events.add("failed " + step.id() + ": " + message);
        }
    }
}
