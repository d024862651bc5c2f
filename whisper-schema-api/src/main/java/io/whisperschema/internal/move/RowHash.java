package io.whisperschema.internal.move;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MurmurHash3 for x64 of 128 bits with seed 0, by Austin Appleby, who gave it to the public domain. It finds accidents; it
 * is no seal against somebody who makes up rows. Reused, not thread-safe.
 */
public final class RowHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final int BLOCK = 16;

    private long high;
    private long low;

    /** The upper half of the last hash, which the algorithm calls h1. */
    public long high() {
        return high;
    }

    /** The lower half of the last hash. */
    public long low() {
        return low;
    }

    /** Hashes a part of an array. */
    public void hash(byte[] bytes, int from, int length) {
        high = 0;
        low = 0;
        int tail = from + (length & -BLOCK);
        for (int at = from; at < tail; at += BLOCK) {
            block((long) LONGS.get(bytes, at), (long) LONGS.get(bytes, at + 8));
        }
        rest(bytes, tail, length & (BLOCK - 1));
        finish(length);
    }

    private void block(long first, long second) {
        high = Long.rotateLeft(high ^ mixedFirst(first), 27) + low;
        high = high * 5 + 0x52dce729;
        low = Long.rotateLeft(low ^ mixedSecond(second), 31) + high;
        low = low * 5 + 0x38495ab5;
    }

    private void rest(byte[] bytes, int from, int length) {
        if (length > 8) {
            low ^= mixedSecond(word(bytes, from + 8, length - 8));
        }
        if (length > 0) {
            high ^= mixedFirst(word(bytes, from, Math.min(length, 8)));
        }
    }

    private static long word(byte[] bytes, int from, int length) {
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << 8 | (bytes[from + i] & 0xff);
        }
        return word;
    }

    private void finish(int length) {
        high ^= length;
        low ^= length;
        high += low;
        low += high;
        high = spread(high);
        low = spread(low);
        high += low;
        low += high;
    }

    private static long mixedFirst(long word) {
        return Long.rotateLeft(word * C1, 31) * C2;
    }

    private static long mixedSecond(long word) {
        return Long.rotateLeft(word * C2, 33) * C1;
    }

    private static long spread(long word) {
        long spread = (word ^ word >>> 33) * 0xff51afd7ed558ccdL;
        spread = (spread ^ spread >>> 33) * 0xc4ceb9fe1a85ec53L;
        return spread ^ spread >>> 33;
    }
}
