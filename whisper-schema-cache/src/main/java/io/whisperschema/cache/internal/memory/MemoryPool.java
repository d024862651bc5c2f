package io.whisperschema.cache.internal.memory;

import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryPool;
import io.whisperschema.cache.internal.entry.RawEntry;
import io.whisperschema.cache.internal.entry.Rewriter.Outcome;
import io.whisperschema.definition.cache.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a cache in memory holds as raw entries: what is on its shelf, who holds its locks, and their numbers.
 *
 * @param shelf the shelf
 * @param locks the locks
 * @param layout tells keys of locks from others
 * @param time by which its entries expire
 */
public record MemoryPool(Shelf shelf, Locks locks, CacheLayout layout, Timeline time) implements EntryPool {
    @Override
    public List<String> keys() {
        var keys = new ArrayList<String>();
        shelf.each((key, held) -> keys.add(key));
        locks.keys(keys::add);
        return keys;
    }

    @Override
    public Optional<RawEntry> entry(String key) {
        return shelf.get(key)
                .or(() -> locks.entry(key))
                .filter(held -> !held.elements().isEmpty())
                .map(held -> new RawEntry(EntryKey.of(key), held.type(), expiry(held), held.elements()));
    }

    private OptionalLong expiry(Held held) {
        return held.deadline() == Held.NEVER ? OptionalLong.empty() : OptionalLong.of(time.onClock(held.deadline()));
    }

    @Override
    public void put(RawEntry entry) {
        String key = entry.key().text().orElseThrow();
        long deadline =
                entry.expiry().isPresent() ? time.fromClock(entry.expiry().getAsLong()) : Held.NEVER;
        if (deadline <= time.now()) {
            remove(key);
        } else {
            put(key, new Held(entry.type(), entry.elements(), deadline));
        }
    }

    /** Puts that in the place of what is under a key. */
    void put(String key, Held held) {
        Optional<CacheLayout.Part> part = part(key, held);
        if (part.equals(Optional.of(CacheLayout.Part.LOCK))) {
            locks.hold(key, held);
            shelf.remove(key);
        } else if (part.equals(Optional.of(CacheLayout.Part.LOCK_TOKEN)) && locks.goOnBehind(key, held)) {
            shelf.remove(key);
        } else {
            shelf.put(key, held);
            locks.remove(key);
        }
    }

    private Optional<CacheLayout.Part> part(String key, Held held) {
        return held.type() == ValueType.STRING ? layout.meaning(key).map(CacheLayout.Meaning::part) : Optional.empty();
    }

    @Override
    public void remove(String key) {
        shelf.remove(key);
        locks.remove(key);
    }

    @Override
    public boolean remove(String key, List<byte[]> elements) {
        return shelf.change(key, held -> held.filter(now -> !isSame(now.elements(), elements)));
    }

    @Override
    public boolean replace(String key, List<byte[]> before, List<byte[]> after) {
        return shelf.change(key, held -> held.map(now -> isSame(now.elements(), before) ? now.holding(after) : now));
    }

    private static boolean isSame(List<byte[]> one, List<byte[]> other) {
        return Arrays.deepEquals(one.toArray(), other.toArray());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Whoever writes puts another object there.
    public Outcome move(String from, List<byte[]> before, String to, List<byte[]> after) {
        Optional<Held> old = shelf.get(from).filter(now -> isSame(now.elements(), before));
        if (old.isEmpty()) {
            return Outcome.CHANGED;
        }
        Held moved = old.get().holding(after);
        if (!shelf.change(to, there -> there.or(() -> Optional.of(moved)))) {
            return Outcome.TAKEN;
        }
        if (shelf.change(from, now -> now.filter(held -> held != old.get()))) {
            return Outcome.DONE;
        }
        shelf.change(to, there -> there.filter(held -> held != moved));
        return Outcome.CHANGED;
    }

    @Override
    public long now() {
        return time.onClock(time.now());
    }
}
