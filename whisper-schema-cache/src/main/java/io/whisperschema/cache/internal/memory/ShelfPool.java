package io.whisperschema.cache.internal.memory;

import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryPool;
import io.whisperschema.cache.internal.entry.RawEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is on a shelf as raw entries. Locks are none of it: whoever holds one is a process, and goes with it.
 *
 * @param shelf the shelf
 * @param time by which its entries expire
 */
public record ShelfPool(Shelf shelf, Timeline time) implements EntryPool {
    @Override
    public List<String> keys() {
        var keys = new ArrayList<String>();
        shelf.each((key, held) -> keys.add(key));
        return keys;
    }

    @Override
    public Optional<RawEntry> entry(String key) {
        return shelf.get(key)
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
            shelf.remove(key);
        } else {
            shelf.put(key, new Held(entry.type(), entry.elements(), deadline));
        }
    }

    @Override
    public void remove(String key) {
        shelf.remove(key);
    }

    @Override
    public long now() {
        return time.onClock(time.now());
    }
}
