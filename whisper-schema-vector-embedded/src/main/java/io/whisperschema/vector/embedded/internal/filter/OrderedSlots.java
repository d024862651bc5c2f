package io.whisperschema.vector.embedded.internal.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Pairs of a key and a slot, in order, in runs that are short enough to be shifted. */
final class OrderedSlots {
    private static final int RUN = 512;

    private final List<Run> runs = new ArrayList<>();
    private int size;

    /** Told of one pair after another. */
    @FunctionalInterface
    interface Visitor {
        /** Whether to go on. */
        boolean visit(long key, int slot);
    }

    private static final class Run {
        private final long[] keys = new long[RUN];
        private final int[] slots = new int[RUN];
        private int size;

        /** The first position that does not come before the pair. */
        int position(long key, int slot) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (isBefore(middle, key, slot)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private boolean isBefore(int at, long key, int slot) {
            return keys[at] < key || (keys[at] == key && slots[at] < slot);
        }

        boolean isAt(int at, long key, int slot) {
            return at < size && keys[at] == key && slots[at] == slot;
        }

        void insert(int at, long key, int slot) {
            System.arraycopy(keys, at, keys, at + 1, size - at);
            System.arraycopy(slots, at, slots, at + 1, size - at);
            keys[at] = key;
            slots[at] = slot;
            size++;
        }

        void delete(int at) {
            size--;
            System.arraycopy(keys, at + 1, keys, at, size - at);
            System.arraycopy(slots, at + 1, slots, at, size - at);
        }

        /** The later half, which leaves this run; a small part when the run grew at its end. */
        Run split(int from) {
            var later = new Run();
            later.size = size - from;
            System.arraycopy(keys, from, later.keys, 0, later.size);
            System.arraycopy(slots, from, later.slots, 0, later.size);
            size = from;
            return later;
        }
    }

    /** Whether it was not there. */
    boolean add(long key, int slot) {
        if (runs.isEmpty()) {
            runs.add(new Run());
        }
        int number = Math.max(0, run(key, slot));
        Run run = runs.get(number);
        int at = run.position(key, slot);
        if (run.isAt(at, key, slot)) {
            return false;
        }
        if (run.size == RUN) {
            boolean grows = number == runs.size() - 1 && at == RUN;
            runs.add(number + 1, run.split(grows ? RUN - 1 : RUN / 2));
            return add(key, slot);
        }
        run.insert(at, key, slot);
        size++;
        return true;
    }

    /** Whether it was there. */
    boolean remove(long key, int slot) {
        int number = run(key, slot);
        if (number < 0) {
            return false;
        }
        Run run = runs.get(number);
        int at = run.position(key, slot);
        if (!run.isAt(at, key, slot)) {
            return false;
        }
        run.delete(at);
        if (run.size == 0) {
            runs.remove(number);
        }
        size--;
        return true;
    }

    /** The last run that does not begin after the pair; -1 when all do. */
    private int run(long key, int slot) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Run run = runs.get(middle);
            if (run.isBefore(0, key, slot) || run.isAt(0, key, slot)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    int size() {
        return size;
    }

    /** How many pairs have a key of the range. */
    int count(LongRange range) {
        if (range.from() > range.to()) {
            return 0;
        }
        return before(range.to(), Integer.MAX_VALUE) - before(range.from(), 0);
    }

    /** How many pairs come before this one. */
    private int before(long key, int slot) {
        int number = run(key, slot);
        int before = 0;
        for (int i = 0; i < number; i++) {
            before += runs.get(i).size;
        }
        return number < 0 ? 0 : before + runs.get(number).position(key, slot);
    }

    void forEach(LongRange range, IntConsumer visitor) {
        ascending(range, (key, slot) -> {
            visitor.accept(slot);
            return true;
        });
    }

    void ascending(LongRange range, Visitor visitor) {
        for (int number = Math.max(0, run(range.from(), 0)); number < runs.size(); number++) {
            Run run = runs.get(number);
            for (int at = run.position(range.from(), 0); at < run.size; at++) {
                if (run.keys[at] > range.to() || !visitor.visit(run.keys[at], run.slots[at])) {
                    return;
                }
            }
        }
    }

    void descending(LongRange range, Visitor visitor) {
        for (int number = run(range.to(), Integer.MAX_VALUE); number >= 0; number--) {
            Run run = runs.get(number);
            for (int at = run.position(range.to(), Integer.MAX_VALUE) - 1; at >= 0; at--) {
                if (run.keys[at] < range.from() || !visitor.visit(run.keys[at], run.slots[at])) {
                    return;
                }
            }
        }
    }
}
