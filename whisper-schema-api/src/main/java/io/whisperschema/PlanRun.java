package io.whisperschema;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.diff.CacheChange;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.StatementChange;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.ExecuteOptions.AfterFailure;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.StepResult;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.Journal.Event;
import io.whisperschema.spi.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One run of one plan over the stores it names. */
final class PlanRun {
    private final Plan plan;
    private final ExecuteOptions options;
    private final Surroundings around;
    private final RunGuard guard;
    private final PlanJournal journal;
    private final Set<String> touched = new HashSet<>();
    private final Map<String, StepResult> results = new LinkedHashMap<>();
    private final AppliedSteps applied;
    private Optional<Failure> failed = Optional.empty();

    /**
     * A step that failed on a store of which is known what it holds since.
     *
     * @param step which one
     * @param driverSaid why
     * @param cause the driver's error
     */
    private record Failure(Step step, String driverSaid, Throwable cause) {}

    /**
     * @param appliedEarlier how many steps of earlier plans the same call has applied
     */
    PlanRun(Plan plan, ExecuteOptions options, Surroundings around, PlanJournal journal, int appliedEarlier) {
        this.plan = plan;
        this.applied = new AppliedSteps(plan, Collections.unmodifiableSet(results.keySet()), appliedEarlier);
        this.options = options;
        this.around = around;
        this.guard = new RunGuard(around, options);
        this.journal = journal;
    }

    ExecutionReport run() {
        plan.steps().forEach(step -> around.store(step.store()));
        refuseMigrations();
        refuseUnwantedDataLoss();
        refuseWhatCannotResume();
        CodeApart.refuseInPlan(plan, around);
        refuseMissingCode();
        if (!plan.isEmpty()) {
            guard.tell(words(), () -> {
                runGroups();
                return plan;
            });
        }
        return new ExecutionReport(
                plan.steps().stream().map(step -> result(step.id())).toList());
    }

    private String words() {
        return plan.steps().size() == 1
                ? "a plan of 1 step"
                : "a plan of " + plan.steps().size() + " steps";
    }

    private void runGroups() {
        try {
            for (List<Step> group : neighboursOnOneStore()) {
                run(around.store(group.get(0).store()), group);
            }
        } catch (StepFailed failure) {
            throw options.afterFailure() == AfterFailure.STEPS_STAY
                    ? failure
                    : failed.map(what -> compensated(what, failure)).orElse(failure);
        }
    }

    private StepFailed compensated(Failure what, StepFailed failure) {
        var compensation = new Compensation(around, options, journal);
        List<Step> left = compensation.of(resultsSoFar());
        results.keySet().retainAll(left.stream().map(Step::id).toList());
        StepFailed told = failed(
                what.step(),
                what.driverSaid(),
                Optional.of(what.cause()),
                compensation.words(left)
                        + " Fix the cause and run again: the next plan starts from what is there now.");
        Stream.concat(Stream.of(failure.getSuppressed()), compensation.problem().stream())
                .forEach(told::addSuppressed);
        return told;
    }

    private StepResult result(String step) {
        StepResult result = results.get(step);
        if (result == null) {
            throw new IllegalStateException("the store did not report step " + step);
        }
        return result;
    }

    private void refuseMigrations() {
        if (plan.steps().stream().map(Step::change).anyMatch(PlanRun::isOfMigration)) {
            throw new IllegalArgumentException(
                    "This plan only shows what migrations would do, and would leave no record; call migrate().");
        }
    }

    private static boolean isOfMigration(Change change) {
        return change instanceof StatementChange
                || change instanceof CacheChange.RewriteEntries
                || change instanceof VectorChange.Reshape
                || change instanceof VectorChange.RollBack;
    }

    private void refuseUnwantedDataLoss() {
        if (options.dataLoss() == ExecuteOptions.DataLoss.REFUSED
                && !plan.losingData().isEmpty()) {
            throw new DataLossRefused(plan.losingData().stream()
                    .map(step -> step.id() + ". [" + step.store() + "] "
                            + step.change().words())
                    .toList());
        }
    }

    private void refuseWhatCannotResume() {
        for (Step step : plan.steps()) {
            if (!journal.isKept() && step.isolation() == Step.Isolation.ALONE && step.change() instanceof CodeChange) {
                throw new UnsupportedChange(
                        step.store(),
                        step.change().words(),
                        "nothing would remember that it ran, so a killed run could run it twice",
                        "Give WhisperSchema a journal. A SQLite file will do: journal(SqliteStore.open(file).journal()).");
            }
        }
    }

    private void refuseMissingCode() {
        for (Step step : plan.steps()) {
            if (step.change() instanceof CodeChange code
                    && options.code().stream().noneMatch(one -> isNamed(one, code.name(), code.version()))) {
                throw missing(code.name(), code.version(), "");
            }
        }
    }

    private static boolean isNamed(CodeStep<?> step, String name, String version) {
        return step.name().equals(name) && step.version().equals(version);
    }

