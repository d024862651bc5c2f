package io.whisperschema.cache.internal.entry;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.cache.ValueType;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A key and what is under it.
 *
 * @param key the key
 * @param type what is under it, where this release knows it
 * @param word the same in the server's word
 * @param expiry when it is over
 */
public record Listed(EntryKey key, Optional<ValueType> type, String word, OptionalLong expiry) {
    public Listed {
        requireNonNull(key);
        requireNonNull(type);
        requireNonNull(word);
        requireNonNull(expiry);
    }

    /** A key of a type that definitions know. */
    public static Listed of(EntryKey key, ValueType type, OptionalLong expiry) {
        return new Listed(key, Optional.of(type), type.text(), expiry);
    }

    /** A key of another type. */
    public static Listed foreign(EntryKey key, String word) {
        return new Listed(key, Optional.empty(), word, OptionalLong.empty());
    }
}
