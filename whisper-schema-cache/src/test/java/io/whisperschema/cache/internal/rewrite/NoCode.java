package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;

/** A run of a host that brings no code. */
final class NoCode implements Execution {
    @Override
    public ExecuteOptions options() {
        return ExecuteOptions.cautious();
    }

    @Override
    public void requireBasis(Catalog now) {}

    @Override
    public void starting(Step step) {}

    @Override
    public void finished(Step step) {}

    @Override
    public StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath) {
        throw new IllegalStateException(driverSaid, cause);
    }

    @Override
    public <C> CodeStep<C> code(String name, String version, Class<C> context) {
        throw new IllegalStateException(name);
    }
}
