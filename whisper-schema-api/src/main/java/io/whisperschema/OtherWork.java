package io.whisperschema;

import io.whisperschema.diff.Change;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The work of a migration on a store beside the relational one, which keeps the record of it. */
final class OtherWork {
    private final Surroundings around;
    private final Store store;
    private final Movement movement;
    private final MigrationExecution execution;
    private final AloneWork work;
    private final List<String> done = new ArrayList<>();

    OtherWork(Surroundings around, Store store, Movement movement, MigrationExecution execution, AloneWork work) {
        this.around = around;
        this.store = store;
        this.movement = movement;
        this.execution = execution;
        this.work = work;
    }

    /** What of the known steps may not be is refused before anything is on record. */
    void begin(List<Step> known, MigrationRecords records) {
        movement.refuseUnwantedLoss(known, execution.options());
        execution.announceSteps(known);
        around.takeRestorePointIfLosing(store, known);
        work.begin(records);
    }

    /** And a step of it at once, which is in doubt from then on. */
    void begin(MigrationRecords records, Optional<String> words) {
        work.begin(records, words);
    }

    void perform(List<Step> steps) {
        movement.refuseUnwantedLoss(steps, execution.options());
        for (Step step : steps) {
            work.run(step, store, done);
            done.add(step.change().words());
        }
    }

    /** Tells of what is done already. */
    void skip(int number, Change change) {
        around.listener().skipped(new OtherSteps(store, movement).done(number, change));
    }

    /** Puts on record what the store shows without a step. */
    void found(String words) {
        work.found(words);
    }
}
