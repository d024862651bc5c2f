package io.whisperschema;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.MigrationRecords;

/** A migration of another store in its turn: its steps run there and are on record where the others are. */
sealed interface OtherRun permits VectorRun, CacheRun {
    static OtherRun of(Surroundings around, Movement movement, MigrationExecution execution, AloneWork work) {
        return movement.migration().storeKind() == StoreKind.CACHE
                ? new CacheRun(around, movement, execution, work)
                : new VectorRun(around, movement, execution, work);
    }

    /** All of it; what cannot be is refused before anything is on record. */
    void run(MigrationRecords records);

    /** What was done of it by a run that was stopped on the way there, and what that was at. */
    void turnBack(InterruptedMigration there, MigrationRecords records);

    /** What is left of it behind a run that was stopped or killed. */
    void goOn(InterruptedMigration running);
}
