package io.whisperschema.vector.embedded.internal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The best of many slots, greater similarity first, in a heap of as many as were asked for. NaN is greater than all.
 * Not thread-safe: each thread has its own, and one takes the others in.
 */
public final class TopK {
    private static final int FIRST_ROOM = 1024;

    private final int limit;
    private final SlotOrder ties;
    private int[] slots;
    private float[] similarities;
    private int size;

    /**
     * @param limit at least 1
     * @param ties for slots of the same similarity
     */
    public TopK(int limit, SlotOrder ties) {
        this.limit = limit;
        this.ties = ties;
        this.slots = new int[Math.min(limit, FIRST_ROOM)];
        this.similarities = new float[slots.length];
    }

    public void offer(int slot, float offered) {
        // Turns -0 into 0: the server takes both for equal.
        float similarity = offered + 0f;
        if (size < limit) {
            room();
            slots[size] = slot;
            similarities[size] = similarity;
            rise(size++);
        } else if (before(slot, similarity, slots[0], similarities[0])) {
            slots[0] = slot;
            similarities[0] = similarity;
            sink(size);
        }
    }

    private void room() {
        if (size == slots.length) {
            int length = (int) Math.min(limit, 2L * size);
            slots = Arrays.copyOf(slots, length);
            similarities = Arrays.copyOf(similarities, length);
        }
    }

    private boolean before(int left, float leftSimilarity, int right, float rightSimilarity) {
        int bySimilarity = Float.compare(rightSimilarity, leftSimilarity);
        return bySimilarity != 0 ? bySimilarity < 0 : ties.compare(left, right) < 0;
    }

    private boolean before(int left, int right) {
        return before(slots[left], similarities[left], slots[right], similarities[right]);
    }

    /** The worst is at the root. */
    private void rise(int from) {
        int child = from;
        while (child > 0 && before((child - 1) / 2, child)) {
            swap(child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
    }

    private void sink(int end) {
        int parent = 0;
        for (int child = worseChild(parent, end); child < end && before(parent, child); ) {
            swap(parent, child);
            parent = child;
            child = worseChild(parent, end);
        }
    }

    private int worseChild(int parent, int end) {
        int left = 2 * parent + 1;
        return left + 1 < end && before(left, left + 1) ? left + 1 : left;
    }

    private void swap(int left, int right) {
        int slot = slots[left];
        float similarity = similarities[left];
        slots[left] = slots[right];
        similarities[left] = similarities[right];
        slots[right] = slot;
        similarities[right] = similarity;
    }

    /** Offers all that the other holds. */
    public void addAll(TopK other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.slots[i], other.similarities[i]);
        }
    }

    /** The best first. Empties the heap. */
    public List<Hit> drained() {
        var worstFirst = new ArrayList<Hit>(size);
        while (size > 0) {
            worstFirst.add(new Hit(slots[0], similarities[0]));
            swap(0, --size);
            sink(size);
        }
        Collections.reverse(worstFirst);
        return worstFirst;
    }
}
