package io.whisperschema;

import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;

/** How a migration outside of transactions runs in its turn. */
record AloneRun(Surroundings around, MigrationExecution execution, Movement movement) {
    /** Gives it its turn: one of another store may take long, and tells the record nothing meanwhile. */
    void inTurn(RelationalStore store, History.Work work) {
        if (movement.isOfOtherStore()) {
            store.history().apartGuarded(execution, work);
        } else {
            store.history().apart(execution, work);
        }
    }

    /** Takes back what a run did that was stopped on the way there. */
    void turnBack(History.Turn turn, MigrationRecords records, InterruptedMigration running) {
        AloneWork work = work(turn);
        movement.tell(
                around.listener(),
                () -> OtherRun.of(around, movement, execution, work).turnBack(running, records));
        work.end(records);
    }

    private AloneWork work(History.Turn turn) {
        return new AloneWork(
                turn,
                movement,
                around.migrations().everything(),
                around.relational().dialect().name(),
                around.clock(),
                execution);
    }

    /** Runs it. */
    void run(History.Turn turn, MigrationRecords records) {
        AloneWork work = work(turn);
        movement.tell(around.listener(), () -> {
            if (movement.isOfOtherStore()) {
                OtherRun.of(around, movement, execution, work).run(records);
            } else {
                work.begin(records);
                movement.fixedSteps().forEach(step -> work.run(step, records));
            }
        });
        work.end(records);
    }
}
