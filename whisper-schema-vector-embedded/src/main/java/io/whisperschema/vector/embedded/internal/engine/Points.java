package io.whisperschema.vector.embedded.internal.engine;

import io.whisperschema.vector.embedded.internal.filter.Id;
import java.util.Arrays;
import java.util.BitSet;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The points of a collection, in slots; a slot that is left is used again. */
final class Points {

    private static final int FIRST_ROOM = 64;

    private final NavigableMap<Id, Integer> slots = new TreeMap<>();
    private final BitSet used = new BitSet();
    private Id[] ids = new Id[FIRST_ROOM];
    private Payload[] payloads = new Payload[FIRST_ROOM];
    private long[] versions = new long[FIRST_ROOM];
    private int firstFree;

    int count() {
        return slots.size();
    }

    /** One more than the greatest slot in use. */
    int end() {
        return used.length();
    }

    boolean isUsed(int slot) {
        return used.get(slot);
    }

    /** By id, in the order of ids. */
    NavigableMap<Id, Integer> slots() {
        return slots;
    }

    @Nullable
    Integer slot(Id id) {
        return slots.get(id);
    }

    Id id(int slot) {
        return ids[slot];
    }

    Payload payload(int slot) {
        return payloads[slot];
    }

    long version(int slot) {
        return versions[slot];
    }

    int add(Id id) {
        int slot = used.nextClearBit(firstFree);
        firstFree = slot + 1;
        put(slot, id);
        return slot;
    }

    /** At a slot that a file says. */
    void put(int slot, Id id) {
        if (slot >= ids.length) {
            int room = Math.max(slot + 1, ids.length * 2);
            ids = Arrays.copyOf(ids, room);
            payloads = Arrays.copyOf(payloads, room);
            versions = Arrays.copyOf(versions, room);
        }
        used.set(slot);
        ids[slot] = id;
        slots.put(id, slot);
    }

    void set(int slot, Payload payload, long version) {
        payloads[slot] = payload;
        versions[slot] = version;
    }

    @SuppressWarnings("NullAway") // A slot that is not in use holds nothing, and nobody asks.
    void remove(int slot) {
        slots.remove(ids[slot]);
        used.clear(slot);
        ids[slot] = null;
        payloads[slot] = null;
        firstFree = Math.min(firstFree, slot);
    }
}