    private static IllegalArgumentException missing(String name, String version, String context) {
        return new IllegalArgumentException("The plan wants code " + name + " (version " + version + ")" + context
                + "; hand it over with ExecuteOptions.cautious().with(…).");
    }

    private List<List<Step>> neighboursOnOneStore() {
        var groups = new ArrayList<List<Step>>();
        for (Step step : plan.steps()) {
            List<Step> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
            if (last.isEmpty() || !last.get(0).store().equals(step.store())) {
                last = new ArrayList<>();
                groups.add(last);
            }
            last.add(step);
        }
        return groups;
    }

    private void run(Store store, List<Step> group) {
        boolean moved = !touched.add(store.name()) || begunEarlier(store);
        List<Step> pending = moved ? notYetApplied(store, group) : group;
        if (!pending.isEmpty()) {
            around.takeRestorePointIfLosing(store, pending);
            var execution = new Watch(store.name(), moved);
            execute(store, pending, execution);
        }
    }

    private void execute(Store store, List<Step> pending, Watch execution) {
        try {
            store.execute(List.copyOf(pending), execution);
            execution.committed();
        } catch (RuntimeException failure) {
            problemOf(journal::writeRest).ifPresent(failure::addSuppressed);
            throw failure;
        }
        journaled(pending.get(pending.size() - 1), journal::writeRest);
    }

    /** What a journal says of its own failure is true of the journal, not of the run. */
    private void journaled(Step step, Runnable writing) {
        try {
            writing.run();
        } catch (PlanOutdated outdated) {
            throw outdated;
        } catch (RuntimeException failure) {
            throw new StepFailed(
                    step.store(),
                    step.id(),
                    applied.count(),
                    ordinal(step) + " on " + step.store() + " could not be journaled: " + step.action()
                            + "\n  journal said: " + said(failure) + "\n" + applied.inAll()
                            + " Fix the cause and execute the same plan again: it goes on from there.",
                    Optional.of(failure));
        }
    }

