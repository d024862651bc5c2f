package io.whisperschema.cache.internal.entry;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.cache.ValueType;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is read or written of an entry at a time; a small one is one part. All caches divide the same content into the same
 * parts, see {@link Portions}.
 *
 * @param key the entry's key
 * @param type what is under it
 * @param expiry the moment at which it is over, in milliseconds since 1970
 * @param place where in the entry it stands: of a list the number of its first element, of a string that of its first byte, of
 *     others the member that it is, and nothing where it is the whole of them
 * @param elements as in a {@link RawEntry}
 */
@SuppressWarnings("ArrayRecordComponent")
public record EntryPart(EntryKey key, ValueType type, OptionalLong expiry, byte[] place, List<byte[]> elements) {
    public EntryPart {
        requireNonNull(key);
        requireNonNull(type);
        requireNonNull(expiry);
        requireNonNull(place);
        elements = List.copyOf(elements);
    }

    /** How many bytes its elements have. */
    public long bytes() {
        long bytes = 0;
        for (byte[] element : elements) {
            bytes += element.length;
        }
        return bytes;
    }
}
