package io.whisperschema.cache.internal.entry;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which entries are read.
 *
 * @param glob what a server may already leave out, as {@code SCAN … MATCH} takes it
 * @param keys which keys are wanted
 * @param fromSlot the first slot
 * @param toSlot the first slot behind
 */
public record EntryScope(Optional<String> glob, Predicate<EntryKey> keys, int fromSlot, int toSlot) {
    public EntryScope {
        requireNonNull(glob);
        requireNonNull(keys);
    }

    /** Those of all slots. */
    public static EntryScope of(Optional<String> glob, Predicate<EntryKey> keys) {
        return new EntryScope(glob, keys, 0, EntryKey.SLOTS);
    }

    /** Those of some slots. */
    public EntryScope within(int from, int to) {
        return new EntryScope(glob, keys, from, to);
    }

    /** Those of them that fit a glob too. */
    public EntryScope matching(String other) {
        return new EntryScope(Optional.of(other), keys, fromSlot, toSlot);
    }

    /** Whether an entry of that key is read; what this library keeps never is. */
    public boolean takes(EntryKey key) {
        // The slot first: it is quickly told, and of all keys that are listed few are in those of a chunk.
        return isWithin(key) && !key.isOurs() && keys.test(key);
    }

    private boolean isWithin(EntryKey key) {
        if (fromSlot == 0 && toSlot == EntryKey.SLOTS) {
            return true;
        }
        int slot = key.slot();
        return slot >= fromSlot && slot < toSlot;
    }
}
