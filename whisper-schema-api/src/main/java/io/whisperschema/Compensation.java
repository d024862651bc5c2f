package io.whisperschema;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.diff.Change;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.report.StepResult;
import io.whisperschema.report.StepResult.Outcome;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.Journal.Event;
import io.whisperschema.spi.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way back of a run of which a step failed: what it has applied is undone, the last step first, until one has no way back.
 * What an earlier run has applied stays, since the host may have worked with it since.
 */
final class Compensation {
    private final Surroundings around;
    private final ExecuteOptions options;
    private final PlanJournal journal;
    private final List<Step> earlier = new ArrayList<>();
    private final List<Step> undone = new ArrayList<>();
    private final List<Step> inDoubt = new ArrayList<>();
    private Optional<Problem> problem = Optional.empty();
    private int told;

    /**
     * What stopped it.
     *
     * @param failure the error
     * @param step the step whose undoing failed, if it was that
     */
    private record Problem(RuntimeException failure, Optional<Step> step) {
        String words() {
            String said =
                    failure instanceof SchemaException ? String.valueOf(failure.getMessage()) : failure.toString();
            return step.map(one -> "Undoing step " + one.id() + " failed: ").orElse("Undoing went no further: ")
                    + said
                    + "\n";
        }
    }

    Compensation(Surroundings around, ExecuteOptions options, PlanJournal journal) {
        this.around = around;
        this.options = options;
        this.journal = journal;
    }

    /** Undoes what the run has applied, given in its order; the steps that stay for certain. */
    List<Step> of(List<StepResult> results) {
        List<Step> left = new ArrayList<>();
        for (StepResult result : results) {
            left.add(result.step());
            if (result.outcome() == Outcome.ALREADY_APPLIED) {
                earlier.add(result.step());
            }
        }
        while (problem.isEmpty() && !left.isEmpty() && back(last(left)).isPresent()) {
            undo(neighbours(left));
            left.removeAll(undone);
            left.removeAll(inDoubt);
        }
        return left;
    }

    private static Step last(List<Step> steps) {
        return steps.get(steps.size() - 1);
    }

    /** The last ones of one store that have a way back, the last first. */
    private List<Step> neighbours(List<Step> left) {
        var reversed = new ArrayList<>(left);
        Collections.reverse(reversed);
        String store = reversed.get(0).store();
        return reversed.stream()
                .takeWhile(step -> step.store().equals(store) && back(step).isPresent())
                .toList();
    }

    private Optional<Step> back(Step step) {
        if (earlier.contains(step)) {
            return Optional.empty();
        }
        if (step.undo() instanceof Undo.ByStatement by) {
            return Optional.of(back(step, new Undoing(step.change()), Optional.of(by.statement())));
        }
        return step.undo() instanceof Undo.ByChange by
                ? Optional.of(back(step, by.change(), Optional.empty()))
                : Optional.empty();
    }

    /** What was written meanwhile to what the step has made goes with it. */
    private static Step back(Step step, Change change, Optional<String> statement) {
        return new Step(
                step.id(),
                step.store(),
                change,
                statement,
                step.risk().with(Danger.MAY_LOSE_DATA),
                step.isolation(),
                new Undo.Impossible("it is undone already"));
    }

    private void undo(List<Step> steps) {
        Store store = around.store(steps.get(0).store());
        var watch = new Watch(store, steps);
        List<Step> backwards =
                steps.stream().flatMap(step -> back(step).stream()).toList();
        try {
            around.takeRestorePointIfLosing(store, backwards);
            store.execute(backwards, watch);
            watch.committed();
            journal.writeRest();
        } catch (RuntimeException failure) {
            problem = Optional.of(new Problem(failure, watch.failed));
            inDoubt.addAll(watch.leftBy(failure));
            noting(failure, journal::writeRest);
        }
    }

