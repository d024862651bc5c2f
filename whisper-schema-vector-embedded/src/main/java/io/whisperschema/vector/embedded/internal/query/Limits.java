package io.whisperschema.vector.embedded.internal.query;

/** Unsigned numbers of requests as numbers of points: no more than there can be. */
public final class Limits {

    private Limits() {}

    public static int toInt(long unsigned) {
        return Long.compareUnsigned(unsigned, Integer.MAX_VALUE) > 0 ? Integer.MAX_VALUE : (int) unsigned;
    }

    public static int toInt(int unsigned) {
        return toInt(Integer.toUnsignedLong(unsigned));
    }

    static int times(int left, int right) {
        return (int) Math.min(Integer.MAX_VALUE, (long) left * right);
    }

    static int plus(int left, int right) {
        return (int) Math.min(Integer.MAX_VALUE, (long) left + right);
    }
}
