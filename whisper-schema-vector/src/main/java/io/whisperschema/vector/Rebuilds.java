package io.whisperschema.vector;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Aftercare;
import io.whisperschema.vector.internal.rebuild.Rebuild;
import io.whisperschema.vector.internal.rebuild.Rehearsal;
import io.whisperschema.vector.internal.rebuild.Site;
import io.whisperschema.vector.internal.rebuild.Stopped;
import io.whisperschema.vector.internal.rebuild.Watch;
import io.whisperschema.vector.internal.transform.Transform;
import io.whisperschema.vector.internal.transform.TransformFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the steps that build collections anew.
 *
 * @param work how the server is written to
 * @param options how collections are built anew
 * @param clock tells when a lease ends
 */
record Rebuilds(QdrantWork work, RebuildOptions options, Clock clock) {
    private static final String IN_PLACE = "What the server did of it stays; run it again, and it does all of it.";
    private static final String BACK = "Every name leads to a collection that is whole; run it again.";
    private static final String REHEARSED =
            "No collection that is in use was changed; what was tried goes with the next"
                    + " rehearsal, if it is still there.";

    Site site() {
        return site(work, clock);
    }

    static Site site(QdrantWork work, Clock clock) {
        return new Site(work.calls().store(), work.client(), work.calls(), new QdrantShelf(work), clock);
    }

    Aftercare aftercare(Watch watch) {
        return new Aftercare(site(), watch, options.lease());
    }

    void reshape(Step step, PointRecipe recipe, VectorCatalog now, Execution execution) {
        if (new VectorChange.Reshape(recipe).stateIn(now) == Change.State.APPLIED) {
            return;
        }
        boolean begun = new ReshapePlan(work.calls().store(), now, work.server(), options).isBegun(recipe);
        var inPlace = begun ? Optional.<InPlace>empty() : InPlace.of(recipe, now, work.server());
        if (inPlace.isPresent()) {
            doing(step, execution, () -> IN_PLACE, () -> {
                site().prepare(options.before(), List.of(inPlace.get().found().name()));
                inPlace.get().run(work);
            });
        } else {
            var rebuild = new Rebuild(site(), recipe, options, watch(step, execution), now, codes(execution));
            doing(step, execution, rebuild::state, rebuild::run);
        }
    }

    void rollBack(Step step, PointRecipe recipe, Execution execution) {
        doing(
                step,
                execution,
                () -> BACK,
                () -> aftercare(watch(step, execution))
                        .rollBack(recipe, execution.options().dataLoss()));
    }

    void rehearse(Step step, PointRecipe recipe, VectorCatalog now, Execution execution) {
        doing(
                step,
                execution,
                () -> REHEARSED,
                () -> new Rehearsal(site(), recipe, options.rehearsed(), now, Transform.of(recipe, codes(execution)))
                        .run());
    }

    private static Function<CodeName, CodeStep<PointBatch>> codes(Execution execution) {
        return code -> execution.code(code.name(), code.version(), PointBatch.class);
    }

    @FunctionalInterface
    private interface Doing {
        void run() throws CallFailed, Stopped, TransformFailed;
    }

    private static void doing(Step step, Execution execution, Supplier<String> state, Doing work) {
        try {
            work.run();
        } catch (CallFailed failure) {
            throw execution.failure(
                    step,
                    failure.said() + "\n  " + state.get(),
                    failure,
                    failure.leavesOpen() ? Aftermath.UNKNOWN : Aftermath.EARLIER_STEPS_STAY);
        } catch (Stopped | TransformFailed failure) {
            throw execution.failure(
                    step, failure.getMessage() + "\n  " + state.get(), failure, Aftermath.EARLIER_STEPS_STAY);
        }
    }

    private static Watch watch(Step step, Execution execution) {
        return new Watch() {
            @Override
            public void progressed(long done, long of) {
                execution.progressed(step, done, of);
            }

            @Override
            public Duration lockWait() {
                return execution.options().lockWait();
            }

            @Override
            public void stillWaiting() {
                execution.stillWaiting();
            }
        };
    }
}
