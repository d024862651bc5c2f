package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.plan.Step;
import java.time.Duration;

/**
 * What became of a step.
 *
 * @param step the step
 * @param outcome what became of it
 * @param took how long it ran; zero when it did not
 */
public record StepResult(Step step, Outcome outcome, Duration took) {
    public StepResult {
        requireNonNull(step);
        requireNonNull(outcome);
        requireNonNull(took);
    }

    /** What became of a step. */
    public enum Outcome {
        /** It ran and is applied. */
        APPLIED,
        /** An earlier, interrupted run had applied it. */
        ALREADY_APPLIED
    }
}
