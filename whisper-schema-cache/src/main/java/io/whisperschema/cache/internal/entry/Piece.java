package io.whisperschema.cache.internal.entry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What is read of an entry to be rewritten: all of a small one, some elements of a large one, and of a hash those fields that are
 * asked for.
 *
 * @param key the entry's key
 * @param extent how much of it this is
 * @param from of a list the number of its first element
 * @param elements as in a {@link RawEntry}
 * @param goal the key that it is to get
 * @param isTaken whether something was under that key
 */
public record Piece(
        EntryKey key, Extent extent, long from, List<byte[]> elements, Optional<EntryKey> goal, boolean isTaken) {
    public Piece {
        requireNonNull(key);
        requireNonNull(extent);
        elements = List.copyOf(elements);
        requireNonNull(goal);
    }

    /** How much of an entry a piece is. */
    public enum Extent {
        /** All that matters. */
        WHOLE,
        /** A part with others behind it. */
        PART,
        /** The last part. */
        LAST,
        /** Nothing of it: what is there is of another type than is asked for. */
        OTHER_TYPE
    }

    /** It with other elements. */
    public Piece holding(List<byte[]> others) {
        return new Piece(key, extent, from, others, goal, isTaken);
    }

    /** How many bytes its elements have. */
    public long bytes() {
        return elements.stream().mapToLong(element -> element.length).sum();
    }

    /** Whether nothing of its entry comes behind. */
    public boolean isLast() {
        return extent != Extent.PART;
    }
}
