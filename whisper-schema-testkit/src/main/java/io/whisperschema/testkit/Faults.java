package io.whisperschema.testkit;

import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import java.util.Optional;
import java.util.function.Predicate;

/** What is to go wrong on a {@link FakeServer}. Each fault happens once. Thread-safe. */
public final class Faults {
    private Optional<Predicate<Step>> failing = Optional.empty();
    private Optional<Kill> kill = Optional.empty();
    private Optional<Leaving> leaving = Optional.empty();

    Faults() {}

    /** When a process may be killed. */
    public enum Moment {
        /** The step was announced and has not run. */
        STARTED,
        /** The store has made the change and told nobody; in a transaction it is not applied yet. */
        CHANGED,
        /** The store has told that the step was run; in a transaction it is not applied yet. */
        FINISHED,
        /** The step is applied for good, and the store has not returned. */
        COMMITTED
    }

    /** The step of that id fails as it would for a full disk. */
    public void failAt(String step) {
        failAt(one -> one.id().equals(step));
    }

    /** The first such step fails as it would for a full disk. */
    public synchronized void failAt(Predicate<Step> step) {
        failing = Optional.of(step);
    }

    /** The process dies in the step of that id. */
    public void killAt(String step, Moment moment) {
        killAt(one -> one.id().equals(step), moment);
    }

    /** The process dies in the first such step. */
    public synchronized void killAt(Predicate<Step> step, Moment moment) {
        kill = Optional.of(new Kill(step, moment));
    }

    /** The first such step leaves something as it was, and goes on. */
    public synchronized void leaveAt(Predicate<Step> step, Finding left) {
        leaving = Optional.of(new Leaving(step, left));
    }

    /** Told outside of the lock, as a listener may do anything. */
    void telling(Step step, Execution execution) {
        takeLeft(step).ifPresent(left -> execution.noted(step, left));
    }

    private synchronized Optional<Finding> takeLeft(Step step) {
        Optional<Finding> left = leaving.filter(one -> one.step().test(step)).map(Leaving::left);
        leaving = leaving.filter(one -> left.isEmpty());
        return left;
    }

    synchronized void running(Step step) {
        if (failing.filter(wanted -> wanted.test(step)).isPresent()) {
            failing = Optional.empty();
            throw new IllegalStateException("the disk is full");
        }
    }

    synchronized void reached(Step step, Moment moment) {
        if (kill.filter(wanted -> wanted.moment() == moment && wanted.step().test(step))
                .isPresent()) {
            kill = Optional.empty();
            throw new Killed("killed in step " + step.id() + " on " + step.store() + ", " + moment);
        }
    }

    private record Leaving(Predicate<Step> step, Finding left) {}

    private record Kill(Predicate<Step> step, Moment moment) {}
}
