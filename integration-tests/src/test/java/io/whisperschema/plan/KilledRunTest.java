package io.whisperschema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.StepResult;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import io.whisperschema.testkit.Faults.Moment;
import io.whisperschema.testkit.Killed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KilledRunTest {
    private static final Map<String, SchemaDefinition> SCHEMAS =
            Map.of("diary", Diary.schema(), "whisperengine", WhisperEngine.schema());

    private final FakeServer server = new FakeServer();

    static Stream<Arguments> everywhere() {
        return SCHEMAS.keySet().stream()
                .sorted()
                .flatMap(schema ->
                        places(SCHEMAS.get(schema)).map(place -> Arguments.of(schema, place.step(), place.moment())));
    }

    @Test
    void onePlanRunsOverAllFourKindsOfStore() {
        WhisperSchema schema = Diary.process(WhisperEngine.schema(), server);
        Plan plan = schema.plan();

        ExecutionReport report = schema.execute(plan);

        assertThat(plan.steps().stream().map(Step::store).distinct())
                .containsExactly("fake-relational", "fake-vectors", "fake-cache", "fake-graph");
        assertThat(report.applied()).isEqualTo(plan.steps()).isEqualTo(server.applied());
        assertThat(schema.plan().isEmpty()).isTrue();
        assertThat(schema.validate().isValid()).isTrue();
    }

    @ParameterizedTest(name = "{0}, step {1}, {2}")
    @MethodSource("everywhere")
    void aKilledRunIsFinishedByTheNextProcessAndNoStepRunsTwice(String name, String step, Moment moment) {
        WhisperSchema schema = Diary.process(SCHEMAS.get(name), server);
        Plan plan = schema.plan();
        killed(schema, plan, step, moment);
        List<Step> before = server.applied();

        WhisperSchema next = Diary.process(SCHEMAS.get(name), server);
        ExecutionReport report = next.execute(plan);

        assertThat(server.applied()).isEqualTo(plan.steps());
        assertThat(report.results()).extracting(StepResult::step).containsExactlyElementsOf(plan.steps());
        assertThat(report.applied())
                .isEqualTo(plan.steps().subList(before.size(), plan.steps().size()));
        assertThat(next.validate().isValid()).isTrue();
    }

    @ParameterizedTest(name = "{0}, step {1}, {2}")
    @MethodSource("everywhere")
    void aKilledStartIsCompletedByTheNextWithoutAJournal(String name, String step, Moment moment) {
        WhisperSchema schema = Diary.processWithoutJournal(SCHEMAS.get(name), server);
        Plan plan = schema.plan();
        server.faults().killAt(step, moment);
        assertThatThrownBy(schema::bootstrap).isInstanceOf(Killed.class);
        Map<String, Outcome> expected = outcomesAfter(plan, server.applied());

        WhisperSchema next = Diary.processWithoutJournal(SCHEMAS.get(name), server);
        BootstrapReport report = next.bootstrap();

        assertThat(report.stores()).isEqualTo(expected);
        assertThat(server.applied())
                .extracting(Step::change)
                .isEqualTo(plan.steps().stream().map(Step::change).toList());
        assertThat(next.validate().isValid()).isTrue();
        assertThat(next.bootstrap().stores().values()).containsOnly(Outcome.UP_TO_DATE);
    }

    @Test
    void aRunThatIsKilledAgainAndAgainIsFinishedInTheEnd() {
        for (Place first : places(Diary.schema()).toList()) {
            for (Place second : places(Diary.schema()).toList()) {
                var shared = new FakeServer();
                Plan plan = Diary.processOn(shared).plan();
                for (Place place : List.of(first, second)) {
                    shared.faults().killAt(place.step(), place.moment());
                    try {
                        Diary.processOn(shared).execute(plan);
                    } catch (Killed expected) {
                        continue;
                    }
                }
                shared.faults().killAt(step -> false, Moment.STARTED);

                Diary.processOn(shared).execute(plan);

                assertThat(shared.applied()).as("%s, then %s", first, second).isEqualTo(plan.steps());
            }
        }
    }

    @Test
    void aFinishedPlanIsNotRunAgain() {
        Plan plan = Diary.processOn(server).plan();
        Diary.processOn(server).execute(plan);

        ExecutionReport report = Diary.processOn(server).execute(plan);

        assertThat(report.applied()).isEmpty();
        assertThat(report.results()).extracting(StepResult::outcome).containsOnly(StepResult.Outcome.ALREADY_APPLIED);
        assertThat(server.applied()).isEqualTo(plan.steps());
    }

    @ParameterizedTest(name = "step {1}, {2}")
    @MethodSource("everywhereInTurns")
    void aPlanThatComesBackToAStoreGoesOnInTheMiddle(String ignored, String step, Moment moment) {
        Plan plan = takingTurns();
        killed(Diary.processOn(server), plan, step, moment);

        Diary.processOn(server).execute(plan);

        assertThat(server.applied()).isEqualTo(plan.steps());
        assertThat(Diary.processOn(server).validate().isValid()).isTrue();
    }

    static Stream<Arguments> everywhereInTurns() {
        return everywhere().filter(place -> place.get()[0].equals("diary"));
    }

    @Test
    void aStoreThatWasEmptiedSinceIsCreatedAgainWhateverTheJournalTells() {
        var empty = FakeVectorStore.over(server).inspect();
        for (int i = 0; i < 3; i++) {
            Diary.processOn(server).bootstrap();
            server.holding(empty);
        }

        BootstrapReport report = Diary.processOn(server).bootstrap();

        assertThat(report.stores()).containsEntry("fake-vectors", Outcome.CREATED);
        assertThat(report.execution().applied()).hasSize(2);
        assertThat(Diary.processOn(server).validate().isValid()).isTrue();
    }

    private void killed(WhisperSchema schema, Plan plan, String step, Moment moment) {
        server.faults().killAt(step, moment);
        assertThatThrownBy(() -> schema.execute(plan)).isInstanceOf(Killed.class);
    }

    /** The steps of the four stores by turns. */
    private Plan takingTurns() {
        Plan plan = Diary.processOn(server).plan();
        var stores = new ArrayList<List<Step>>();
        plan.basis().keySet().forEach(store -> stores.add(plan.on(store)));
        var steps = new ArrayList<Step>();
        for (int turn = 0; turn < plan.steps().size(); turn++) {
            for (List<Step> store : stores) {
                if (turn < store.size()) {
                    steps.add(store.get(turn).withId(String.valueOf(steps.size() + 1)));
                }
            }
        }
        return new Plan(steps, plan.basis(), plan.remarks());
    }

    private static Map<String, Outcome> outcomesAfter(Plan plan, List<Step> applied) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (String store : plan.basis().keySet()) {
            long there =
                    applied.stream().filter(step -> step.store().equals(store)).count();
            outcomes.put(
                    store,
                    there == 0
                            ? Outcome.CREATED
                            : there < plan.on(store).size() ? Outcome.COMPLETED : Outcome.UP_TO_DATE);
        }
        return outcomes;
    }

    private static Stream<Place> places(SchemaDefinition schema) {
        return Diary.process(schema, new FakeServer()).plan().steps().stream()
                .flatMap(step -> Stream.of(Moment.values()).map(moment -> new Place(step.id(), moment)));
    }

    private record Place(String step, Moment moment) {}
}
