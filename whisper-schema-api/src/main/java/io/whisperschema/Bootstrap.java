package io.whisperschema;

import io.whisperschema.MigrationStart.Started;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.StepResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One start, tried anew while other processes are faster, and reported as one. */
final class Bootstrap {
    private static final int OTHERS_MAY_BE_FASTER = 10;

    private final SchemaDefinition definition;
    private final Surroundings around;
    private final BootstrapOptions options;
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final List<StepResult> results = new ArrayList<>();
    private final int appliedEarlier;

    Bootstrap(SchemaDefinition definition, Surroundings around, BootstrapOptions options) {
        this(definition, around, options, 0);
    }

    private Bootstrap(SchemaDefinition definition, Surroundings around, BootstrapOptions options, int appliedEarlier) {
        this.appliedEarlier = appliedEarlier;
        this.definition = definition;
        this.around = around;
        this.options = options;
    }

    BootstrapReport run() {
        if (options.changes() != BootstrapOptions.Changes.MADE) {
            return new WritelessStart(definition, around, options).run();
        }
        if (around.migrations().isEmpty()) {
            return createOrLook();
        }
        Started started = new MigrationStart(around, definition, options).run();
        outcomes.put(around.relational().name(), started.outcome());
        if (around.stores().size() == 1) {
            return new BootstrapReport(outcomes, started.remarks(), new ExecutionReport(List.of()), started.reports());
        }
        BootstrapReport others = behind(started).createOrLook();
        outcomes.putAll(others.stores());
        return new BootstrapReport(
                outcomes, others.plan().then(started.remarks()), others.execution(), started.reports());
    }

    private Bootstrap behind(Started started) {
        int applied = started.reports().stream()
                .mapToInt(report -> report.execution().applied().size())
                .sum();
        return new Bootstrap(definition, around.withoutRelational(), options, applied);
    }

    private BootstrapReport createOrLook() {
        for (int attempt = 1; ; attempt++) {
            List<Start> starts = Start.all(around, definition, DiffHints.none());
            starts.forEach(this::remember);
            Plan plan = Start.plan(starts, PlanOptions.cautious());
            var journal = PlanJournal.unread(plan, around);
            var run = new PlanRun(plan, options.execute(), around, journal, appliedEarlier + results.size());
            try {
                results.addAll(run.run().results());
                return new BootstrapReport(outcomes, plan, new ExecutionReport(results));
            } catch (PlanOutdated outdated) {
                results.addAll(run.resultsSoFar());
                if (attempt == OTHERS_MAY_BE_FASTER) {
                    throw outdated;
                }
            }
        }
    }

    /** A store that this start has created is not "up to date" because a later one had to be looked at again. */
    private void remember(Start start) {
        Outcome outcome = start.outcome(options);
        if (outcome != Outcome.UP_TO_DATE || results.isEmpty()) {
            outcomes.put(start.store().name(), outcome);
        }
    }
}
