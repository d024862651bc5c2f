package io.whisperschema.internal.move;

/** A set of 128-bit hashes, 16 bytes and some room each. Not thread-safe. */
final class KeySet {
    private static final int FIRST_SLOTS = 64;

    private long[] slots = new long[2 * FIRST_SLOTS];
    private int size;
    private boolean hasZero;

    int size() {
        return size + (hasZero ? 1 : 0);
    }

    boolean isEmpty() {
        return size() == 0;
    }

    void clear() {
        slots = new long[2 * FIRST_SLOTS];
        size = 0;
        hasZero = false;
    }

    /** Adds a hash; whether it was not there. */
    boolean add(long high, long low) {
        if (high == 0 && low == 0) {
            boolean fresh = !hasZero;
            hasZero = true;
            return fresh;
        }
        int slot = slotOf(high, low);
        if (slots[slot] == high && slots[slot + 1] == low) {
            return false;
        }
        slots[slot] = high;
        slots[slot + 1] = low;
        size++;
        if (size * 3 > slots.length) {
            grow();
        }
        return true;
    }

    boolean contains(long high, long low) {
        if (high == 0 && low == 0) {
            return hasZero;
        }
        int slot = slotOf(high, low);
        return slots[slot] == high && slots[slot + 1] == low;
    }

    /** Where the hash is or would be. */
    private int slotOf(long high, long low) {
        int mask = slots.length / 2 - 1;
        int slot = (int) (high >>> 8) & mask;
        while (!isFree(slot) && !(slots[2 * slot] == high && slots[2 * slot + 1] == low)) {
            slot = slot + 1 & mask;
        }
        return 2 * slot;
    }

    private boolean isFree(int slot) {
        return slots[2 * slot] == 0 && slots[2 * slot + 1] == 0;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (int i = 0; i < before.length; i += 2) {
            if (before[i] != 0 || before[i + 1] != 0) {
                int slot = slotOf(before[i], before[i + 1]);
                slots[slot] = before[i];
                slots[slot + 1] = before[i + 1];
            }
        }
    }
}
