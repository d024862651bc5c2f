package io.whisperschema.sql;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.Execution;

/**
 * A run that has no steps and only writes to tables of our own.
 *
 * @param store where
 * @param writing what is written, for example {@code an entry of the journal}
 * @param options how long it waits for locks
 * @param cancellation the host's wish to stop, heard while it waits
 */
public record Stepless(String store, String writing, ExecuteOptions options, Cancellation cancellation)
        implements Execution {
    /** One that waits for locks as long as a cautious run, and that nobody stops. */
    public Stepless(String store, String writing) {
        this(store, writing, ExecuteOptions.cautious(), new Cancellation());
    }

    /** What of the plan is applied, whoever writes tells. */
    @Override
    public Applied applied() {
        return new Applied(0, "Not written: " + writing + ".");
    }

    @Override
    public void requireBasis(Catalog now) {}

    @Override
    public void stillWaiting() {
        if (cancellation.isCancelled()) {
            throw new Cancelled(
                    0, "Stopped before " + writing + " was written on " + store + ", as asked. It is not written.");
        }
    }

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
        return new IllegalStateException(writing + " of " + store + " has no steps");
    }
}
