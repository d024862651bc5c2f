package io.whisperschema.move;

import io.whisperschema.internal.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** The sums of a passage by the 256 parts into which the hash of its keys divides it. Mutable, not thread-safe. */
public final class Parts {
    /** How many there are. */
    public static final int COUNT = 256;

    private static final int BYTES = 1 + 3 * Long.BYTES;

    private final long[] counts = new long[COUNT];
    private final long[] highs = new long[COUNT];
    private final long[] lows = new long[COUNT];

    /** Those of no item. */
    public Parts() {}

    /** Adds an item of that part and hash. */
    public void add(int part, long high, long low) {
        counts[part]++;
        addTo(part, high, low);
    }

    /** Adds all items that the other has. */
    public void addAll(Parts other) {
        for (int part = 0; part < COUNT; part++) {
            counts[part] += other.counts[part];
            addTo(part, other.highs[part], other.lows[part]);
        }
    }

    private void addTo(int part, long high, long low) {
        long before = lows[part];
        lows[part] = before + low;
        highs[part] += high + Sum.carry(before, lows[part]);
    }

    /** The sum of one part. */
    public Sum sum(int part) {
        return new Sum(counts[part], highs[part], lows[part]);
    }

    /** How many items there are. */
    public long count() {
        return Arrays.stream(counts).sum();
    }

    /** The parts in which they differ, smallest first. */
    public List<Integer> differingFrom(Parts other) {
        return IntStream.range(0, COUNT)
                .filter(part -> !sum(part).equals(other.sum(part)))
                .boxed()
                .toList();
    }

    /** The digest of a passage that has these parts, as 64 hexadecimal digits. */
    public String digest(Passage passage) {
        var lines = new StringBuilder(passage.format());
        for (int part = 0; part < COUNT; part++) {
            if (counts[part] != 0) {
                lines.append(HexFormat.of().toHexDigits((byte) part))
                        .append(' ')
                        .append(sum(part).text())
                        .append('\n');
            }
        }
        return Sha256.hex(lines.toString());
    }

    /** The parts that have items as text, which {@link #of} reads. */
    public String text() {
        var bytes = ByteBuffer.allocate(COUNT * BYTES);
        for (int part = 0; part < COUNT; part++) {
            if (counts[part] != 0) {
                bytes.put((byte) part)
                        .putLong(counts[part])
                        .putLong(highs[part])
                        .putLong(lows[part]);
            }
        }
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /**
     * The parts that a text of {@link #text} tells.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Parts of(String text) {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        if (bytes.remaining() % BYTES != 0) {
            throw new IllegalArgumentException(
                    "sums of parts have a multiple of " + BYTES + " bytes, not " + bytes.remaining());
        }
        var parts = new Parts();
        while (bytes.hasRemaining()) {
            int part = Byte.toUnsignedInt(bytes.get());
            parts.counts[part] = bytes.getLong();
            parts.highs[part] = bytes.getLong();
            parts.lows[part] = bytes.getLong();
        }
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parts parts
                && Arrays.equals(counts, parts.counts)
                && Arrays.equals(highs, parts.highs)
                && Arrays.equals(lows, parts.lows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts) * 31 + Arrays.hashCode(lows);
    }

    @Override
    public String toString() {
        return count() + " items in "
                + IntStream.range(0, COUNT).filter(part -> counts[part] != 0).count() + " parts";
    }
}
