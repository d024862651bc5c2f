package io.whisperschema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.StepFailed;
import io.whisperschema.spi.Journal;
import io.whisperschema.testkit.FakeJournal;
import io.whisperschema.testkit.FakeServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal that cannot be written while a plan runs. */
class UnwrittenJournalTest {
    private final FakeServer server = new FakeServer();

    @ParameterizedTest(name = "{1} of step {0}: {3}")
    @CsvSource({
        "1, INTENT, 0, Nothing was applied.",
        "2, INTENT, 0, Nothing was applied.",
        "1, DONE,   2, 2 steps are applied.",
        "3, INTENT, 2, 2 steps are applied.",
        "3, DONE,   3, 3 steps are applied.",
        "7, DONE,   7, 7 steps are applied."
    })
    void theErrorTellsWhatIsAppliedAndTheSamePlanGoesOn(
            String step, Journal.Event event, int applied, String sentence) {
        Plan plan = Diary.processOn(server).plan();

        StepFailed failure = catchThrowableOfType(
                StepFailed.class,
                () -> Diary.processWithoutJournal(Diary.schema(), server)
                        .journal(new LockedAt(FakeJournal.over(server), step, event))
                        .execute(plan));

        assertThat(failure)
                .hasMessageContaining(" of 7 on ")
                .hasMessageContaining("\n  journal said: Could not begin on sqlite. Nothing was applied.\n" + sentence)
                .hasCauseInstanceOf(LockTimeout.class);
        assertThat(failure.applied()).isEqualTo(applied);
        assertThat(server.applied()).hasSize(applied);

        Diary.processOn(server).execute(plan);

        assertThat(server.applied()).isEqualTo(plan.steps());
    }

    /**
     * A journal that somebody else holds when that event of that step is to be written.
     *
     * @param journal what it is otherwise
     * @param step the step
     * @param event the event
     */
    private record LockedAt(Journal journal, String step, Event event) implements Journal {
        @Override
        public void append(Entry entry) {
            if (entry.step().equals(step) && entry.event() == event) {
                throw new LockTimeout(
                        "sqlite",
                        Duration.ofSeconds(30),
                        "Could not begin on sqlite. Nothing was applied.",
                        Optional.empty());
            }
            journal.append(entry);
        }

        @Override
        public List<Entry> entries(String plan) {
            return journal.entries(plan);
        }
    }
}
