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
import io.whisperschema.spi.VectorStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A migration of collections in its turn: its steps run on the vector store and are on record where the others are. */
final class VectorRun implements OtherRun {
    private final Surroundings around;
    private final VectorStore vectors;
    private final Movement movement;
    private final OtherWork work;
    private final VectorTasks tasks;
    private boolean goesOn;
    private Optional<String> inDoubt = Optional.empty();

    VectorRun(Surroundings around, Movement movement, MigrationExecution execution, AloneWork work) {
        this.around = around;
        this.vectors = around.vectors();
        this.movement = movement;
        this.work = new OtherWork(around, vectors, movement, execution, work);
        this.tasks = new VectorTasks(vectors, around.migrations().everything(), movement);
    }

    @Override
    public void run(MigrationRecords records) {
        work.begin(new VectorForecast(around).of(movement), records);
        perform();
    }

    @Override
    public void turnBack(InterruptedMigration there, MigrationRecords records) {
        List<Task> begun = movement.parts(Movement.Points.class).stream()
                .flatMap(points -> begun(points, there).stream())
                .toList();
        work.begin(records, begun.stream().findFirst().map(Task::words));
        VectorCatalog now = vectors.inspect();
        begun.forEach(task -> work.perform(tasks.steps(task, now)));
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

    /** Where the run before it was the store knows. */
    @Override
    public void goOn(InterruptedMigration running) {
        goesOn = true;
        inDoubt = Optional.of(running.begun()).filter(words -> running.next() == Next.IN_DOUBT);
        perform();
    }

    private void perform() {
        movement.parts(Movement.Points.class).forEach(this::perform);
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
            case PENDING -> work.perform(tasks.steps(task, now));
            case DONE -> work.skip(task.number(), task.operation().change(task.recipe()));
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
}
