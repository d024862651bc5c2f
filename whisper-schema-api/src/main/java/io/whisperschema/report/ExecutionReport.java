package io.whisperschema.report;

import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Step;
import java.time.Duration;
import java.util.List;

/**
 * What a run did, step by step.
 *
 * @param results the steps, in the order of the plan
 */
public record ExecutionReport(List<StepResult> results) {
    public ExecutionReport {
        results = List.copyOf(results);
    }

    /** The steps that this run applied. */
    public List<Step> applied() {
        return results.stream()
                .filter(result -> result.outcome() == StepResult.Outcome.APPLIED)
                .map(StepResult::step)
                .toList();
    }

    /** How long its steps ran together. */
    public Duration took() {
        return results.stream().map(StepResult::took).reduce(Duration.ZERO, Duration::plus);
    }

    /** What its steps could not do as asked and left as it was. */
    public List<Finding> notices() {
        return results.stream().flatMap(result -> result.notices().stream()).toList();
    }

    /** The report as text, a line for each step and each notice of it. */
    public String text() {
        if (results.isEmpty()) {
            return "Nothing was to do.\n";
        }
        var text = new StringBuilder();
        for (StepResult result : results) {
            Step step = result.step();
            text.append(step.id())
                    .append(" | ")
                    .append(step.store())
                    .append(" | ")
                    .append(step.change().words());
            text.append(" | ").append(result.outcome()).append('\n');
            result.notices().forEach(notice -> text.append(notice.text()).append('\n'));
        }
        return text.append(applied().size())
                .append(" of ")
                .append(results.size())
                .append(" steps applied in ")
                .append(took().toMillis())
                .append(" ms.\n")
                .toString();
    }
}
