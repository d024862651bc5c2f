package io.whisperschema;

import io.whisperschema.BootstrapOptions.DriftPolicy;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Plan;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.spi.History.Overtaken;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The start of a relational store that is kept by migrations. */
final class MigrationStart {
    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;
    private final BootstrapOptions options;
    private final List<MigrationReport> reports = new ArrayList<>();
    private final List<Finding> assumed = new ArrayList<>();
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
     * @param assumed what was taken for granted in that, and what somebody changed by other means, where that is to be reported
     */
    record Started(Outcome outcome, List<MigrationReport> reports, List<Finding> assumed) {
        Plan remarks() {
            return assumed.isEmpty() ? Plan.NONE : new Plan(List.of(), Map.of(), assumed);
        }
    }

    Started run() {
        var run = new MigrationRun(around, options.forMigrations());
        if (run.isUpToDate()) {
            lookForDrift();
            return new Started(Outcome.UP_TO_DATE, List.of(run.nothingToDo()), assumed);
        }
        OthersApart.refusePending(around, MigrationLook.recordsOf(store));
        Outcome outcome = foundInTheEnd();
        if (!created || !run.isUpToDate()) {
            reports.add(run.applyAll());
        }
        boolean changed =
                reports.stream().anyMatch(report -> !report.migrations().isEmpty());
        return new Started(changed ? outcome : Outcome.UP_TO_DATE, reports, assumed);
    }

    /** Where it matters, before anything is applied. */
    private void lookForDrift() {
        if (options.drift() != DriftPolicy.TRUST) {
            var looking = new Drift(around, definition);
            List<Finding> found = looking.findings();
            if (!found.isEmpty() && options.drift() == DriftPolicy.CHECK) {
                throw looking.refused(found);
            }
            assumed.addAll(Drift.noticed(found));
        }
    }

    /** Who are faster have put it on record, and what they are in the middle of is waited for as soon as that is seen. */
    private Outcome foundInTheEnd() {
        try {
            return found();
        } catch (Overtaken others) {
            return foundInTheEnd();
        }
    }

    /** The record is read again behind the catalog: another process may have created both in between. */
    private Outcome found() {
        boolean known = Unrecorded.isRecorded(store);
        if (known || MigrationLook.recordsOf(store).state().isPresent()) {
            lookForDrift();
        }
        if (known) {
            refuseMove();
            new FieldRecord(around, definition).refuseAnother();
            return Outcome.MIGRATED;
        }
        var unrecorded = Unrecorded.in(around, definition, options);
        if (unrecorded.isEmpty()) {
            new CreationAtHead(around, definition, options.forMigrations())
                    .made()
                    .ifPresent(report -> {
                        reports.add(report);
                        created = true;
                    });
            return Outcome.CREATED;
        }
        return Unrecorded.isRecorded(store) ? Outcome.MIGRATED : recorded(unrecorded.found());
    }

    /** A store to which a move is under way tells nothing at a glance, also before its record is marked. */
    private void refuseMove() {
        if (store.history().state().isEmpty()) {
            UnfinishedMove.refuse(store);
        }
    }

    private Outcome recorded(Unrecorded.Found found) {
        if (!found.stamped().isEmpty()) {
            reports.add(new RecordKeeping(around, options.forMigrations()).stampFound(found.stamped()));
        }
        assumed.addAll(found.assumed());
        return found.outcome();
    }
}
