package io.whisperschema.spi;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.error.StepFailed;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The run of a plan, as a store sees it. */
public interface Execution {
    /** How the plan may be executed. */
    ExecuteOptions options();

    /** The steps that are going to run, as far as they are known. */
    default List<Step> announced() {
        return List.of();
    }

    /** Whether the announced steps are all that are going to run. */
    default Announcement announcement() {
        return Announcement.COMPLETE;
    }

    /** Whether announced steps are all. */
    enum Announcement {
        /** They are. */
        COMPLETE,
        /** Others follow from what the store holds by then; they may drop tables. */
        MORE_TO_COME
    }

    /**
     * To be called before the first step, under the store's lock, with what the store holds then.
     *
     * @throws io.whisperschema.error.PlanOutdated if that is not what the plan was made for
     */
    void requireBasis(Catalog now);

    /**
     * To be called before each step.
     *
     * @throws io.whisperschema.error.Cancelled if the host asked to stop; the store undoes what is not committed
     */
    void starting(Step step);

    /**
     * To be called now and then within a step that takes long and can be stopped, and gone on with, where it is then.
     *
     * @param done how many points, entries or rows are done
     * @param of how many there are about
     * @throws io.whisperschema.error.Cancelled if the host asked to stop
     * @throws io.whisperschema.error.TimeExceeded if the run has taken longer than it may
     */
    default void progressed(Step step, long done, long of) {}

    /**
     * To be called within a step that goes on although something could not be done as asked, such as what cannot be read and
     * stays as it is. It is heard at once, and in the report once the step is applied. Names keys or ids, never values.
     */
    default void noted(Step step, Finding finding) {}

    /** To be called after each step that was run; in a transaction it is not applied yet. */
    void finished(Step step);

    /**
     * What a journal that is kept in this very store has still to say of the steps that run in it. The store asks before
     * each commit and, of a step outside of transactions, before and after it runs, and writes it in the same transaction:
     * then a step and what the journal says of it are applied together or not at all.
     */
    default List<Journal.Entry> unwritten() {
        return List.of();
    }

    /**
     * To be called by a store that keeps the journal before it writes that a step outside of transactions is about to run, in
     * the same transaction.
     *
     * @param writing what it is about to write
     * @param found what its journal tells of that plan by then, oldest first
     * @throws io.whisperschema.error.PlanOutdated if another run has been at such a step since this one read the journal
     */
    default void requireUnmoved(List<Journal.Entry> writing, List<Journal.Entry> found) {}

    /** To be called when the steps run since the last such call are committed while others are still to come. */
    default void committed() {}

    /** To be called when the steps run since the last commit were rolled back and will be run again. */
    default void undone() {}

    /**
     * The error to throw when a step fails, in words that tell the whole run's state.
     *
     * @param driverSaid the driver's message without row values or credentials
     */
    StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath);

    /** What of the whole run is applied by now, for errors that are none of a step. */
    default Applied applied() {
        return Applied.NOTHING;
    }

    /**
     * What of a run is applied.
     *
     * @param steps how many of its steps
     * @param words which, and which are not, as sentences
     */
    record Applied(int steps, String words) {
        /** Nothing of it. */
        public static final Applied NOTHING = new Applied(0, "Nothing was applied.");
    }

    /** The host code of that name and version, which works on that context. */
    <C> CodeStep<C> code(String name, String version, Class<C> context);

    /** The host's wish to stop, which can stop a statement that is running. */
    default Cancellation cancellation() {
        return new Cancellation();
    }

    /**
     * To be called when a wait for what others hold begins.
     *
     * @param forWhom who holds it, as far as that is known
     */
    default void waiting(Optional<String> forWhom) {}

    /** To be called when such a wait is over and the run goes on. */
    default void waited(Duration howLong, Optional<String> forWhom) {}

    /**
     * To be called now and then while waiting.
     *
     * @throws io.whisperschema.error.Cancelled if the host asked to stop
     * @throws io.whisperschema.error.TimeExceeded if the run has taken longer than it may
     */
    default void stillWaiting() {}

    /** What a failed step left behind on its store. */
    enum Aftermath {
        /** Everything this call did on the store, but for what it told to be {@link #committed}, is rolled back. */
        ROLLED_BACK,
        /** The steps before it stay; the failed one did nothing. */
        EARLIER_STEPS_STAY,
        /** Whether the last transaction was committed is not known. */
        UNKNOWN
    }
}
