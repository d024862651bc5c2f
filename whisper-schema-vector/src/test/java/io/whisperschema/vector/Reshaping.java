package io.whisperschema.vector;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Runs a step that reshapes collections, as migrations do. */
final class Reshaping implements Execution {
    private final QdrantStore store;
    private final ExecuteOptions options;
    private final LongConsumer progress;

    private Reshaping(QdrantStore store, ExecuteOptions options, LongConsumer progress) {
        this.store = store;
        this.options = options;
        this.progress = progress;
    }

    static Reshaping on(QdrantStore store, CodeStep<?>... code) {
        ExecuteOptions options = ExecuteOptions.cautious();
        for (CodeStep<?> each : code) {
            options = options.with(each);
        }
        return new Reshaping(store, options, done -> {});
    }

    Reshaping with(ExecuteOptions changed) {
        return new Reshaping(store, changed, progress);
    }

    Reshaping watchedBy(LongConsumer watcher) {
        return new Reshaping(store, options, watcher);
    }

    Step plan(PointRecipe recipe) {
        return plan(new VectorChange.Reshape(recipe));
    }

    private Step plan(VectorChange change) {
        VectorCatalog now = store.inspect();
        return store.plan(new Diff(now, now, List.of(change), List.of())).get(0);
    }

    void reshape(PointRecipe recipe) {
        store.execute(List.of(plan(recipe)), this);
    }

    void rollBack(PointRecipe recipe) {
        store.execute(List.of(plan(new VectorChange.RollBack(recipe))), this);
    }

    void rehearse(PointRecipe recipe) {
        store.rehearse(List.of(plan(recipe)), this);
    }

    @Override
    public ExecuteOptions options() {
        return options;
    }

    @Override
    public void requireBasis(Catalog now) {}

    @Override
    public void starting(Step step) {}

    @Override
    public void progressed(Step step, long done, long of) {
        progress.accept(done);
    }

    @Override
    public void finished(Step step) {}

    @Override
    public StepFailed failure(Step step, String driverSaid, Throwable cause, Aftermath aftermath) {
        return new StepFailed(step.store(), step.id(), 0, driverSaid, Optional.of(cause));
    }

    @Override
    public <C> CodeStep<C> code(String name, String version, Class<C> context) {
        for (CodeStep<?> step : options.code()) {
            if (step.name().equals(name) && step.version().equals(version) && step.context() == context) {
                @SuppressWarnings("unchecked")
                var found = (CodeStep<C>) step;
                return found;
            }
        }
        throw new IllegalArgumentException("no code " + name);
    }
}
