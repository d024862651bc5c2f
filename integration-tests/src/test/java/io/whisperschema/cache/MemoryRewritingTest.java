package io.whisperschema.cache;

import io.whisperschema.WhisperEngine;
import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.PooledEntries;

/** In memory. */
class MemoryRewritingTest implements EntryRewritingContract, EntryMovingContract {
    private final MemoryCache cache =
            MemoryCache.of(CacheLayout.of(WhisperEngine.schema().cache()));
    private final Entries entries = new PooledEntries("memory", cache.entries(), "");

    @Override
    public Entries entries() {
        return entries;
    }
}
