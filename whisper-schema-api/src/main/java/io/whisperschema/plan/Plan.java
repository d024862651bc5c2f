package io.whisperschema.plan;

import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.internal.Sha256;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What will be done, in order. A plan is made for the stores as they were found; execution refuses one whose store has
 * changed since.
 *
 * @param steps the steps, in order
 * @param basis per store, the fingerprint of what it held when the plan was made
 * @param remarks what was noticed on the way and is left alone
 */
public record Plan(List<Step> steps, Map<String, String> basis, List<Finding> remarks) {
    /** Nothing to do, on no store. */
    public static final Plan NONE = new Plan(List.of(), Map.of(), List.of());

    public Plan {
        steps = List.copyOf(steps);
        var ids = new HashSet<String>();
        for (Step step : steps) {
            if (!ids.add(step.id())) {
                throw new IllegalArgumentException("Two steps of the plan have the same id; number them.");
            }
        }
        basis = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(basis));
        remarks = List.copyOf(remarks);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Of the remarks those that somebody should read before the plan is executed. */
    public List<Finding> warnings() {
        return remarks.stream()
                .filter(remark -> remark.severity() != Severity.NOTICE)
                .toList();
    }

    /** The steps that lose data. */
    public List<Step> losingData() {
        return steps.stream().filter(step -> step.risk().losesData()).toList();
    }

    /** The steps on that store, in order. */
    public List<Step> on(String store) {
        return steps.stream().filter(step -> step.store().equals(store)).toList();
    }

    /** This plan followed by that one, its steps numbered on. */
    public Plan then(Plan next) {
        var all = new ArrayList<>(steps);
        for (Step step : next.steps) {
            all.add(step.withId(String.valueOf(all.size() + 1)));
        }
        var bases = new LinkedHashMap<>(basis);
        bases.putAll(next.basis);
        var noticed = new ArrayList<>(remarks);
        noticed.addAll(next.remarks);
        return new Plan(all, bases, noticed);
    }

    /** A name for exactly these steps on exactly these stores; the same plan has the same name in every process. */
    public String fingerprint() {
        var text = new StringBuilder();
        basis.forEach(
                (store, print) -> text.append(store).append('=').append(print).append('\n'));
        for (Step step : steps) {
            text.append(step.id())
                    .append('|')
                    .append(step.store())
                    .append('|')
                    .append(step.action())
                    .append('|')
                    .append(step.change())
                    .append('\n');
        }
        return Sha256.hex(text.toString());
    }

    /** The plan as text: for each step its cause, its statement and its cost. */
    public String text() {
        return PlanText.of(this);
    }

    /** The plan as Markdown, for a review: each step with its cause, statement, cost and way back. */
    public String markdown() {
        return PlanMarkdown.of(this);
    }

    /**
     * The plan as JSON of format {@code whisper-schema/plan}, the same text for the same plan. It is for readers and
     * tools; it is not read back, since a plan is made anew for what the stores hold.
     */
    public String toJson() {
        return PlanJson.write(this);
    }

    String summary() {
        long alone = steps.stream()
                .filter(step -> step.isolation() == Step.Isolation.ALONE)
                .count();
        return steps.size() + (steps.size() == 1 ? " step, " : " steps, ")
                + losingData().size() + " losing data, " + alone + " outside a transaction.";
    }
}