    /** What goes wrong while an error is on its way must not hide it. */
    private static void noting(RuntimeException failure, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** What there is to say, as sentences. */
    String words(List<Step> left) {
        return (undone.isEmpty() ? "" : "Undone: " + ids(undone) + ". ")
                + end(left)
                + Stream.of(doubt(), stays(left))
                        .filter(sentence -> !sentence.isEmpty())
                        .collect(Collectors.joining(" "));
    }

    private String end(List<Step> left) {
        return problem.map(Problem::words).orElseGet(() -> left.isEmpty() ? "" : noWayBack(last(left)));
    }

    private String doubt() {
        return inDoubt.isEmpty()
                ? ""
                : "Whether " + ids(inDoubt) + " of " + inDoubt.get(0).store() + (inDoubt.size() == 1 ? " is" : " are")
                        + " undone is not known.";
    }

    private String stays(List<Step> left) {
        if (left.isEmpty()) {
            return inDoubt.isEmpty() ? "Nothing of the plan is applied." : "";
        }
        return "Applied: " + ids(left) + ".";
    }

    private String noWayBack(Step step) {
        if (earlier.contains(step)) {
            return "Step " + step.id() + " was applied by an earlier run and stays. ";
        }
        String reason = step.undo() instanceof Undo.Impossible impossible ? ": " + impossible.reason() : "";
        return "Step " + step.id() + " has no way back" + reason + ". ";
    }

    static String ids(List<Step> steps) {
        return (steps.size() == 1 ? "step " : "steps ")
                + steps.stream().map(Step::id).collect(Collectors.joining(", "));
    }

    /** What stopped it, if something failed. */
    Optional<RuntimeException> problem() {
        return problem.map(Problem::failure);
    }

    /** The listener may throw: each is counted before. */
    private void tellUndone() {
        while (told < undone.size()) {
            told++;
            around.listener().undone(undone.get(told - 1));
        }
    }

    /** What one call of a store's execute is given. */
    private final class Watch implements Execution {
        private final List<Step> steps;
        private final List<Step> begun = new ArrayList<>();
        private final StepEntries entries;
        private Optional<Step> failed = Optional.empty();

        Watch(Store store, List<Step> steps) {
            this.steps = steps;
            this.entries = new StepEntries(journal, store.name(), Event.UNDONE, undone::add);
        }

        @Override
        public ExecuteOptions options() {
            return options;
        }

        /** It is as this very run has left it. */
        @Override
        public void requireBasis(Catalog now) {}

        @Override
        public void starting(Step step) {
            entries.starting(original(step));
            begun.add(original(step));
        }

        @Override
        public void finished(Step step) {
            entries.finished(original(step));
            tellUndone();
        }

        private Step original(Step step) {
            return steps.stream()
                    .filter(one -> one.id().equals(step.id()))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public List<Journal.Entry> unwritten() {
            return entries.unwritten();
        }

        @Override
        public Applied applied() {
            return new Applied(0, "Nothing more was undone.");
        }

        @Override
        public void committed() {
            begun.clear();
            entries.committed();
            tellUndone();
        }

        @Override
        public void undone() {
            begun.clear();
            entries.undone();
        }

        @Override
        public StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath) {
            var failure = new StepFailed(
                    step.store(), step.id(), 0, step.action() + "\n  driver said: " + driverSaid, Optional.of(cause));
            failed = Optional.of(original(step));
            if (aftermath == Aftermath.UNKNOWN) {
                inDoubt.addAll(entries.open().isEmpty() ? List.of(original(step)) : entries.open());
            } else {
                noting(failure, () -> settle(aftermath));
            }
            return failure;
        }

        private void settle(Aftermath aftermath) {
            entries.after(aftermath);
            tellUndone();
        }

        /** A store that says what failed says what it left; of another's error nobody knows. */
        private List<Step> leftBy(RuntimeException failure) {
            return failed.isPresent() || failure instanceof SchemaException
                    ? List.of()
                    : begun.stream().filter(step -> !undone.contains(step)).toList();
        }

        @Override
        public <C> CodeStep<C> code(String name, String version, Class<C> context) {
            throw new IllegalStateException("the way back from code is not known: " + name);
        }
    }
}
