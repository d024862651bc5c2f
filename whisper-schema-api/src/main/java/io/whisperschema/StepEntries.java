package io.whisperschema;

import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.spi.Execution.Aftermath;
import io.whisperschema.spi.Journal.Entry;
import io.whisperschema.spi.Journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What becomes of the steps of one call of a store: open until their transaction is committed, counted then, and told to
 * the journal, which the store may write in its own transactions.
 */
final class StepEntries {
    private final PlanJournal journal;
    private final Writer writer;
    private final Event outcome;
    private final Consumer<Step> count;
    private final List<Step> open = new ArrayList<>();
    private Open said = Open.UNSAID;

    /**
     * @param outcome what the journal is to say of a step that was run
     * @param count counts a step that was run and stays, before the journal hears of it
     */
    StepEntries(PlanJournal journal, String store, Event outcome, Consumer<Step> count) {
        this.journal = journal;
        this.writer = journal.isKeptBy(store) ? Writer.THE_STORE : Writer.OURSELVES;
        this.outcome = outcome;
        this.count = count;
    }

    private enum Writer {
        OURSELVES,
        THE_STORE
    }

    /** Whether the store has asked for what there is to say of the transaction that is open. */
    private enum Open {
        UNSAID,
        SAID
    }

    /** A step in a transaction of the very store that keeps the journal is never in doubt. */
    void starting(Step step) {
        if (writer == Writer.OURSELVES || step.isolation() == Isolation.ALONE) {
            record(step, Event.INTENT);
        }
    }

    void finished(Step step) {
        if (step.isolation() == Isolation.ALONE) {
            count.accept(step);
            record(step, outcome);
        } else {
            open.add(step);
        }
    }

    /** What the store is to write in the transaction that is open. */
    List<Entry> unwritten() {
        if (writer == Writer.OURSELVES) {
            return List.of();
        }
        var entries = new ArrayList<>(journal.taken());
        open.forEach(step -> entries.add(journal.entry(step, outcome)));
        said = Open.SAID;
        return entries;
    }

    void committed() {
        List<Step> committed = closed();
        committed.forEach(count);
        if (said == Open.UNSAID) {
            committed.forEach(step -> record(step, outcome));
        }
        said = Open.UNSAID;
    }

    /** What the transaction had run is not applied, so of host code in it the journal must not leave a doubt. */
    void undone() {
        List<Step> undone = closed();
        if (writer == Writer.OURSELVES && outcome == Event.DONE) {
            undone.forEach(step -> record(step, Event.FAILED));
        }
        said = Open.UNSAID;
    }

    /** Some step failed, and left that. */
    void after(Aftermath aftermath) {
        switch (aftermath) {
            case ROLLED_BACK -> undone();
            case EARLIER_STEPS_STAY -> committed();
            case UNKNOWN -> {
                // What is open may be committed or not: that is for the next run to find out.
            }
        }
    }

    /** Those whose transaction is open. */
    List<Step> open() {
        return List.copyOf(open);
    }

    private List<Step> closed() {
        List<Step> closed = List.copyOf(open);
        open.clear();
        return closed;
    }

    /** The step did nothing. */
    void failed(Step step) {
        record(step, Event.FAILED);
    }

    private void record(Step step, Event event) {
        if (writer == Writer.THE_STORE) {
            journal.leaveToKeeper(step, event);
        } else {
            journal.write(step, event);
        }
    }
}
