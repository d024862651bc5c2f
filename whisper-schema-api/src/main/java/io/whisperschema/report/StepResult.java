package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Step;
import java.time.Duration;
import java.util.List;

/**
 * What became of a step.
 *
 * @param step the step
 * @param outcome what became of it
 * @param took how long it ran; zero when it did not
 * @param notices what could not be done as asked and was left as it was
 */
public record StepResult(Step step, Outcome outcome, Duration took, List<Finding> notices) {
    public StepResult {
        requireNonNull(step);
        requireNonNull(outcome);
        requireNonNull(took);
        notices = List.copyOf(notices);
    }

    /** The result of a step that noticed nothing. */
    public StepResult(Step step, Outcome outcome, Duration took) {
        this(step, outcome, took, List.of());
    }

    /** What became of a step. */
    public enum Outcome {
        /** It ran and is applied. */
        APPLIED,
        /** An earlier, interrupted run had applied it. */
        ALREADY_APPLIED
    }
}
