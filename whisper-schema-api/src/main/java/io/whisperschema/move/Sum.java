package io.whisperschema.move;

import java.util.HexFormat;

/**
 * How many items there are, and the sum of their 128-bit hashes; their order does not matter.
 *
 * @param count how many
 * @param high the sum's upper half
 * @param low the sum's lower half
 */
public record Sum(long count, long high, long low) {
    /** That of no item. */
    public static final Sum ZERO = new Sum(0, 0, 0);

    /** Both together. */
    public Sum plus(Sum other) {
        long lower = low + other.low;
        return new Sum(count + other.count, high + other.high + carry(low, lower), lower);
    }

    /** One more item of that hash. */
    public Sum plus(long hashHigh, long hashLow) {
        return plus(new Sum(1, hashHigh, hashLow));
    }

    /** What was carried into the upper half when something was added to that lower one. */
    static long carry(long before, long after) {
        return Long.compareUnsigned(after, before) < 0 ? 1 : 0;
    }

    /** The count, and the sum as 32 hexadecimal digits. */
    public String text() {
        HexFormat hex = HexFormat.of();
        return count + " " + hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
