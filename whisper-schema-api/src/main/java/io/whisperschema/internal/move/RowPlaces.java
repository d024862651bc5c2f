package io.whisperschema.internal.move;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of rows, each known by the number of its chunk and its place there: a bit for each row. Not thread-safe. */
final class RowPlaces {
    private static final BitSet NOTHING = new BitSet();

    private final Map<Integer, BitSet> chunks = new HashMap<>();

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    void add(int chunk, int row) {
        chunks.computeIfAbsent(chunk, any -> new BitSet()).set(row);
    }

    boolean contains(int chunk, int row) {
        return chunks.getOrDefault(chunk, NOTHING).get(row);
    }
}
