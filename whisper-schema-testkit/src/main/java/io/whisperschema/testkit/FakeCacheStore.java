package io.whisperschema.testkit;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.CacheChange;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.FieldEdit;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.Execution;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A cache in memory that knows its families of keys, and applies each step by itself. Thread-safe. */
public final class FakeCacheStore implements CacheStore {
    private static final String NAME = "fake-cache";
    private static final Planned PLANNED = new Planned(new FakeSteps(NAME, Step.Isolation.ALONE));

    private final FakeServer server;

    private FakeCacheStore(FakeServer server) {
        this.server = server;
    }

    /** The cache on that server. */
    public static FakeCacheStore over(FakeServer server) {
        return new FakeCacheStore(server);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public CacheCatalog inspect() {
        return server.held(kind(), CacheCatalog.class);
    }

    @Override
    public CacheCatalog spell(SchemaDefinition definition) {
        return new CacheCatalog(definition.cache().families());
    }

    @Override
    public List<Step> plan(Diff diff) {
        return PLANNED.steps().of(diff, change -> ((CacheChange) change).match(PLANNED));
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        new FakeRun<>(
                        server,
                        StoreKind.CACHE,
                        CacheCatalog.class,
                        (held, change) -> ((CacheChange) change).match(new Made(held)))
                .oneByOne(steps, execution);
    }

    private record Planned(FakeSteps steps) implements CacheChange.Cases<Step> {
        @Override
        public Step registerFamily(CacheChange.RegisterFamily change) {
            return steps.harmless(change, new CacheChange.DropFamily(change.family()));
        }

        @Override
        public Step changeFamily(CacheChange.ChangeFamily change) {
            return steps.harmless(
                    change, new CacheChange.ChangeFamily(/* before= */ change.after(), /* after= */ change.before()));
        }

        @Override
        public Step dropFamily(CacheChange.DropFamily change) {
            return steps.losing(change, "the entries");
        }

        @Override
        public Step rewriteEntries(CacheChange.RewriteEntries change) {
            boolean isDropping = change.recipe().edits().stream().anyMatch(FieldEdit.Drop.class::isInstance);
            return isDropping
                    ? steps.losing(change, "the fields")
                    : steps.step(
                            change,
                            Risk.of(Risk.Danger.REWRITES_ENTRIES),
                            new Undo.Impossible("the entries as they were are gone"));
        }
    }

    private record Made(CacheCatalog held) implements CacheChange.Cases<CacheCatalog> {
        @Override
        public CacheCatalog registerFamily(CacheChange.RegisterFamily change) {
            return new CacheCatalog(Parts.with(held.families(), change.family(), named(change.family())));
        }

        @Override
        public CacheCatalog changeFamily(CacheChange.ChangeFamily change) {
            return new CacheCatalog(Parts.replacing(held.families(), change.after(), named(change.before())));
        }

        @Override
        public CacheCatalog dropFamily(CacheChange.DropFamily change) {
            return new CacheCatalog(Parts.without(held.families(), named(change.family())));
        }

        @Override
        public CacheCatalog rewriteEntries(CacheChange.RewriteEntries change) {
            EntryRecipe recipe = change.recipe();
            Predicate<KeyFamily> isOther =
                    named(recipe.before()).or(named(recipe.after())).negate();
            return new CacheCatalog(Stream.concat(held.families().stream().filter(isOther), Stream.of(recipe.after()))
                    .toList());
        }

        private static Predicate<KeyFamily> named(KeyFamily family) {
            return other -> other.name().equals(family.name());
        }
    }
}
