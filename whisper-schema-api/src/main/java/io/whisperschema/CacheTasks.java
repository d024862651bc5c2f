package io.whisperschema;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.diff.CacheChange.RewriteEntries;
import io.whisperschema.diff.Change.State;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.migration.CacheRewrite;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CacheStore;
import java.util.List;
import java.util.Optional;

/**
 * What the operations of one migration on a cache come to, given what that has on record.
 *
 * @param cache the cache
 * @param migrations all that there are
 * @param movement the migration, there or back
 */
record CacheTasks(CacheStore cache, Migrations migrations, Movement movement) {
    /** What it asks for. */
    static RewriteEntries change(Movement.Entries entries) {
        return new RewriteEntries(entries.operation().recipe());
    }

    /** What it takes back. */
    static RewriteEntries takenBack(Movement.Entries back) {
        EntryRecipe recipe = back.operation().recipe();
        return new RewriteEntries(new EntryRecipe(
                /* before= */ recipe.after(),
                /* after= */ recipe.before(),
                List.of(),
                Optional.empty(),
                recipe.meeting()));
    }

    /** A cache that lost its record may hold entries all the same. */
    boolean isPending(Movement.Entries entries, CacheCatalog now) {
        return movement.way() == Way.THERE
                ? !isDone(entries.operation().recipe(), behind(entries), now)
                : isThere(entries, now) || isUnknown(entries.operation().recipe(), now);
    }

    private List<EntryRecipe> behind(Movement.Entries entries) {
        return movement.behind(entries.number(), migrations)
                .filter(CacheRewrite.class::isInstance)
                .map(operation -> ((CacheRewrite) operation).recipe())
                .toList();
    }

    /** Also where what it leads to has become something else by those behind it, which stood on it. */
    private static boolean isDone(EntryRecipe recipe, List<EntryRecipe> behind, CacheCatalog now) {
        if (new RewriteEntries(recipe).stateIn(now) == State.APPLIED) {
            return true;
        }
        for (int i = 0; i < behind.size(); i++) {
            EntryRecipe next = behind.get(i);
            if (next.before().name().equals(recipe.after().name())) {
                return isDone(next, behind.subList(i + 1, behind.size()), now);
            }
        }
        return false;
    }

    /** Whether what it takes back is on record. */
    static boolean isThere(Movement.Entries back, CacheCatalog now) {
        return takenBack(back).stateIn(now) == State.APPLIED;
    }

    private static boolean isUnknown(EntryRecipe recipe, CacheCatalog now) {
        return now.family(recipe.before().name()).isEmpty()
                && now.family(recipe.after().name()).isEmpty();
    }

    /** The steps that the cache makes of it. */
    List<Step> steps(Movement.Entries entries, CacheCatalog now) {
        return new OtherSteps(cache, movement).of(entries.number() + ".", change(entries), now);
    }
}
