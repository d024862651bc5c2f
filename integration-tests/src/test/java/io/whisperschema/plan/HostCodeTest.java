package io.whisperschema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.Faults.Moment;
import io.whisperschema.testkit.Killed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostCodeTest {
    private final FakeServer server = new FakeServer();
    private final List<String> ran = new ArrayList<>();

    @Test
    void codeOutsideATransactionIsRefusedWithoutAJournal() {
        var schema = Diary.processWithoutJournal(Diary.schema(), server);
        Plan plan = withCode(schema.plan(), StoreKind.VECTORS, "fake-vectors", Step.Isolation.ALONE);

        assertThatThrownBy(() -> schema.execute(plan, handingOver()))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("fake-vectors cannot run re-embed (version 1)")
                .hasMessageContaining("Give WhisperSchema a journal.");
        assertThat(server.applied()).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void codeThatIsNotHandedOverIsRefusedBeforeAnythingRuns() {
        Plan plan = reEmbedding();

        assertThatThrownBy(() -> Diary.processOn(server).execute(plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The plan wants code re-embed (version 1)");
        assertThat(server.applied()).isEmpty();
    }

    @Test
    void codeRunsOnceHoweverOftenThePlanIsExecuted() {
        Plan plan = reEmbedding();

        Diary.processOn(server).execute(plan, handingOver());
        ExecutionReport again = Diary.processOn(server).execute(plan, handingOver());

        assertThat(ran).containsExactly("re-embed");
        assertThat(again.applied()).isEmpty();
    }

    @Test
    void codeAloneInAPlanRunsOnceToo() {
        Diary.processOn(server).bootstrap();
        Plan plan = reEmbedding();
        assertThat(plan.steps()).hasSize(1);

        Diary.processOn(server).execute(plan, handingOver());
        Diary.processOn(server).execute(plan, handingOver());

        assertThat(ran).containsExactly("re-embed");
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTED", "CHANGED"})
    void codeThatWasInterruptedIsReportedAsUnknownAndNotRunAgain(Moment moment) {
        Plan plan = reEmbedding();
        killed(plan, moment);
        List<String> before = List.copyOf(ran);

        StepFailed failure = catchThrowableOfType(
                StepFailed.class, () -> Diary.processOn(server).execute(plan, handingOver()));

        assertThat(failure)
                .hasMessageContaining("an earlier run was interrupted in it")
                .hasMessageContaining("Look at the store");
        assertThat(failure.applied()).isEqualTo(7);
        assertThat(ran).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"FINISHED", "COMMITTED"})
    void codeThatWasRecordedBeforeTheKillIsNotRunAgain(Moment moment) {
        Plan plan = reEmbedding();
        killed(plan, moment);

        ExecutionReport report = Diary.processOn(server).execute(plan, handingOver());

        assertThat(ran).containsExactly("re-embed");
        assertThat(report.applied()).isEmpty();
    }

    @Test
    void codeThatFailsIsRunAgainByTheNextRun() {
        Plan plan = reEmbedding();
        server.faults().failAt("8");
        assertThatThrownBy(() -> Diary.processOn(server).execute(plan, handingOver()))
                .isInstanceOf(StepFailed.class);

        Diary.processOn(server).execute(plan, handingOver());

        assertThat(ran).containsExactly("re-embed");
    }

    @Test
    void codeInATransactionThatFailedLaterIsRunAgain() {
        var schema = Diary.processOn(server);
        Plan tables = schema.plan();
        Plan code = withCode(
                new Plan(List.of(), Map.of(), List.of()),
                StoreKind.RELATIONAL,
                "fake-relational",
                Step.Isolation.IN_TRANSACTION);
        Plan plan = new Plan(code.then(tables).steps(), tables.basis(), List.of());
        server.faults().failAt("3");
        assertThatThrownBy(() -> schema.execute(plan, handingOver())).isInstanceOf(StepFailed.class);
        assertThat(server.applied()).isEmpty();

        Diary.processOn(server).execute(plan, handingOver());

        assertThat(ran).containsExactly("re-embed", "re-embed");
        assertThat(server.applied()).isEqualTo(plan.steps());
    }

    private void killed(Plan plan, Moment moment) {
        server.faults().killAt("8", moment);
        assertThatThrownBy(() -> Diary.processOn(server).execute(plan, handingOver()))
                .isInstanceOf(Killed.class);
    }

    private Plan reEmbedding() {
        return withCode(Diary.processOn(server).plan(), StoreKind.VECTORS, "fake-vectors", Step.Isolation.ALONE);
    }

    private static Plan withCode(Plan plan, StoreKind kind, String store, Step.Isolation isolation) {
        var step = new Step(
                "1",
                store,
                new CodeChange(kind, "re-embed", "1"),
                Optional.empty(),
                Risk.NONE,
                isolation,
                new Undo.Impossible("the old vectors are gone"));
        return plan.then(new Plan(List.of(step), Map.of(), List.of()));
    }

    private ExecuteOptions handingOver() {
        return ExecuteOptions.cautious().with(new ReEmbed());
    }

    private final class ReEmbed implements CodeStep<FakeServer> {
        @Override
        public String name() {
            return "re-embed";
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
        public void run(FakeServer context) {
            assertThat(context).isSameAs(server);
            ran.add(name());
        }
    }
}
