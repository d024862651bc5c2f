package io.whisperschema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.StepFailed;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.Journal.Event;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.RestorePoints;
import io.whisperschema.spi.SqlDialect;
import io.whisperschema.spi.Store;
import io.whisperschema.testkit.FakeCacheStore;
import io.whisperschema.testkit.FakeGraphStore;
import io.whisperschema.testkit.FakeJournal;
import io.whisperschema.testkit.FakeRelationalStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import io.whisperschema.testkit.Faults.Moment;
import io.whisperschema.testkit.Killed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan of which a step fails for good, where the host wants all of it or nothing. */
class CompensationTest {
    private static final ExecuteOptions UNDOING = ExecuteOptions.cautious().undoingAfterFailure();

    private final FakeServer server = new FakeServer();
    private final List<String> heard = new ArrayList<>();

    @ParameterizedTest(name = "step {0}: undone {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 |                  | Nothing of the plan is applied.",
                "2 |                  | Nothing of the plan is applied.",
                "3 | 2, 1             | Undone: steps 2, 1. Nothing of the plan is applied.",
                "4 | 3, 2, 1          | Undone: steps 3, 2, 1. Nothing of the plan is applied.",
                "7 | 6, 5, 4, 3, 2, 1 | Undone: steps 6, 5, 4, 3, 2, 1. Nothing of the plan is applied."
            })
    void whatWasDoneIsUndoneInReverse(String step, String undone, String sentence) {
        WhisperSchema schema = Diary.processOn(server).listener(new ProgressListener() {
            @Override
            public void undone(Step one) {
                heard.add(one.id());
            }
        });
        server.faults().failAt(step);

        StepFailed failure = catchThrowableOfType(StepFailed.class, () -> schema.execute(schema.plan(), UNDOING));

        assertThat(failure)
                .hasMessageStartingWith("Step " + step + " of 7 failed")
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("\n" + sentence + " Fix the cause and run again");
        assertThat(failure.applied()).isZero();
        assertThat(String.join(", ", heard)).isEqualTo(undone == null ? "" : undone);
        nothingIsThere();
    }

    @Test
    void theJournalTellsThatEachStepWasUndoneAndThatItWasAboutToBe() {
        Plan plan = Diary.processOn(server).plan();
        server.faults().failAt("5");

        assertThatThrownBy(() -> Diary.processOn(server).execute(plan, UNDOING)).isInstanceOf(StepFailed.class);

        assertThat(events(plan, "5")).containsExactly(Event.INTENT, Event.FAILED);
        assertThat(events(plan, "4")).containsExactly(Event.INTENT, Event.DONE, Event.INTENT, Event.UNDONE);
        assertThat(events(plan, "1")).containsExactly(Event.INTENT, Event.DONE, Event.INTENT, Event.UNDONE);
    }

    private List<Event> events(Plan plan, String step) {
        return FakeJournal.over(server).entries(plan.fingerprint()).stream()
                .filter(entry -> entry.step().equals(step))
                .map(Journal.Entry::event)
                .toList();
    }

    @Test
    void theSamePlanCanBeExecutedAgain() {
        Plan plan = Diary.processOn(server).plan();
        server.faults().failAt("6");
        assertThatThrownBy(() -> Diary.processOn(server).execute(plan, UNDOING)).isInstanceOf(StepFailed.class);

        assertThat(Diary.processOn(server).execute(plan).applied()).isEqualTo(plan.steps());

        assertThat(Diary.processOn(server).validate().isValid()).isTrue();
    }

    @Test
    void whatAKilledRunHadAppliedStays() {
        Plan plan = Diary.processOn(server).plan();
        server.faults().killAt("5", Moment.FINISHED);
        assertThatThrownBy(() -> Diary.processOn(server).execute(plan)).isInstanceOf(Killed.class);
        server.faults().failAt("7");

        assertThatThrownBy(() -> Diary.processOn(server).execute(plan, UNDOING))
                .hasMessageContaining("Undone: step 6. Step 5 was applied by an earlier run and stays."
                        + " Applied: steps 1, 2, 3, 4, 5.");

        assertThat(there(plan)).isEqualTo(plan.steps().subList(0, 5));
    }

    private List<Step> there(Plan plan) {
        return plan.steps().stream()
                .filter(step -> stores().anyMatch(store -> store.name().equals(step.store())
                        && step.change().stateIn(store.inspect()) == Change.State.APPLIED))
                .toList();
    }

    static Stream<Arguments> everywhere() {
        return Stream.of("1", "2", "3", "4", "5", "6")
                .flatMap(step -> Stream.of(Moment.values()).map(moment -> Arguments.of(step, moment)));
    }

    @ParameterizedTest(name = "undoing step {0}, {1}")
    @MethodSource("everywhere")
    void whoIsKilledWhileUndoingLeavesWhatTheNextRunGoesOnFrom(String step, Moment moment) {
        Plan plan = killedWhileUndoing(step, moment);

        Diary.processOn(server).execute(plan);

        assertThat(Diary.processOn(server).validate().isValid()).isTrue();
    }

    @ParameterizedTest(name = "undoing step {0}, {1}")
    @MethodSource("everywhere")
    void whoIsKilledWhileUndoingLeavesWhatTheNextRunDoesNotUndo(String step, Moment moment) {
        Plan plan = killedWhileUndoing(step, moment);
        List<Step> left = there(plan);
        server.faults().failAt("7");

        assertThatThrownBy(() -> Diary.processOn(server).execute(plan, UNDOING)).isInstanceOf(StepFailed.class);

        assertThat(there(plan)).isEqualTo(left);
    }

    @Test
    void aRestorePointOfEachStoreIsTakenBeforeItsStepsAreUndone() {
        var points = new ArrayList<String>();
        WhisperSchema schema = Diary.processOn(server).restorePoints((store, losing) -> {
            points.add(store.name() + " " + losing.stream().map(Step::id).toList() + " of "
                    + FakeRelationalStore.over(server).inspect().tables().size() + " tables");
            return "point";
        });
        server.faults().failAt("5");

        assertThatThrownBy(() -> schema.execute(schema.plan(), UNDOING)).isInstanceOf(StepFailed.class);

        assertThat(points).containsExactly("fake-vectors [4, 3] of 2 tables", "fake-relational [2, 1] of 2 tables");
        nothingIsThere();
    }

    @Test
    void withoutTheRestorePointThatIsAskedForTheStepsStay() {
        WhisperSchema schema = Diary.processOn(server).restorePoints(new RestorePoints() {
            @Override
            public boolean covers(Store store) {
                return store instanceof RelationalStore;
            }

            @Override
            public String take(Store store, List<Step> losing) {
                throw new IllegalStateException("no room for a copy");
            }
        });
        server.faults().failAt("5");

        assertThatThrownBy(() -> schema.execute(schema.plan(), UNDOING))
                .hasMessageStartingWith("Step 5 of 7 failed")
                .hasMessageContaining("\nUndone: steps 4, 3. Undoing went no further:"
                        + " java.lang.IllegalStateException: no room for a copy\nApplied: steps 1, 2.");
    }

    private Plan killedWhileUndoing(String step, Moment moment) {
        Plan plan = Diary.processOn(server).plan();
        server.faults().failAt("7");
        server.faults().killAt(one -> one.id().equals(step) && !plan.steps().contains(one), moment);
        assertThatThrownBy(() -> Diary.processOn(server).execute(plan, UNDOING)).isInstanceOf(Killed.class);
        return plan;
    }

    @Test
    void aStepWithoutAWayBackStaysWithAllBeforeIt() {
        Plan tables = Diary.processOn(server).plan();
        Plan plan = new Plan(tables.steps().subList(0, 3), tables.basis(), List.of())
                .then(new Plan(List.of(code()), Map.of(), List.of()))
                .then(new Plan(tables.steps().subList(3, 7), Map.of(), List.of()));
        server.faults().failAt("7");

        StepFailed failure = catchThrowableOfType(
                StepFailed.class, () -> Diary.processOn(server).execute(plan, UNDOING.with(new Nothing())));

        assertThat(failure)
                .hasMessageContaining("\nUndone: steps 6, 5. Step 4 has no way back: the old vectors are gone."
                        + " Applied: steps 1, 2, 3, 4.");
        assertThat(failure.applied()).isEqualTo(4);
    }

    @Test
    void anUndoingThatFailsIsToldWithWhatRemains() {
        Plan plan = Diary.processOn(server).plan();
        WhisperSchema schema = Diary.processOn(server).listener(new ProgressListener() {
            @Override
            public void undone(Step step) {
                server.faults().failAt("4");
            }
        });
        server.faults().failAt("6");

        StepFailed failure = catchThrowableOfType(StepFailed.class, () -> schema.execute(plan, UNDOING));

        assertThat(failure)
                .hasMessageStartingWith("Step 6 of 7 failed")
                .hasMessageContaining("\nUndone: step 5. Undoing step 4 failed: ")
                .hasMessageContaining("\nApplied: steps 1, 2, 3, 4.");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.applied()).isEqualTo(4);
    }

    @Test
    void theStepIsNamedWhoseUndoingFailedThoughNoneOfItsTransactionIsUndone() {
        Plan plan = Diary.processOn(server).plan();
        WhisperSchema schema = Diary.processOn(server).listener(new ProgressListener() {
            @Override
            public void undone(Step step) {
                server.faults().failAt("1");
            }
        });
        server.faults().failAt("5");

        assertThatThrownBy(() -> schema.execute(plan, UNDOING))
                .hasMessageContaining("\nUndone: steps 4, 3. Undoing step 1 failed: ")
                .hasMessageContaining("\nApplied: steps 1, 2.");
    }

    @Test
    void aListenerThatThrowsMeanwhileDoesNotHideWhatHadFailed() {
        WhisperSchema schema = Diary.processOn(server).listener(new ProgressListener() {
            @Override
            public void undone(Step step) {
                throw new IllegalStateException("the screen is gone");
            }
        });
        server.faults().failAt("5");

        StepFailed failure = catchThrowableOfType(StepFailed.class, () -> schema.execute(schema.plan(), UNDOING));

        assertThat(failure)
                .hasMessageStartingWith("Step 5 of 7 failed")
                .hasMessageContaining("\nUndone: step 4. Undoing went no further:"
                        + " java.lang.IllegalStateException: the screen is gone\nApplied: steps 1, 2, 3.");
        assertThat(failure.applied()).isEqualTo(3);
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    void aListenerThatThrowsWhenATransactionIsUndoneLeavesNoStepUncounted() {
        WhisperSchema schema = Diary.processOn(server).listener(new ProgressListener() {
            @Override
            public void undone(Step step) {
                throw new IllegalStateException("the screen is gone");
            }
        });
        server.faults().failAt("3");

        assertThatThrownBy(() -> schema.execute(schema.plan(), UNDOING))
                .hasMessageContaining("\nUndone: steps 2, 1. Undoing went no further: ")
                .hasMessageContaining("\nNothing of the plan is applied.");
        nothingIsThere();
    }

    @Test
    void aStoreThatBreaksWhileUndoingLeavesADoubtAndDoesNotHideWhatHadFailed() {
        StepFailed failure = failedWhere((steps, execution) -> {
            execution.starting(steps.get(0));
            throw new IllegalStateException("the driver is gone");
        });

        assertThat(failure)
                .hasMessageStartingWith("Step 3 of 7 failed")
                .hasMessageContaining("\nUndoing went no further: java.lang.IllegalStateException: the driver is gone"
                        + "\nWhether step 2 of fake-relational is undone is not known. Applied: step 1.");
        assertThat(failure.applied()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsLostAtTheCommitOfTheUndoingLeavesADoubt() {
        StepFailed failure = failedWhere((steps, execution) -> {
            for (Step step : steps) {
                execution.starting(step);
                execution.finished(step);
            }
            throw execution.failure(steps.get(1), "connection lost", new IOException(), Aftermath.UNKNOWN);
        });

        assertThat(failure)
                .hasMessageContaining("\nUndoing step 1 failed: ")
                .hasMessageContaining("\nWhether steps 2, 1 of fake-relational are undone is not known. Fix the cause")
                .message()
                .doesNotContain("pplied: step");
        assertThat(failure.applied()).isZero();
    }

    @Test
    void whatWasUndoneBeforeAnUndoingThatFailsIsCountedToldAndJournaled() {
        StepFailed failure = failedWhere((steps, execution) -> {
            execution.starting(steps.get(0));
            execution.finished(steps.get(0));
            execution.starting(steps.get(1));
            throw execution.failure(steps.get(1), "in use", new IOException(), Aftermath.EARLIER_STEPS_STAY);
        });

        assertThat(failure)
                .hasMessageContaining("\nUndone: step 2. Undoing step 1 failed: ")
                .hasMessageContaining("\nApplied: step 1.");
        assertThat(heard).containsExactly("2");
        assertThat(FakeJournal.over(server).entries(plan().fingerprint()))
                .last()
                .matches(entry -> entry.step().equals("2") && entry.event() == Event.UNDONE);
    }

    private Plan plan() {
        return Diary.processOn(new FakeServer()).plan();
    }

    /** A run whose third step fails, on a relational store that undoes the two before it so. */
    private StepFailed failedWhere(BiConsumer<List<Step>, Execution> undoing) {
        WhisperSchema schema = WhisperSchema.of(Diary.schema())
                .relational(new UndoingOtherwise(FakeRelationalStore.over(server), undoing))
                .vectors(FakeVectorStore.over(server))
                .cache(FakeCacheStore.over(server))
                .graph(FakeGraphStore.over(server))
                .journal(FakeJournal.over(server))
                .listener(new ProgressListener() {
                    @Override
                    public void undone(Step step) {
                        heard.add(step.id());
                    }
                });
        server.faults().failAt("3");
        return catchThrowableOfType(StepFailed.class, () -> schema.execute(schema.plan(), UNDOING));
    }

    @Test
    void aStartUndoesWhatItDidWhereItIsToldSo() {
        server.faults().failAt("6");

        assertThatThrownBy(() -> Diary.processWithoutJournal(Diary.schema(), server)
                        .bootstrap(BootstrapOptions.cautious().executing(UNDOING)))
                .hasMessageContaining("Undone: steps 5, 4, 3, 2, 1.");

        nothingIsThere();
    }

    private void nothingIsThere() {
        assertThat(stores()).allMatch(store -> store.inspect().isEmpty());
    }

    private Stream<Store> stores() {
        return Stream.of(
                FakeRelationalStore.over(server),
                FakeVectorStore.over(server),
                FakeCacheStore.over(server),
                FakeGraphStore.over(server));
    }

    private static Step code() {
        return new Step(
                "1",
                "fake-vectors",
                new CodeChange(StoreKind.VECTORS, "nothing", "1"),
                Optional.empty(),
                Risk.NONE,
                Step.Isolation.ALONE,
                new Undo.Impossible("the old vectors are gone"));
    }

    /**
     * A store that undoes in another way.
     *
     * @param store what it is otherwise
     * @param undoing what it does with steps to be undone, which have no way back
     */
    private record UndoingOtherwise(RelationalStore store, BiConsumer<List<Step>, Execution> undoing)
            implements RelationalStore {
        @Override
        public String name() {
            return store.name();
        }

        @Override
        public Set<Capability> capabilities() {
            return store.capabilities();
        }

        @Override
        public SqlDialect dialect() {
            return store.dialect();
        }

        @Override
        public RelationalCatalog inspect() {
            return store.inspect();
        }

        @Override
        public void execute(List<Step> steps, Execution execution) {
            if (steps.get(0).undo() instanceof Undo.Impossible) {
                undoing.accept(steps, execution);
            } else {
                store.execute(steps, execution);
            }
        }
    }

    private static final class Nothing implements CodeStep<FakeServer> {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Class<FakeServer> context() {
            return FakeServer.class;
        }

        @Override
        public void run(FakeServer context) {}
    }
}
