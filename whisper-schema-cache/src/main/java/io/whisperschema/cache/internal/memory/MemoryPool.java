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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a cache in memory holds as raw entries: what is on its shelf, who holds its locks, and their numbers.
 *
 * @param shelf the shelf
 * @param locks the locks
 * @param layout tells keys of locks from others
 * @param time by which its entries expire
 */
public record MemoryPool(Shelf shelf, Locks locks, CacheLayout layout, Timeline time) implements EntryPool {
    private static final int TRIES = 1000;

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
        if (held.type() == ValueType.STRING && isOf(CacheLayout.Part.LOCK, key)) {
            locks.hold(key, held);
            shelf.remove(key);
        } else if (held.type() == ValueType.SORTED_SET
                && isOf(CacheLayout.Part.LOCK_TOKEN, key)
                && locks.goOnBehind(key, held)) {
            shelf.remove(key);
        } else {
            shelf.put(key, held);
            locks.remove(key);
        }
    }

    private boolean isOf(CacheLayout.Part part, String key) {
        return layout.meaning(key).map(CacheLayout.Meaning::part).equals(Optional.of(part));
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

    private static boolean isSame(List<byte[]> one, List<byte[]> other) {
        return Arrays.deepEquals(one.toArray(), other.toArray());
    }

    @Override
    public Outcome change(String key, Change change) {
        var isMade = new AtomicBoolean();
        shelf.change(
                key,
                held -> held.map(now -> {
                    Optional<Held> made = change.apply(now.elements()).map(now::holding);
                    isMade.set(made.isPresent());
                    return made.orElse(now);
                }));
        return isMade.get() ? Outcome.DONE : Outcome.CHANGED;
    }

    @Override
    public Outcome move(String from, String to, Change change) {
        Outcome outcome = Outcome.CHANGED;
        for (int tries = 0; tries < TRIES && outcome == Outcome.CHANGED; tries++) {
            Optional<Held> old = shelf.get(from);
            Optional<Held> moved =
                    old.flatMap(now -> change.apply(now.elements()).map(now::holding));
            if (moved.isEmpty()) {
                return Outcome.CHANGED;
            }
            outcome = moved(from, old.get(), to, moved.get());
        }
        return outcome;
    }

    @SuppressWarnings("ReferenceEquality") // Whoever writes puts another object there.
    private Outcome moved(String from, Held old, String to, Held moved) {
        if (!shelf.change(to, there -> there.or(() -> Optional.of(moved)))) {
            return Outcome.TAKEN;
        }
        if (shelf.change(from, now -> now.filter(held -> held != old))) {
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
