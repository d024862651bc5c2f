package io.whisperschema.cache.internal.entry;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.cache.ValueType;
import java.util.List;
import java.util.OptionalLong;

/**
 * An entry as a cache holds it, whole. Nobody changes its bytes.
 *
 * @param key its key
 * @param type what is under it
 * @param expiry the moment at which it is over, in milliseconds since 1970; it stays where absent
 * @param elements those of a list from its head on; of a hash each field and its value behind it; of a sorted set each member
 *     and its score behind it, as the eight bytes of a double; the members of a set; the one value of a string
 */
public record RawEntry(EntryKey key, ValueType type, OptionalLong expiry, List<byte[]> elements) {
    public RawEntry {
        requireNonNull(key);
        requireNonNull(type);
        requireNonNull(expiry);
        elements = List.copyOf(elements);
    }
}
