package io.whisperschema.postgres;

import java.util.Arrays;

/** Bytes to which one can add, big-endian. Mutable, reused, not thread-safe. */
final class GrowingBytes {
    private final int size;
    private byte[] bytes;
    private int length;

    /** None yet, with room for so many. */
    GrowingBytes(int size) {
        this.size = size;
        this.bytes = new byte[size];
    }

    void int8(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void int16(int value) {
        room(Short.BYTES);
        BigEndian.putInt16(bytes, length, value);
        length += Short.BYTES;
    }

    void int32(int value) {
        room(Integer.BYTES);
        BigEndian.putInt32(bytes, length, value);
        length += Integer.BYTES;
    }

    void int64(long value) {
        room(Long.BYTES);
        BigEndian.putInt64(bytes, length, value);
        length += Long.BYTES;
    }

    void bytes(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, bytes, length, count);
        length += count;
    }

    /** Puts another integer where one is already. */
    void int32At(int place, int value) {
        BigEndian.putInt32(bytes, place, value);
    }

    /** Where they are. */
    byte[] array() {
        return bytes;
    }

    /** How many there are. */
    int length() {
        return length;
    }

    /** There are none any more; room for more than usual is given back. */
    void clear() {
        length = 0;
        if (bytes.length > size) {
            bytes = new byte[size];
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            long wanted = Math.min(Integer.MAX_VALUE - 16L, (length + (long) more) * 2);
            bytes = Arrays.copyOf(bytes, (int) wanted);
        }
    }
}
