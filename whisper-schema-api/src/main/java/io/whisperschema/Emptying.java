package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.History;
import java.util.List;
import java.util.Optional;

/**
 * What makes a store one in which migrations have not run yet.
 *
 * @param store which store
 * @param found what was there when these steps were planned
 * @param steps the steps that destroy what is there
 * @param migrations those that go off the record
 * @param restorePoint what is kept of it
 */
record Emptying(String store, RelationalCatalog found, List<Step> steps, Migrations migrations, String restorePoint) {
    Emptying {
        steps = List.copyOf(steps);
    }

    /**
     * Does it, and says so in the journal, which stays; so does what a profile leaves out, which is said anew.
     *
     * @throws PlanOutdated if others have changed meanwhile what is there
     */
    void in(History.Turn turn, HistoryWrite begun) {
        if (!CatalogFingerprint.of(turn.catalog()).equals(CatalogFingerprint.of(found))) {
            throw new PlanOutdated(store);
        }
        MigrationRecords records = turn.records();
        steps.forEach(turn::run);
        HistoryWrite write = begun.journaling(Kind.REBUILT, Optional.empty(), restorePoint);
        for (RecordedMigration recorded : records.migrations()) {
            write = migrations.find(recorded.id()).isPresent()
                    ? write.forgetting(recorded.id())
                    : write.journaling(Kind.STAMPED, Optional.of(recorded.id()), recorded.name());
        }
        for (String repeated : records.repeated().keySet()) {
            write = write.journaling(Kind.FORGOTTEN, Optional.empty(), repeated);
        }
        turn.write(write.setting(HistoryState.clean(records.after(write).digest())));
    }
}
