package io.whisperschema.cache.internal.server;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.RawEntry;
import io.whisperschema.definition.cache.ValueType;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is known of an entry that is still to be read.
 *
 * @param key its key without the store's prefix
 * @param address its key as the server has it
 * @param type what is under it
 * @param expiry when it is over
 * @param bytes about how many bytes it has
 */
record Known(EntryKey key, EntryKey address, ValueType type, OptionalLong expiry, long bytes) {
    Known {
        requireNonNull(key);
        requireNonNull(address);
        requireNonNull(type);
        requireNonNull(expiry);
    }

    /** The entry with what it holds. */
    RawEntry with(List<byte[]> elements) {
        return new RawEntry(key, type, expiry, elements);
    }
}
