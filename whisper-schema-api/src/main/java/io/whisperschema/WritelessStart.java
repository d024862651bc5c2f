package io.whisperschema;

import io.whisperschema.BootstrapOptions.Changes;
import io.whisperschema.Unrecorded.Found;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MigrationReport.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A start that changes nothing: it looks away, refuses what is not as it should be, or says what would be done. */
final class WritelessStart {
    private static final String REMEDY = "This start may change nothing. Let one run that may, for example with "
            + BootstrapOptions.VARIABLE + "=true, then start again.";

    private static final Found NOTHING = new Found(Outcome.CREATED, List.of(), List.of());

    private final SchemaDefinition definition;
    private final Surroundings around;
    private final BootstrapOptions options;
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final List<MigrationReport> reports = new ArrayList<>();
    private Plan plan = Plan.NONE;

    WritelessStart(SchemaDefinition definition, Surroundings around, BootstrapOptions options) {
        this.definition = definition;
        this.around = around;
        this.options = options;
    }

    BootstrapReport run() {
        if (options.changes() == Changes.LEFT) {
            around.stores().forEach(store -> outcomes.put(store.name(), Outcome.LEFT_ALONE));
        } else if (around.migrations().isEmpty()) {
            look(around);
        } else {
            lookAtMigrations();
            look(around.withoutRelational());
        }
        return new BootstrapReport(outcomes, plan, new ExecutionReport(List.of()), reports);
    }

    private void lookAtMigrations() {
        List<MigrationReport> found = expected();
        boolean isOnRecord =
                found.stream().allMatch(report -> report.migrations().isEmpty());
        if (!isOnRecord && options.changes() == Changes.REFUSED) {
            throw new StoreDiffers(
                    around.relational().name(),
                    found.stream().flatMap(this::lines).toList(),
                    REMEDY);
        }
        var drift = new Drift(around, definition);
        List<Finding> drifted = drift.findings();
        if (!drifted.isEmpty() && options.changes() == Changes.REFUSED) {
            throw drift.refused(drifted);
        }
        boolean isAsItShouldBe = isOnRecord && drifted.isEmpty();
        outcomes.put(around.relational().name(), isAsItShouldBe ? Outcome.UP_TO_DATE : Outcome.LEFT_ALONE);
        reports.addAll(found);
        plan = plan.then(new Plan(List.of(), Map.of(), Drift.noticed(drifted)));
    }

    private Stream<String> lines(MigrationReport report) {
        String state = report.verb() == Verb.UNSTAMPED ? " | THERE, NOT ON RECORD" : " | PENDING";
        return report.migrations().stream().map(id -> line(id) + state);
    }

    private String line(MigrationId id) {
        return around.migrations().find(id).map(Migration::line).orElse(id.toString());
    }

    /** What a start that may write would do to the migrations. */
    private List<MigrationReport> expected() {
        var run = new MigrationRun(around, options.forMigrations());
        if (run.isUpToDate()) {
            return List.of(run.nothingToDoButNotice());
        }
        new FieldRecord(around, definition).refuseAnother();
        Found found = Unrecorded.isRecorded(around.relational()) ? NOTHING : unrecorded();
        plan = run.plan(found.stamped()).then(new Plan(List.of(), Map.of(), found.assumed()));
        return Stream.concat(unstamped(found), Stream.of(run.planned(found.stamped())))
                .toList();
    }

    /** An empty store gets all of them. Another process may have made both its tables and its record in between. */
    private Found unrecorded() {
        var unrecorded = Unrecorded.in(around, definition, options);
        return unrecorded.isEmpty() || Unrecorded.isRecorded(around.relational()) ? NOTHING : unrecorded.found();
    }

    private Stream<MigrationReport> unstamped(Found found) {
        return Stream.of(found.stamped())
                .filter(stamped -> !stamped.isEmpty())
                .map(stamped -> new MigrationReport(
                        around.relational().name(),
                        Verb.UNSTAMPED,
                        stamped.stream().map(Migration::id).toList(),
                        new ExecutionReport(List.of())));
    }

    private void look(Surroundings stores) {
        for (Start start : Start.all(stores, definition, DiffHints.none())) {
            String store = start.store().name();
            if (!start.diff().isEmpty() && options.changes() == Changes.REFUSED) {
                throw new StoreDiffers(
                        store,
                        start.diff().changes().stream()
                                .map(change -> change.finding())
                                .map(Finding::sentence)
                                .toList(),
                        REMEDY);
            }
            outcomes.put(store, start.diff().isEmpty() ? Outcome.UP_TO_DATE : Outcome.LEFT_ALONE);
            plan = plan.then(Start.plan(List.of(start), PlanOptions.cautious()));
        }
    }
}
