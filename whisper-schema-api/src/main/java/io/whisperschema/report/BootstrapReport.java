package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.plan.Plan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a start did.
 *
 * @param stores how each store was found and what it is now
 * @param plan what was planned
 * @param execution what was done
 * @param migrations what was done to the migrations of the relational store, in that order; empty where there are none
 */
public record BootstrapReport(
        Map<String, Outcome> stores, Plan plan, ExecutionReport execution, List<MigrationReport> migrations) {
    public BootstrapReport {
        stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
        requireNonNull(plan);
        requireNonNull(execution);
        migrations = List.copyOf(migrations);
    }

    /** A report of a start without migrations. */
    public BootstrapReport(Map<String, Outcome> stores, Plan plan, ExecutionReport execution) {
        this(stores, plan, execution, List.of());
    }

    /** How a store was found. */
    public enum Outcome {
        /** It was empty and now holds the definition. */
        CREATED,
        /** It had a record of migrations; those that were pending are applied now. */
        MIGRATED,
        /** Another tool had a record of its migrations. They are on ours and the others applied now. */
        ADOPTED,
        /**
         * It had no record of migrations; its structure told which it has. They are on record and the others applied now. Of a
         * vector store: what its collections are is on record now.
         */
        RECOGNISED,
        /** An interrupted start had left parts out, which it holds now. */
        COMPLETED,
        /** It was as the definition says, as far as can be told ({@link #plan} has the warnings); nothing was done. */
        UP_TO_DATE,
        /** Nothing was to be changed, and nothing was. What would have been done the plan says, where that was asked. */
        LEFT_ALONE
    }

    /** The report as text. */
    public String text() {
        var text = new StringBuilder();
        stores.forEach((store, outcome) -> text.append(store)
                .append(": ")
                .append(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append('\n'));
        migrations.forEach(report -> text.append(report.text()));
        if (migrations.isEmpty() || !execution.results().isEmpty()) {
            text.append(execution.text());
        }
        plan.warnings().forEach(warning -> text.append(warning.text()).append('\n'));
        return text.toString();
    }

    /**
     * The report as JSON of format {@code whisper-schema/bootstrap-report}, the same text for the same report. It is for readers and
     * tools; it is not read back.
     */
    public String toJson() {
        return RunJson.write(this);
    }

    /** The report as one HTML page that needs nothing else: no script, no font, no network. The same for the same report. */
    public String toHtml() {
        return RunPage.of(this);
    }
}
