package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.internal.entry.EntryKey;

/**
 * The slots of a chunk. They say which keys belong to it on every cache alike, whether or not it is a cluster.
 *
 * @param from the first
 * @param to the first behind
 */
record SlotRange(int from, int to) {
    private static final String BETWEEN = "..";

    /** The range of which a chunk tells. */
    static SlotRange of(String text) {
        int between = text.indexOf(BETWEEN);
        return new SlotRange(
                Integer.parseInt(text.substring(0, between)),
                Integer.parseInt(text.substring(between + BETWEEN.length())));
    }

    /** That part of so many equal ones. */
    static SlotRange part(int number, int of) {
        return new SlotRange(EntryKey.SLOTS * number / of, EntryKey.SLOTS * (number + 1) / of);
    }

    /** As a chunk tells of it. */
    String text() {
        return from + BETWEEN + to;
    }
}
