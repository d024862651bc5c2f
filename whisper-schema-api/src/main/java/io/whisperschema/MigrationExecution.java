package io.whisperschema;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.error.StepFailed;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.CodeOperation;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.report.StepResult;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.History.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a run of migrations tells and hears of its statements. */
final class MigrationExecution implements Execution {
    private static final String GOES_ON = " What was made for it so far stays, and the next run goes on with it.";

    private final String store;
    private final ExecuteOptions options;
    private final Surroundings around;
    private final RunGuard guard;
    private final List<StepResult> applied = new ArrayList<>();
    private final List<StepResult> running = new ArrayList<>();
    private final List<Finding> noted = new ArrayList<>();
    private final Map<String, CodeStep<?>> code = new HashMap<>();
    private final Map<String, CodeStep<?>> otherCode = new HashMap<>();
    private List<Step> announced = List.of();
    private String rest = "";
    private int known;
    private Announcement announcement = Announcement.COMPLETE;
    private int begunSteps;
    private long begun;
    private long filled;
    private Optional<Step> failed = Optional.empty();
    private boolean rehearsing;

    MigrationExecution(String store, ExecuteOptions options, Surroundings around) {
        this.store = store;
        this.options = options;
        this.around = around;
        this.guard = new RunGuard(around, options);
    }

    /** The whole run, told to the listener. */
    <T> T tell(String run, Supplier<T> work) {
        return guard.tell(run, work);
    }

    /** From here on nothing stays, whatever is committed. */
    void rehearse() {
        rehearsing = true;
    }

    /** What is not applied if it ends now, as a sentence. */
    void leaving(String sentence) {
        rest = sentence;
    }

    /** What is going to run next: what typed operations take is known when their turn comes. */
    void announce(List<Movement> movements) {
        List<Movement.Part> parts = movements.stream()
                .flatMap(movement -> movement.parts().stream())
                .toList();
        announced = parts.stream().flatMap(MigrationExecution::steps).toList();
        known = applied.size() + announced.size();
        announcement = parts.stream().anyMatch(Movement.Structure.class::isInstance)
                ? Announcement.MORE_TO_COME
                : Announcement.COMPLETE;
        movements.forEach(movement -> movement.migration().operations().stream()
                .filter(CodeOperation.class::isInstance)
                .map(operation -> ((CodeOperation) operation).step())
                .forEach(step -> code.put(TypedParts.nameOf(movement.migration(), step), step)));
        movements.stream()
                .flatMap(movement -> movement.parts(Movement.OfOtherStore.class).stream())
                .flatMap(part -> part.operation().code().stream())
                .forEach(step -> otherCode.put(ofOther(step.name(), step.version()), step));
    }

    private static String ofOther(String name, String version) {
        return name + " (version " + version + ")";
    }

    private static Stream<Step> steps(Movement.Part part) {
        if (part instanceof Movement.Filling filling) {
            return Stream.of(filling.step());
        }
        return part instanceof Movement.Fixed fixed ? fixed.steps().stream() : Stream.empty();
    }

    /** And these run before them. */
    void announceBefore(List<Step> steps) {
        announced = Stream.concat(steps.stream(), announced.stream()).toList();
        known += steps.size();
    }

    /** Exactly these are going to run. */
    void announceSteps(List<Step> steps) {
        announced = List.copyOf(steps);
        known = applied.size() + announced.size();
        announcement = Announcement.COMPLETE;
    }

    @Override
    public List<Step> announced() {
        return announced;
    }

    @Override
    public Announcement announcement() {
        return announcement;
    }

    /** The step that failed last, if one did. */
    Optional<Step> failed() {
        return failed;
    }

    /** How many steps were begun so far, also if they were taken back. */
    int begunSteps() {
        return begunSteps;
    }

    List<StepResult> results() {
        return List.copyOf(applied);
    }

    @Override
    public ExecuteOptions options() {
        return options;
    }

    /** What the migrations were written for, the record tells. */
    @Override
    public void requireBasis(Catalog now) {}

