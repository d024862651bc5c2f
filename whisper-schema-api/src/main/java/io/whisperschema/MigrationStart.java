package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.List;

/** The start of a relational store that is kept by migrations. */
final class MigrationStart {
    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;
    private final BootstrapOptions options;

    MigrationStart(Surroundings around, SchemaDefinition definition, BootstrapOptions options) {
        this.store = around.relational();
        this.around = around;
        this.definition = definition;
        this.options = options;
    }

    /**
     * What became of the store.
     *
     * @param outcome how it was found
     * @param report what was done to it
     */
    record Started(Outcome outcome, MigrationReport report) {}

    Started run() {
        var run = new MigrationRun(around, MigrateOptions.cautious().executing(options.execute()));
        if (run.isUpToDate()) {
            return new Started(Outcome.UP_TO_DATE, run.nothingToDo());
        }
        Outcome outcome = found();
        MigrationReport report = run.applyAll();
        return new Started(report.migrations().isEmpty() ? Outcome.UP_TO_DATE : outcome, report);
    }

    /** The record is read again behind the catalog: another process may have created both in between. */
    private Outcome found() {
        if (isKnown()) {
            return Outcome.MIGRATED;
        }
        RelationalCatalog now = History.withoutTables(store.inspect());
        if (now.isEmpty()) {
            return Outcome.CREATED;
        }
        if (isKnown()) {
            return Outcome.MIGRATED;
        }
        if (options.strangers() == BootstrapOptions.Strangers.ACCEPTED && !knowsAny(now)) {
            return Outcome.CREATED;
        }
        throw new StoreDiffers(
                store.name(),
                now.tables().stream()
                        .map(table -> "table " + table.name() + ": expected a record of how it came to be, found none")
                        .toList(),
                "If it is at one of your migrations, say so with stamp(…); if these tables are somebody else's, with"
                        + " BootstrapOptions.cautious().besideStrangers().");
    }

    private boolean isKnown() {
        MigrationRecords records = store.history().read();
        return !records.migrations().isEmpty();
    }

    private boolean knowsAny(RelationalCatalog now) {
        List<String> ours = store.spell(definition).tables().stream()
                .map(table -> table.name())
                .toList();
        return now.tables().stream().anyMatch(table -> ours.contains(table.name()));
    }
}
