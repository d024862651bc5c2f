package io.whisperschema.vector.embedded.internal.filter;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A set of slots: sorted numbers while they are few, bits when they are many. Not thread-safe. */
public final class SlotSet {
    private static final int[] NONE = {};
    private static final int FEW = 64;
    /** Bits take less room than numbers once one in so many slots is in the set. */
    private static final int DENSE = 32;

    private int[] few = NONE;
    private @Nullable BitSet many;
    private int size;

    /** Whether it was not there. */
    public boolean add(int slot) {
        return many == null ? addToFew(slot) : addToMany(many, slot);
    }

    private boolean addToMany(BitSet bits, int slot) {
        if (bits.get(slot)) {
            return false;
        }
        bits.set(slot);
        size++;
        return true;
    }

    private boolean addToFew(int slot) {
        int at = position(slot);
        if (at >= 0) {
            return false;
        }
        insert(-at - 1, slot);
        if (size > FEW && few[size - 1] / DENSE < size) {
            many = bits();
            few = NONE;
        }
        return true;
    }

    private int position(int slot) {
        boolean last = size > 0 && slot > few[size - 1];
        return last ? -size - 1 : Arrays.binarySearch(few, 0, size, slot);
    }

    private void insert(int at, int slot) {
        if (size == few.length) {
            few = Arrays.copyOf(few, Math.max(2, size + (size >> 1)));
        }
        System.arraycopy(few, at, few, at + 1, size - at);
        few[at] = slot;
        size++;
    }

    private BitSet bits() {
        var bits = new BitSet();
        Arrays.stream(few, 0, size).forEach(bits::set);
        return bits;
    }

    /** Whether it was there. */
    public boolean remove(int slot) {
        if (many != null) {
            return removeFromMany(many, slot);
        }
        int at = position(slot);
        if (at < 0) {
            return false;
        }
        System.arraycopy(few, at + 1, few, at, --size - at);
        return true;
    }

    private boolean removeFromMany(BitSet bits, int slot) {
        if (!bits.get(slot)) {
            return false;
        }
        bits.clear(slot);
        size--;
        return true;
    }

    public boolean contains(int slot) {
        return many == null ? position(slot) >= 0 : many.get(slot);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** In ascending order. */
    public void forEach(IntConsumer visitor) {
        if (many == null) {
            for (int i = 0; i < size; i++) {
                visitor.accept(few[i]);
            }
            return;
        }
        for (int slot = many.nextSetBit(0); slot >= 0; slot = many.nextSetBit(slot + 1)) {
            visitor.accept(slot);
        }
    }

    /** In ascending order. */
    public IntStream stream() {
        return many == null ? Arrays.stream(few, 0, size) : many.stream();
    }

    /** In ascending order. */
    public int[] toArray() {
        return many == null ? Arrays.copyOf(few, size) : many.stream().toArray();
    }

    void addAll(SlotSet other) {
        if (other.many == null || many == null) {
            other.forEach(this::add);
            return;
        }
        many.or(other.many);
        size = many.cardinality();
    }

    /** Those of this set that are in the other too; a new set. */
    SlotSet and(SlotSet other) {
        if (other.size < size) {
            return other.and(this);
        }
        var both = new SlotSet();
        forEach(slot -> {
            if (other.contains(slot)) {
                both.add(slot);
            }
        });
        return both;
    }

    /** Those of this set that are not in the other; a new set. */
    SlotSet andNot(SlotSet other) {
        var rest = new SlotSet();
        forEach(slot -> {
            if (!other.contains(slot)) {
                rest.add(slot);
            }
        });
        return rest;
    }
}
