package io.whisperschema;

import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.time.Clock;
import java.util.Optional;

/** The entry in the journal that tells of a run that failed, whose own transaction was rolled back. */
record FailureEntry(RelationalStore store, MigrationExecution execution, Clock clock) {
    /**
     * The failure itself is the one to tell, also where nothing can be written. A database without a record stays empty, and
     * what others are in the middle of is theirs alone to write of.
     */
    void write(Optional<MigrationId> migration, String detail, RuntimeException failure) {
        HistoryWrite write = HistoryWrite.at(clock.instant()).journaling(Kind.FAILED, migration, detail);
        try {
            store.history().together(execution, turn -> writeTo(turn, write));
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private static void writeTo(History.Turn turn, HistoryWrite write) {
        MigrationRecords records = turn.records();
        if (records.state().isPresent() && !records.isRunning()) {
            turn.write(write);
        }
    }
}
