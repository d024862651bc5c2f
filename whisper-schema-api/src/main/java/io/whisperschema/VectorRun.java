package io.whisperschema;

import io.whisperschema.VectorTasks.Need;
import io.whisperschema.VectorTasks.Task;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.diff.Change.State;
import io.whisperschema.diff.VectorChange.Reshape;
import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.InterruptedMigration.Next;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.VectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A migration of collections in its turn: its steps run on the vector store and are on record where the others are. */
final class VectorRun {
    private final Surroundings around;
    private final VectorStore vectors;
    private final Movement movement;
    private final MigrationExecution execution;
    private final AloneWork work;
    private final VectorTasks tasks;
    private final List<String> done = new ArrayList<>();
    private boolean goesOn;
    private Optional<String> inDoubt = Optional.empty();

    VectorRun(Surroundings around, Movement movement, MigrationExecution execution, AloneWork work) {
        this.around = around;
        this.vectors = around.vectors();
        this.movement = movement;
        this.execution = execution;
        this.work = work;
        this.tasks = new VectorTasks(vectors, around.migrations().everything(), movement);
    }

    /** All of it; what cannot be is refused before anything is on record. */
    void run(MigrationRecords records) {
        List<Step> known = new VectorForecast(around).of(movement);
        movement.refuseUnwantedLoss(known, execution.options());
        execution.announceSteps(known);
        around.takeRestorePointIfLosing(vectors, known);
        work.begin(records);
        perform();
    }

    /** What was done of it by a run that was stopped on the way there, and what that was at. */
    void turnBack(InterruptedMigration there, MigrationRecords records) {
        List<Task> begun = movement.points().stream()
                .flatMap(points -> begun(points, there).stream())
                .toList();
        work.begin(records, begun.stream().findFirst().map(Task::words));
        VectorCatalog now = vectors.inspect();
        begun.forEach(task -> perform(tasks.steps(task, now)));
    }

    private List<Task> begun(Movement.Points points, InterruptedMigration there) {
        VectorCatalog now = vectors.inspect();
        return Stream.concat(VectorTasks.begun(points, there.begun()).stream(), VectorTasks.of(points, now).stream())
                .distinct()
                .filter(task -> isBegun(new Reshape(task.recipe()), there, now))
                .toList();
    }

    private static boolean isBegun(Reshape change, InterruptedMigration there, VectorCatalog now) {
        return change.stateIn(now) == State.APPLIED
                || (there.next() == Next.IN_DOUBT && change.words().equals(there.begun()));
    }

    /** What is left of it behind a run that was stopped or killed: where that was the store knows. */
    void goOn(InterruptedMigration running) {
        goesOn = true;
        inDoubt = Optional.of(running.begun()).filter(words -> running.next() == Next.IN_DOUBT);
        perform();
    }

    private void perform() {
        movement.points().forEach(this::perform);
    }

    private void perform(Movement.Points points) {
        VectorCatalog now = vectors.inspect();
        tasks(points, now).forEach(task -> perform(task, now));
    }

    private List<Task> tasks(Movement.Points points, VectorCatalog now) {
        return Stream.concat(
                        inDoubt.flatMap(words -> VectorTasks.begun(points, words)).stream(),
                        VectorTasks.of(points, now).stream())
                .distinct()
                .toList();
    }

    private void perform(Task task, VectorCatalog now) {
        switch (need(task, now)) {
            case PENDING -> perform(tasks.steps(task, now));
            case DONE -> around.listener().skipped(step(task));
            case NOTHING_THERE -> work.found(task.words() + ": nothing was there");
        }
    }

    /** What was begun may not be where clients reach it; the store knows where it is. */
    private Need need(Task task, VectorCatalog now) {
        Need need = tasks.need(task, now);
        if (inDoubt.filter(task.words()::equals).isPresent()) {
            return need == Need.NOTHING_THERE ? Need.PENDING : need;
        }
        return isTakenBack(task, now) ? Need.DONE : need;
    }

    private boolean isTakenBack(Task task, VectorCatalog now) {
        return goesOn && movement.way() == Way.BACK && new Reshape(task.recipe()).stateIn(now) == State.PENDING;
    }

    private void perform(List<Step> steps) {
        movement.refuseUnwantedLoss(steps, execution.options());
        for (Step step : steps) {
            work.run(step, vectors, done);
            done.add(step.change().words());
        }
    }

    private Step step(Task task) {
        return new Step(
                movement.migration().id() + ":" + task.number(),
                vectors.name(),
                task.operation().change(task.recipe()),
                Optional.empty(),
                Risk.NONE,
                Step.Isolation.ALONE,
                new Undo.Impossible("a migration is taken back as a whole"));
    }
}
