package io.whisperschema.cache.internal.memory;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A long list that shares what it holds with the one that it has grown from, so that an element more costs little however many
 * there are. Nobody changes it.
 */
final class Stacked extends AbstractList<byte[]> {
    /** It keeps elements behind its end as long as they are not more than that part of it. */
    private static final int KEPT_BEHIND = 8;

    private final Block top;
    private final int size;

    private Stacked(Block top, int size) {
        this.top = top;
        this.size = size;
    }

    /**
     * Elements in a row with those behind them. Each block has at least twice as many as that above it, so there are few; where
     * one is put on top that is too large for this, it swallows what is below.
     *
     * @param count how many there are to the end
     * @param weight how much they weigh
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Block(byte[][] elements, Optional<Block> below, int count, long weight) {
        static Block of(byte[][] elements) {
            return new Block(elements, Optional.empty(), elements.length, Held.weight(Arrays.asList(elements)));
        }

        Block under(byte[][] newer) {
            byte[][] elements = newer;
            Optional<Block> rest = Optional.of(this);
            while (rest.isPresent() && rest.get().elements.length < 2L * elements.length) {
                elements = joined(elements, rest.get().elements);
                rest = rest.get().below;
            }
            return new Block(elements, rest, newer.length + count, Held.weight(Arrays.asList(newer)) + weight);
        }

        private static byte[][] joined(byte[][] one, byte[][] other) {
            byte[][] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }

        byte[] get(int place) {
            Block block = this;
            int left = place;
            while (left >= block.elements.length) {
                left -= block.elements.length;
                block = block.below.orElseThrow();
            }
            return block.elements[left];
        }
    }

    /** Elements behind newer ones, the first so many of them. */
    static List<byte[]> pushed(List<byte[]> elements, byte[][] newer, int size) {
        Block before = elements instanceof Stacked stacked ? stacked.top : Block.of(elements.toArray(byte[][]::new));
        var all = new Stacked(before.under(newer), size);
        return all.top.count - size > size / KEPT_BEHIND ? all.alone() : all;
    }

    /** The same without what is behind its end. */
    private Stacked alone() {
        return new Stacked(Block.of(toArray(byte[][]::new)), size);
    }

    @Override
    public byte[] get(int place) {
        return top.get(place);
    }

    @Override
    public int size() {
        return size;
    }

    /** How much it weighs, with what it keeps behind its end. */
    long weight() {
        return top.weight;
    }
}
