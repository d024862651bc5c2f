package io.whisperschema;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.diff.Change;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.Journal.Event;
import io.whisperschema.spi.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way back of a run of which a step failed: what is applied is undone, the last step first, until one has no way back. */
final class Compensation {
    private final Surroundings around;
    private final ExecuteOptions options;
    private final PlanJournal journal;
    private final List<Step> undone = new ArrayList<>();
    private Optional<SchemaException> problem = Optional.empty();

    Compensation(Surroundings around, ExecuteOptions options, PlanJournal journal) {
        this.around = around;
        this.options = options;
        this.journal = journal;
    }

    /** Undoes these, given in the order in which they were applied; what remains of them. */
    List<Step> of(List<Step> applied) {
        List<Step> left = new ArrayList<>(applied);
        while (problem.isEmpty() && !left.isEmpty() && back(last(left)).isPresent()) {
            undo(neighbours(left));
            left.removeAll(undone);
        }
        return left;
    }

    private static Step last(List<Step> steps) {
        return steps.get(steps.size() - 1);
    }

    /** The last ones of one store that have a way back, the last first. */
    private static List<Step> neighbours(List<Step> left) {
        var reversed = new ArrayList<>(left);
        Collections.reverse(reversed);
        String store = reversed.get(0).store();
        return reversed.stream()
                .takeWhile(step -> step.store().equals(store) && back(step).isPresent())
                .toList();
    }

    private static Optional<Step> back(Step step) {
        if (step.undo() instanceof Undo.ByStatement by) {
            return Optional.of(back(step, new Undoing(step.change()), Optional.of(by.statement())));
        }
        return step.undo() instanceof Undo.ByChange by
                ? Optional.of(back(step, by.change(), Optional.empty()))
                : Optional.empty();
    }

    private static Step back(Step step, Change change, Optional<String> statement) {
        return new Step(
                step.id(),
                step.store(),
                change,
                statement,
                step.risk(),
                step.isolation(),
                new Undo.Impossible("it is undone already"));
    }

    private void undo(List<Step> steps) {
        Store store = around.store(steps.get(0).store());
        var watch = new Watch(store, steps);
        try {
            store.execute(steps.stream().flatMap(step -> back(step).stream()).toList(), watch);
            watch.committed();
            journal.writeRest();
        } catch (SchemaException failure) {
            problem = Optional.of(failure);
        }
    }

    /** What there is to say, as sentences. */
    String words(List<Step> left) {
        String undoneOnes = undone.isEmpty() ? "" : "Undone: " + ids(undone) + ". ";
        if (left.isEmpty()) {
            return undoneOnes + "Nothing of the plan is applied.";
        }
        return undoneOnes
                + problem.map(failure -> "Undoing step " + last(left).id() + " failed: " + failure.getMessage() + "\n")
                        .orElseGet(() -> noWayBack(last(left)))
                + "Applied: " + ids(left) + ".";
    }

    private static String noWayBack(Step step) {
        String reason = step.undo() instanceof Undo.Impossible impossible ? ": " + impossible.reason() : "";
        return "Step " + step.id() + " has no way back" + reason + ". ";
    }

    private static String ids(List<Step> steps) {
        return (steps.size() == 1 ? "step " : "steps ")
                + steps.stream().map(Step::id).collect(Collectors.joining(", "));
    }

    /** What stopped it, if something failed. */
    Optional<SchemaException> problem() {
        return problem;
    }

    /** What one call of a store's execute is given. */
    private final class Watch implements Execution {
        private final List<Step> steps;
        private final List<Step> open = new ArrayList<>();
        private final StepEntries entries;

        Watch(Store store, List<Step> steps) {
            this.steps = steps;
            this.entries = new StepEntries(journal, store.name(), Event.UNDONE);
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
        }

        @Override
        public void finished(Step step) {
            Step original = original(step);
            entries.finished(original);
            if (original.isolation() == Step.Isolation.ALONE) {
                isUndone(original);
            } else {
                open.add(original);
            }
        }

        private Step original(Step step) {
            return steps.stream()
                    .filter(one -> one.id().equals(step.id()))
                    .findFirst()
                    .orElseThrow();
        }

        private void isUndone(Step step) {
            undone.add(step);
            around.listener().undone(step);
        }

        @Override
        public List<Journal.Entry> unwritten() {
            return entries.unwritten();
        }

        @Override
        public void committed() {
            open.forEach(this::isUndone);
            open.clear();
            entries.committed();
        }

        @Override
        public void undone() {
            open.clear();
            entries.undone();
        }

        @Override
        public StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath) {
            return new StepFailed(
                    step.store(), step.id(), 0, step.action() + "\n  driver said: " + driverSaid, Optional.of(cause));
        }

        @Override
        public <C> CodeStep<C> code(String name, String version, Class<C> context) {
            throw new IllegalStateException("the way back from code is not known: " + name);
        }
    }
}
