package io.whisperschema;

import io.whisperschema.error.Cancelled;
import io.whisperschema.error.TimeExceeded;
import io.whisperschema.error.TimeExceeded.Budget;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.spi.ProgressListener;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether one run is still wanted and has time left, and what is told of it as a whole. */
final class RunGuard {
    private final Surroundings around;
    private final ExecuteOptions options;
    private final long begun = System.nanoTime();

    RunGuard(Surroundings around, ExecuteOptions options) {
        this.around = around;
        this.options = options;
    }

    /** Does the work, telling the listener before and after. */
    <T> T tell(String run, Supplier<T> work) {
        ProgressListener listener = around.listener();
        listener.runStarted(run);
        T outcome;
        try {
            outcome = work.get();
        } catch (RuntimeException failure) {
            listener.runFailed(run, took(), failure);
            throw failure;
        }
        listener.runFinished(run, took());
        return outcome;
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    boolean allowsToGoOn() {
        return !around.cancellation().isCancelled() && !isOver();
    }

    private boolean isOver() {
        return options.runTime().filter(limit -> took().compareTo(limit) > 0).isPresent();
    }

    /**
     * Refuses to go on.
     *
     * @param before what is next
     * @param applied how many steps are applied
     * @param state what that means, as sentences
     */
    void stop(String before, int applied, String state) {
        if (around.cancellation().isCancelled()) {
            throw new Cancelled(applied, "Stopped before " + before + ", as asked. " + state);
        }
        if (isOver()) {
            Duration limit = options.runTime().orElseThrow();
            throw new TimeExceeded(
                    Budget.RUN,
                    limit,
                    applied,
                    "Stopped before " + before + ": the run has taken longer than " + limit.toMillis() + " ms. " + state
                            + " Run it again with more time: ExecuteOptions.cautious().limitingRunsTo(…).",
                    Optional.empty());
        }
    }
}
