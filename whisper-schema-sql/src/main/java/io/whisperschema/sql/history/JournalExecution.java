package io.whisperschema.sql.history;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;

/** The writing of an entry as a run: it has no steps, and waits for locks as long as a cautious run. */
record JournalExecution(String store) implements Execution {
    @Override
    public ExecuteOptions options() {
        return ExecuteOptions.cautious();
    }

    /** What of the plan is applied, whoever writes tells. */
    @Override
    public Applied applied() {
        return new Applied(0, "The journal is as it was.");
    }

    @Override
    public void requireBasis(Catalog now) {}

    @Override
    public void starting(Step step) {
        throw stepless();
    }

    @Override
    public void finished(Step step) {
        throw stepless();
    }

    @Override
    public StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath) {
        throw stepless();
    }

    @Override
    public <C> CodeStep<C> code(String name, String version, Class<C> context) {
        throw stepless();
    }

    private IllegalStateException stepless() {
        return new IllegalStateException("an entry of the journal of " + store + " has no steps");
    }
}
