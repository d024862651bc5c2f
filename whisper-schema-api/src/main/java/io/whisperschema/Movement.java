package io.whisperschema;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import io.whisperschema.migration.Script;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One migration there or back.
 *
 * @param migration which one
 * @param way there or back
 * @param steps its statements
 */
record Movement(Migration migration, Way way, List<Step> steps) {
    Movement {
        steps = List.copyOf(steps);
    }

    static Movement there(RelationalStore store, Migrations migrations, Migration migration) {
        Script script = new MigrationScripts(store.dialect(), migrations).forward(migration);
        return new Movement(migration, Way.THERE, MigrationSteps.of(store, migration, script, Way.THERE));
    }

    /**
     * The way back.
     *
     * @throws UnsupportedChange if there is none
     */
    static Movement back(RelationalStore store, Migrations migrations, Migration migration) {
        Script script = new MigrationScripts(store.dialect(), migrations)
                .back(migration)
                .orElseThrow(() -> new UnsupportedChange(
                        store.name(),
                        "take back migration " + migration.line(),
                        "it has no way back",
                        "Write one under a line -- down, or put things right with a new migration."));
        return new Movement(migration, Way.BACK, MigrationSteps.of(store, migration, script, Way.BACK));
    }

    boolean isAlone() {
        return migration.directives().isolation() == Isolation.ALONE;
    }

    boolean isDoneIn(MigrationRecords records) {
        return records.find(migration.id()).isPresent() == (way == Way.THERE);
    }

    /** What it would lose, unless it says itself that it may. */
    Stream<String> losses() {
        return steps.stream()
                .filter(step -> migration.directives().dataLoss() == DataLoss.REFUSED)
                .filter(step -> step.risk().losesData())
                .map(step -> step.change().words() + ": " + step.action());
    }

    /** What is written when it is done. */
    HistoryWrite writtenTo(HistoryWrite write, DialectName dialect) {
        if (way == Way.BACK) {
            return write.forgetting(migration.id())
                    .journaling(Kind.UNDONE, Optional.of(migration.id()), migration.name());
        }
        return write.recording(RecordedMigration.of(migration, migration.checksum(dialect), write.at(), Origin.APPLIED))
                .journaling(Kind.DONE, Optional.of(migration.id()), migration.name());
    }
}
