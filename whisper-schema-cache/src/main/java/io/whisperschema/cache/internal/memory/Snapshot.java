package io.whisperschema.cache.internal.memory;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What a cache in memory holds at a moment.
 *
 * @param at when that was, in milliseconds since 1970
 * @param lastToken the last number that a lock was given
 * @param entries what is under each key; deadlines in milliseconds since 1970
 */
public record Snapshot(long at, long lastToken, SortedMap<String, Held> entries) {
    /** Nothing, since ever. */
    public static final Snapshot NOTHING = new Snapshot(0, 0, new TreeMap<>());

    public Snapshot {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** What a cache holds now, without its locks: who holds one goes with it. Their numbers stay. */
    public static Snapshot of(MemoryPool pool) {
        var entries = new TreeMap<String, Held>();
        Timeline time = pool.time();
        BiConsumer<String, Held> keep = (key, held) -> entries.put(key, held.until(time.onClock(held.deadline())));
        pool.shelf().each(keep);
        pool.locks().numbers(keep);
        return new Snapshot(time.instant().toEpochMilli(), pool.locks().lastToken(), entries);
    }

    /**
     * Puts what is not over by now into an empty cache. Nothing lives longer than it had left when this was taken, also where the clock was
     * set back since.
     */
    public void putInto(MemoryPool pool) {
        Timeline time = pool.time();
        long now = time.instant().toEpochMilli();
        for (Map.Entry<String, Held> entry : entries.entrySet()) {
            Held held = entry.getValue();
            if (held.deadline() == Timed.NEVER) {
                pool.put(entry.getKey(), held);
                continue;
            }
            long left = held.deadline() - Math.max(now, at);
            if (left > 0) {
                pool.put(entry.getKey(), held.until(time.now() + left));
            }
        }
    }
}
