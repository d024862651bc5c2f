package io.whisperschema.internal.move;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes that should be text. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;

    /** What bytes are. */
    enum Look {
        /** Text without NUL characters. */
        CLEAN,
        /** Text with NUL characters. */
        NUL,
        /** No text. */
        INVALID
    }

    private Utf8() {}

    /** What those bytes are; overlong forms, halves of surrogate pairs and what is beyond U+10FFFF are no text. */
    static Look scan(byte[] bytes, int from, int length) {
        int end = from + length;
        boolean nul = false;
        int at = from;
        while (at < end) {
            if (at + Long.BYTES <= end) {
                long word = (long) LONGS.get(bytes, at);
                if ((word & HIGH_BITS) == 0) {
                    nul |= ((word - LOW_BITS) & HIGH_BITS) != 0;
                    at += Long.BYTES;
                    continue;
                }
            }
            int size = sizeAt(bytes, at, end);
            if (size == 0) {
                return Look.INVALID;
            }
            nul |= bytes[at] == 0;
            at += size;
        }
        return nul ? Look.NUL : Look.CLEAN;
    }

    /** How many bytes the character there has; 0 if there is none. */
    private static int sizeAt(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (size == 0 || at + size > end || !isSecond(first, bytes[at + 1] & 0xff)) {
            return 0;
        }
        for (int i = 2; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return size;
    }

    private static boolean isSecond(int first, int second) {
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        return second >= least && second <= most;
    }

    /** How many characters valid text has. */
    static int characters(byte[] bytes, int from, int length) {
        int count = 0;
        for (int i = from; i < from + length; i++) {
            count += (bytes[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    /** How many bytes the first characters of valid text have. */
    static int bytesOf(int characters, byte[] bytes, int from, int length) {
        int count = 0;
        for (int i = from; i < from + length; i++) {
            count += (bytes[i] & 0xc0) == 0x80 ? 0 : 1;
            if (count > characters) {
                return i - from;
            }
        }
        return length;
    }
}
