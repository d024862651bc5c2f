package io.whisperschema.cache;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.move.FamilyRecords;
import io.whisperschema.cache.internal.rewrite.RewritePlan;
import io.whisperschema.cache.internal.rewrite.Rewriting;
import io.whisperschema.cache.internal.rewrite.Stopped;
import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.CacheChange;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.diff.Diff;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all caches do as stores, over their entries. */
record CacheWork(Entries entries) {
    CacheCatalog inspect() {
        boolean isMoving = !entries.remembered(EntryKey.of(Checkpoints.KEY)).isEmpty();
        List<ForeignObject> others =
                isMoving ? List.of(new ForeignObject("move", Checkpoints.KEY, Optional.empty())) : List.of();
        return new CacheCatalog(new FamilyRecords(entries).all(), others);
    }

    static CacheCatalog spelled(SchemaDefinition definition) {
        return new CacheCatalog(definition.cache().families().stream()
                .map(FamilyRecords::recorded)
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList());
    }

    static List<Step> planned(String store, Diff diff) {
        var planner = new Planner(store);
        var steps = new ArrayList<Step>();
        for (Change change : diff.changes()) {
            steps.add(planner.of(change).withId(String.valueOf(steps.size() + 1)));
        }
        return steps;
    }

    /** Runs them, and tells how many that were. */
    int execute(List<Step> steps, Execution execution) {
        execution.requireBasis(inspect());
        for (Step step : steps) {
            execution.starting(step);
            try {
                ((CacheChange) step.change())
                        .match(new Work(entries, step, execution))
                        .run();
            } catch (StoreUnavailable gone) {
                throw execution.failure(step, String.valueOf(gone.getMessage()), gone, Aftermath.UNKNOWN);
            } catch (Stopped stopped) {
                throw execution.failure(
                        step, String.valueOf(stopped.getMessage()), stopped, Aftermath.EARLIER_STEPS_STAY);
            }
            execution.finished(step);
        }
        return steps.size();
    }

    /** Families are only put on record, so each step has a way back and loses nothing. */
    private record Planner(String store) implements CacheChange.Cases<Step> {
        Step of(Change change) {
            if (change instanceof CodeChange) {
                throw new UnsupportedChange(
                        store, change.words(), "it runs no host code", "Change its entries with what it offers.");
            }
            return ((CacheChange) change).match(this);
        }

        @Override
        public Step registerFamily(CacheChange.RegisterFamily change) {
            return step(change, new CacheChange.DropFamily(change.family()));
        }

        @Override
        public Step changeFamily(CacheChange.ChangeFamily change) {
            return step(
                    change, new CacheChange.ChangeFamily(/* before= */ change.after(), /* after= */ change.before()));
        }

        @Override
        public Step dropFamily(CacheChange.DropFamily change) {
            return step(change, new CacheChange.RegisterFamily(change.family()));
        }

        @Override
        public Step rewriteEntries(CacheChange.RewriteEntries change) {
            return RewritePlan.step(store, change);
        }

        private Step step(CacheChange change, CacheChange back) {
            return new Step("", store, change, Optional.empty(), Risk.NONE, Isolation.ALONE, new Undo.ByChange(back));
        }
    }

    private record Work(Entries entries, Step step, Execution execution) implements CacheChange.Cases<Runnable> {
        @Override
        public Runnable registerFamily(CacheChange.RegisterFamily change) {
            return putting(change.family());
        }

        @Override
        public Runnable changeFamily(CacheChange.ChangeFamily change) {
            return putting(change.after());
        }

        @Override
        public Runnable dropFamily(CacheChange.DropFamily change) {
            return () -> new FamilyRecords(entries).drop(change.family().name());
        }

        @Override
        public Runnable rewriteEntries(CacheChange.RewriteEntries change) {
            return () -> new Rewriting(entries, step, change.recipe(), execution).run();
        }

        private Runnable putting(KeyFamily family) {
            return () -> new FamilyRecords(entries).put(List.of(family));
        }
    }
}
