package io.whisperschema.testkit;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.CacheChange;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.diff.CodeName;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.TimeExceeded;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import io.whisperschema.testkit.Faults.Moment;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Runs steps on a fake store.
 *
 * @param server what the store stands on
 * @param kind the store's kind
 * @param type what it holds
 * @param made what it holds after a change
 */
record FakeRun<C extends Catalog>(FakeServer server, StoreKind kind, Class<C> type, BiFunction<C, Change, C> made) {
    /** Each step is applied by itself and stays. */
    void oneByOne(List<Step> steps, Execution execution) {
        execution.requireBasis(held());
        for (Step step : steps) {
            execution.starting(step);
            reached(step, Moment.STARTED);
            server.commit(after(held(), step, execution, Aftermath.EARLIER_STEPS_STAY), List.of(step));
            reached(step, Moment.CHANGED);
            execution.finished(step);
            reached(step, Moment.FINISHED);
            reached(step, Moment.COMMITTED);
        }
    }

    /** All steps are applied together or none is. */
    void together(List<Step> steps, Execution execution) {
        synchronized (server) {
            C now = held();
            execution.requireBasis(now);
            for (Step step : steps) {
                execution.starting(step);
                reached(step, Moment.STARTED);
                now = after(now, step, execution, Aftermath.ROLLED_BACK);
                reached(step, Moment.CHANGED);
                execution.finished(step);
                reached(step, Moment.FINISHED);
            }
            server.commit(now, steps);
            steps.forEach(step -> reached(step, Moment.COMMITTED));
        }
    }

    private C after(C now, Step step, Execution execution, Aftermath aftermath) {
        try {
            server.faults().running(step);
            server.faults().telling(step, execution);
            if (step.change() instanceof CodeChange code) {
                execution.code(code.name(), code.version(), FakeServer.class).run(server);
                return now;
            }
            if (step.change() instanceof CacheChange.RewriteEntries rewrite) {
                run(rewrite, step, execution);
            }
            return made.apply(now, step.change());
        } catch (Cancelled | TimeExceeded stopped) {
            throw stopped;
        } catch (Exception failure) {
            throw execution.failure(step, String.valueOf(failure.getMessage()), failure, aftermath);
        }
    }

    private void run(CacheChange.RewriteEntries rewrite, Step step, Execution execution) throws Exception {
        for (CodeName code : rewrite.recipe().codes()) {
            execution.code(code.name(), code.version(), FakeServer.class).run(server);
        }
        execution.progressed(step, 1, 2);
    }

    private C held() {
        return server.held(kind, type);
    }

    private void reached(Step step, Moment moment) {
        server.faults().reached(step, moment);
    }
}
