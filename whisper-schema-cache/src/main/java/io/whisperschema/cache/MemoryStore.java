package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.PooledEntries;
import io.whisperschema.cache.internal.move.EntriesSource;
import io.whisperschema.cache.internal.move.EntriesTarget;
import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.EntryRequest;
import io.whisperschema.spi.EntrySource;
import io.whisperschema.spi.EntryTarget;
import io.whisperschema.spi.Execution;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A {@link MemoryCache} as a store: what moves into it or out of it, and what is validated.
 *
 * <pre>{@code
 * desktop.cache(MemoryStore.over(cache)).move(RedisStore.over(client));
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 */
public final class MemoryStore implements CacheStore {
    private static final String NAME = "memory";

    private final MemoryCache cache;
    private final String name;
    private final String prefix;
    private final EntryLook look;

    private MemoryStore(MemoryCache cache, String name, String prefix, EntryLook look) {
        this.cache = requireNonNull(cache);
        this.name = requireNonNull(name);
        this.prefix = requireNonNull(prefix);
        this.look = requireNonNull(look);
    }

    /** A store over a host's cache. The host closes the cache. */
    public static MemoryStore over(MemoryCache cache) {
        return new MemoryStore(cache, NAME, cache.layout().prefix(), EntryLook.sampled());
    }

    /** The same under another name in plans and reports; it is {@code memory} otherwise. */
    public MemoryStore named(String other) {
        return new MemoryStore(cache, other, prefix, look);
    }

    /** The same, which is looked at so when it is validated; {@link EntryLook#sampled()} otherwise. */
    public MemoryStore looking(EntryLook other) {
        return new MemoryStore(cache, name, prefix, other);
    }

    private Entries entries() {
        return new PooledEntries(name, cache.entries(), prefix);
    }

    private <T> T during(Function<CacheWork, T> work) {
        try (Entries entries = entries()) {
            return work.apply(new CacheWork(entries));
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** None: it has no transactions over several keys, and keeps no journal. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public CacheCatalog inspect() {
        return during(CacheWork::inspect);
    }

    @Override
    public CacheCatalog spell(SchemaDefinition definition) {
        return CacheWork.spelled(definition);
    }

    @Override
    public List<Step> plan(Diff diff) {
        return CacheWork.planned(name, diff);
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        during(work -> work.execute(steps, execution));
    }

    @Override
    public List<Finding> entryFindings(SchemaDefinition definition) {
        return during(work -> look.at(work.entries(), definition.cache()));
    }

    @Override
    public EntrySource moveSource(EntryRequest request) {
        return EntriesSource.of(entries(), request);
    }

    @Override
    public EntryTarget moveTarget(EntryRequest request) {
        return new EntriesTarget(entries(), request);
    }
}
