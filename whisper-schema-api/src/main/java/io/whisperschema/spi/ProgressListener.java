package io.whisperschema.spi;

import io.whisperschema.plan.Step;
import java.time.Duration;

/** Hears what a run does, on the thread that runs it. What it throws stops the run. */
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener SILENT = new ProgressListener() {};

    /** A step is about to run; again, if its transaction was undone and is tried anew. */
    default void started(Step step) {}

    /** A step was run; in a transaction it is not applied yet. */
    default void finished(Step step, Duration took) {}

    /** A step was found applied by an earlier, interrupted run. */
    default void skipped(Step step) {}

    /** A step failed. */
    default void failed(Step step, String message) {}
}