    @Override
    public void starting(Step step) {
        guard.stop(step.change().words(), lasting(), stays() + rest);
        begunSteps++;
        noted.clear();
        around.listener().started(step);
        begun = System.nanoTime();
    }

    @Override
    public void noted(Step step, Finding finding) {
        noted.add(finding);
        around.listener().noted(step, finding);
    }

    @Override
    public void finished(Step step) {
        var took = Duration.ofNanos(System.nanoTime() - begun);
        running.add(new StepResult(step, StepResult.Outcome.APPLIED, took, noted));
        around.listener().finished(step, took);
        int done = applied.size() + running.size();
        around.listener().progressed(done, Math.max(known, done));
    }

    @Override
    public void progressed(Step step, long done, long of) {
        around.tellProgress(step, done, of);
        guard.stop("the next " + itemsOf(step) + " of " + step.change().words(), lasting(), stays() + rest + GOES_ON);
    }

    private static String itemsOf(Step step) {
        return step.change().kind() == StoreKind.CACHE ? "entries" : "points";
    }

    /** A batch is applied, and the next may come. */
    void filled(Step step, long rows, long done, long of) {
        filled += rows;
        around.listener().rowsFilled(step, done, of);
        guard.stop("the next rows of " + step.change().words(), lasting(), stays() + rest);
    }

    /** The error of a batch that filled nothing, which is rolled back. */
    StepFailed endless(Step step, Batch batch) {
        String problem = batch.unfilled() + " of the " + batch.rows()
                + " rows of a batch meet the condition still, so it would never end";
        around.listener().failed(step, problem);
        return new StepFailed(
                store,
                step.id(),
                lasting(),
                step.change().words() + " stopped on " + store + ": " + step.action() + "\n  " + problem
                        + ". Set what the condition asks for, or leave such rows out of it.\n" + stays() + rest,
                Optional.empty());
    }

    @Override
    public Applied applied() {
        return new Applied(lasting(), stays() + rest);
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
        guard.stop("the lock of " + store + " was ours", lasting(), stays() + rest);
    }

    @Override
    public void committed() {
        applied.addAll(running);
        running.clear();
    }

    @Override
    public void undone() {
        running.clear();
    }

    @Override
    public StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath) {
        failed = Optional.of(step).filter(one -> aftermath != Aftermath.UNKNOWN);
        around.listener().failed(step, driverSaid);
        return new StepFailed(
                step.store(),
                step.id(),
                lasting(),
                step.change().words() + " failed on " + step.store() + ": " + step.action() + "\n  driver said: "
                        + driverSaid + "\n" + state(step, aftermath),
                Optional.of(cause));
    }

    private String state(Step step, Aftermath aftermath) {
        if (step.change().kind() != StoreKind.RELATIONAL) {
            return stays() + rest + GOES_ON + " Fix the cause and run again.";
        }
        return aftermath == Aftermath.UNKNOWN
                ? "Whether the last transaction on " + store
                        + " was committed is not known. Run it again: it looks first."
                : stays() + rest + " Fix the cause and run again.";
    }

    /** How many statements stay. */
    private int lasting() {
        return rehearsing ? 0 : applied.size();
    }

    private String stays() {
        if (rehearsing) {
            return "Nothing was applied.";
        }
        String statements = switch (applied.size()) {
            case 0 -> filled > 0 ? "" : "Nothing was applied.";
            case 1 -> "1 statement before it is applied.";
            default -> "The " + applied.size() + " statements before it are applied.";
        };
        return filled > 0
                ? (statements + " " + filled + " rows are filled and stay; the next run goes on with the others.")
                        .strip()
                : statements;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C> CodeStep<C> code(String name, String version, Class<C> context) {
        CodeStep<?> step = otherCode.getOrDefault(ofOther(name, version), code.get(name));
        if (step == null || !step.context().equals(context)) {
            throw new IllegalArgumentException("The code " + name + " wants to work on "
                    + (step == null ? "nothing known" : "a " + step.context().getName()) + "; " + store + " has a "
                    + context.getName() + ".");
        }
        return (CodeStep<C>) step;
    }
}