    private static String said(RuntimeException failure) {
        return failure instanceof SchemaException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private String ordinal(Step step) {
        return "Step " + step.id() + " of " + plan.steps().size();
    }

    /** What went wrong with the journal while something else had failed, which is what the caller must hear. */
    private static Optional<RuntimeException> problemOf(Runnable writing) {
        try {
            writing.run();
            return Optional.empty();
        } catch (RuntimeException alsoFailed) {
            return Optional.of(alsoFailed);
        }
    }

    /**
     * Whether an earlier run has changed the store. One that shows nothing of the plan has nothing of it, whatever the
     * journal tells: the run was killed before its first change, or the store was emptied since. Only of host code the
     * journal alone can tell.
     */
    private boolean begunEarlier(Store store) {
        List<Step> begun = plan.on(store.name()).stream()
                .filter(step -> journal.before(step).isPresent())
                .toList();
        if (begun.isEmpty()) {
            return false;
        }
        Catalog now = store.inspect();
        if (begun.stream().noneMatch(step -> step.change().stateIn(now) == Change.State.APPLIED)) {
            begun.stream()
                    .filter(step -> step.change().stateIn(now) == Change.State.PENDING)
                    .forEach(journal::forget);
        }
        return begun.stream().anyMatch(step -> journal.before(step).isPresent());
    }

    /** What an interrupted run left to do. A step that was begun and not recorded as done is looked for in the store. */
    private List<Step> notYetApplied(Store store, List<Step> group) {
        Catalog now = store.inspect();
        var pending = new ArrayList<Step>();
        for (Step step : group) {
            switch (stateOf(step, now)) {
                case PENDING -> pending.add(step);
                case APPLIED -> skip(step);
                case UNKNOWN -> throw failed(step, interrupted(), Optional.empty(), nobodyKnows());
            }
        }
        return pending;
    }

    private Change.State stateOf(Step step, Catalog now) {
        return journal.before(step)
                .map(event -> switch (event) {
                    case DONE -> Change.State.APPLIED;
                    case INTENT -> step.change().stateIn(now);
                    case FAILED, UNDONE -> Change.State.PENDING;
                })
                .orElse(Change.State.PENDING);
    }

    private void skip(Step step) {
        results.put(step.id(), new StepResult(step, StepResult.Outcome.ALREADY_APPLIED, Duration.ZERO));
        if (journal.before(step).filter(Event.DONE::equals).isEmpty()) {
            journaled(step, () -> journal.write(step, Event.DONE));
        }
        around.listener().skipped(step);
    }

    /** What became of the steps that were reached, also after an error. */
    List<StepResult> resultsSoFar() {
        return List.copyOf(results.values());
    }

    private static String interrupted() {
        return "an earlier run was interrupted in it, and the store does not show whether it was applied";
    }

    private static String nobodyKnows() {
        return "Look at the store, then make a new plan: it starts from what is there.";
    }

    private StepFailed failed(Step step, String driverSaid, Optional<? extends Throwable> cause, String state) {
        String message = ordinal(step) + " failed on " + step.store() + ": "
                + step.action() + "\n  wanted by: " + step.change().words() + "\n  driver said: " + driverSaid + "\n"
                + state;
        return new StepFailed(step.store(), step.id(), applied.count(), message, cause);
    }

    /** What one call of a store's execute is given. */
    private final class Watch implements Execution {
        private final String store;
        private final boolean basisHasMoved;
        private final Map<String, Long> begun = new HashMap<>();
        private final Map<String, Duration> took = new HashMap<>();
        private final Map<String, List<Finding>> notices = new HashMap<>();
        private final StepEntries entries;

        Watch(String store, boolean basisHasMoved) {
            this.store = store;
            this.entries = new StepEntries(journal, store, Event.DONE, this::count);
            this.basisHasMoved = basisHasMoved;
        }

        private void count(Step step) {
            Duration known = took.getOrDefault(step.id(), Duration.ZERO);
            results.put(
                    step.id(),
                    new StepResult(
                            step, StepResult.Outcome.APPLIED, known, notices.getOrDefault(step.id(), List.of())));
        }

        @Override
        public ExecuteOptions options() {
            return options;
        }

        @Override
        public void requireBasis(Catalog now) {
            String store = around.nameOf(now.kind());
            String basis = plan.basis().get(store);
            if (!basisHasMoved && basis != null && !basis.equals(CatalogFingerprint.of(now))) {
                throw new PlanOutdated(store);
            }
        }

        @Override
        public void starting(Step step) {
            stopIfNecessary("step " + step.id() + " of " + plan.steps().size());
            journaled(step, () -> entries.starting(step));
            around.listener().started(step);
            notices.remove(step.id());
            begun.put(step.id(), System.nanoTime());
        }

        @Override
        public void progressed(Step step, long done, long of) {
            around.tellProgress(step, done, of);
            stopIfNecessary(
                    "the end of step " + step.id() + " of " + plan.steps().size());
        }

        @Override
        public void noted(Step step, Finding finding) {
            notices.computeIfAbsent(step.id(), id -> new ArrayList<>()).add(finding);
            around.listener().noted(step, finding);
        }

        private void stopIfNecessary(String before) {
            if (!guard.allowsToGoOn()) {
                undone();
                guard.stop(before, applied.count(), applied.beforeAndRest());
            }
        }

        @Override
        public Applied applied() {
            return applied.onEachStore();
        }

        @Override
        public Cancellation cancellation() {
            return around.cancellation();
        }

        @Override
        public void waiting(Optional<String> forWhom) {
            around.listener().waiting(store, forWhom);
        }

        @Override
        public void waited(Duration howLong, Optional<String> forWhom) {
            around.listener().waited(store, howLong, forWhom);
        }

        @Override
        public void stillWaiting() {
            stopIfNecessary("the lock of " + store + " was ours");
        }

        @Override
        public void finished(Step step) {
            long now = System.nanoTime();
            Duration duration = Duration.ofNanos(now - begun.getOrDefault(step.id(), now));
            took.put(step.id(), duration);
            journaled(step, () -> entries.finished(step));
            around.listener().finished(step, duration);
            around.listener()
                    .progressed(
                            results.size() + entries.open().size(), plan.steps().size());
        }

        @Override
        public List<Journal.Entry> unwritten() {
            return entries.unwritten();
        }

        @Override
        public void requireUnmoved(List<Journal.Entry> writing, List<Journal.Entry> found) {
            journal.refuseMoved(store, writing, () -> found);
        }

        @Override
        public void committed() {
            journaledOpen(entries::committed);
        }

        @Override
        public void undone() {
            journaledOpen(entries::undone);
        }

        private void journaledOpen(Runnable writing) {
            List<Step> open = entries.open();
            if (!open.isEmpty()) {
                journaled(open.get(open.size() - 1), writing);
            } else {
                writing.run();
            }
        }

        @Override
        public StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath) {
            Optional<RuntimeException> unnoted = problemOf(() -> note(step, aftermath));
            failed = Optional.of(new Failure(step, driverSaid, cause)).filter(known -> aftermath != Aftermath.UNKNOWN);
            around.listener().failed(step, driverSaid);
            String state = aftermath == Aftermath.UNKNOWN
                    ? "Whether the last transaction on " + step.store() + " was committed is not known. "
                            + nobodyKnows()
                    : applied.before() + " Fix the cause and run again: the next plan starts from what is there now.";
            StepFailed failure = failed(step, driverSaid, Optional.of(cause), state);
            unnoted.ifPresent(failure::addSuppressed);
            return failure;
        }

        private void note(Step step, Aftermath aftermath) {
            entries.after(aftermath);
            if (aftermath != Aftermath.UNKNOWN) {
                entries.failed(step);
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public <C> CodeStep<C> code(String name, String version, Class<C> context) {
            for (CodeStep<?> step : options.code()) {
                if (isNamed(step, name, version) && step.context().equals(context)) {
                    return (CodeStep<C>) step;
                }
            }
            throw missing(name, version, " for a " + context.getSimpleName());
        }
    }
}
