package io.whisperschema.plan;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.Sha256;
import java.util.ArrayList;
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
    public Plan {
        steps = List.copyOf(steps);
        if (steps.stream().map(Step::id).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("Two steps of the plan have the same id; number them.");
        }
        basis = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(basis));
        remarks = List.copyOf(remarks);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
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

    /** The plan as text: a line for each step, its cause and its cost. */
    public String text() {
        if (steps.isEmpty()) {
            return "Nothing to do.\n";
        }
        var text = new StringBuilder();
        for (Step step : steps) {
            text.append(step.id() + ". [" + step.store() + "] " + step.change().words() + "\n");
            step.statement()
                    .ifPresent(statement -> text.append(indented(statement)).append('\n'));
            if (!step.risk().text().isEmpty()) {
                text.append("     risk: ").append(step.risk().text()).append('\n');
            }
        }
        long alone = steps.stream()
                .filter(step -> step.isolation() == Step.Isolation.ALONE)
                .count();
        text.append(steps.size()).append(steps.size() == 1 ? " step" : " steps");
        text.append(", ").append(losingData().size()).append(" losing data, ").append(alone);
        return text.append(" outside a transaction.\n").toString();
    }

    private static String indented(String statement) {
        return "     " + statement.replace("\n", "\n     ");
    }
}
