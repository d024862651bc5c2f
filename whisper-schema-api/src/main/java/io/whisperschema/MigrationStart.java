package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;

/** The start of a relational store that is kept by migrations. */
final class MigrationStart {
    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;
    private final BootstrapOptions options;
    private final List<MigrationReport> reports = new ArrayList<>();
    private boolean created;

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
     * @param reports what was done to its migrations
     */
    record Started(Outcome outcome, List<MigrationReport> reports) {}

    Started run() {
        var run = new MigrationRun(around, migrateOptions());
        if (run.isUpToDate()) {
            return new Started(Outcome.UP_TO_DATE, List.of(run.nothingToDo()));
        }
        Outcome outcome = found();
        if (!created || !run.isUpToDate()) {
            reports.add(run.applyAll());
        }
        boolean changed =
                reports.stream().anyMatch(report -> !report.migrations().isEmpty());
        return new Started(changed ? outcome : Outcome.UP_TO_DATE, reports);
    }

    private MigrateOptions migrateOptions() {
        return MigrateOptions.cautious().executing(options.execute());
    }

    /** The record is read again behind the catalog: another process may have created both in between. */
    private Outcome found() {
        if (isKnown()) {
            return Outcome.MIGRATED;
        }
        new Heads(store.dialect(), around.migrations()).refuseConflicts();
        List<Migration> adopted = new RecordAdoption(store.name(), around.migrations(), options.revisions())
                .of(store.history().others());
        RelationalCatalog now =
                new Wish(store, definition, around.migrations()).ofHistory(History.withoutTables(store.inspect()));
        if (now.isEmpty()) {
            new CreationAtHead(around, definition, migrateOptions()).made().ifPresent(report -> {
                reports.add(report);
                created = true;
            });
            return Outcome.CREATED;
        }
        if (isKnown()) {
            return Outcome.MIGRATED;
        }
        return adopted.isEmpty() ? recognised(now) : adopted(adopted, now);
    }

    private Outcome adopted(List<Migration> adopted, RelationalCatalog now) {
        new AdoptedStructure(store, around, definition, options.strangers()).refuseAnother(adopted, now);
        reports.add(new RecordKeeping(around, migrateOptions()).stamp(adopted));
        return Outcome.ADOPTED;
    }

    private Outcome recognised(RelationalCatalog now) {
        return new Recognition(store, around, definition, options.strangers())
                .of(now)
                .map(at -> {
                    reports.add(new RecordKeeping(around, migrateOptions()).stamp(at));
                    return Outcome.RECOGNISED;
                })
                .orElse(Outcome.CREATED);
    }

    private boolean isKnown() {
        MigrationRecords records = MigrationLook.recordsOf(store);
        return !records.migrations().isEmpty()
                || records.state().map(HistoryState::phase).orElse(HistoryState.Phase.CLEAN)
                        != HistoryState.Phase.CLEAN;
    }
}
