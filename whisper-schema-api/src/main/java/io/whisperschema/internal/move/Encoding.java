package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The canonical bytes of items, version 1: what is hashed, the same whatever store an item came from. A field is its tag's
 * code and a payload, big-endian: nothing of null; 8 bytes of an integer, a real, a moment, a date; a byte of a boolean; 16
 * of a UUID; the length in 4 bytes and the bytes of text, bytes, JSONB and what we do not know; scale, length and unscaled
 * value of a decimal without zeros at its end; the count of an array and each element so encoded; the count and 4 bytes
 * each of a vector. Zero has no sign and NaN one spelling, except in what SQLite hands to SQLite. Reused, not thread-safe.
 */
final class Encoding {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int SPECIAL = Integer.MIN_VALUE;
    private static final Tag[] BY_CODE = new Tag[128];

    static {
        for (Tag tag : Tag.values()) {
            BY_CODE[tag.code()] = tag;
        }
    }

    private final DecimalBytes decimal = new DecimalBytes();
    private byte[] bytes = new byte[1024];
    private int length;

    /** Where the bytes are, until the next item is encoded. */
    byte[] bytes() {
        return bytes;
    }

    /** How many there are. */
    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** Adds a field of an item. */
    void add(Item item, int field) {
        Tag tag = item.tag(field);
        if (tag.hasBytes()) {
            slice(tag, item.arena(), item.offset(field), item.length(field));
        } else {
            number(tag, item.number(field));
        }
    }

    private void number(Tag tag, long number) {
        room(1 + Long.BYTES);
        bytes[length++] = tag.code();
        switch (tag) {
            case NULL -> {}
            case BOOLEAN -> bytes[length++] = (byte) number;
            case REAL -> putLong(canonicalReal(number));
            case TOO_LARGE -> throw new IllegalStateException("a value that was not read has no canonical bytes");
            default -> putLong(number);
        }
    }

    private void slice(Tag tag, byte[] from, int at, int size) {
        room(1 + 2 * Integer.BYTES + size);
        bytes[length++] = tag.code();
        switch (tag) {
            case UUID -> putBytes(from, at, size);
            case DECIMAL -> decimal(from, at, size);
            case ARRAY -> array(from, at);
            case VECTOR -> vector(from, at, size);
            default -> {
                putInt(size);
                putBytes(from, at, size);
            }
        }
    }

    private void decimal(byte[] from, int at, int size) {
        int scale = (int) INTS.get(from, at);
        if (scale == SPECIAL) {
            unscaled(scale, from, at + Integer.BYTES, size - Integer.BYTES);
        } else {
            decimal.strip(scale, from, at + Integer.BYTES, size - Integer.BYTES);
            unscaled(decimal.scale(), decimal.unscaled(), decimal.from(), decimal.size());
        }
    }

    private void unscaled(int scale, byte[] from, int at, int size) {
        room(2 * Integer.BYTES + size);
        putInt(scale);
        putInt(size);
        putBytes(from, at, size);
    }

    private void array(byte[] from, int at) {
        int count = (int) INTS.get(from, at);
        putInt(count);
        int next = at + Integer.BYTES;
        for (int i = 0; i < count; i++) {
            next = element(from, next);
        }
    }

    /** Adds an element of an array, and tells where the next one begins. */
    private int element(byte[] from, int at) {
        Tag tag = BY_CODE[from[at]];
        int payload = at + 1;
        switch (tag) {
            case NULL -> {
                number(tag, 0);
                return payload;
            }
            case BOOLEAN -> {
                number(tag, from[payload]);
                return payload + 1;
            }
            case UUID -> {
                slice(tag, from, payload, 16);
                return payload + 16;
            }
            case DECIMAL -> {
                return decimalElement(from, payload);
            }
            default -> {
                return tag.hasBytes() ? sliceElement(tag, from, payload) : numberElement(tag, from, payload);
            }
        }
    }

    private int numberElement(Tag tag, byte[] from, int payload) {
        number(tag, (long) LONGS.get(from, payload));
        return payload + Long.BYTES;
    }

    private int sliceElement(Tag tag, byte[] from, int payload) {
        int size = (int) INTS.get(from, payload);
        slice(tag, from, payload + Integer.BYTES, size);
        return payload + Integer.BYTES + size;
    }

    /** Within an array the length lies between scale and unscaled value. */
    private int decimalElement(byte[] from, int payload) {
        int scale = (int) INTS.get(from, payload);
        int size = (int) INTS.get(from, payload + Integer.BYTES);
        int digits = payload + 2 * Integer.BYTES;
        room(1);
        bytes[length++] = Tag.DECIMAL.code();
        if (scale == SPECIAL) {
            unscaled(scale, from, digits, size);
        } else {
            decimal.strip(scale, from, digits, size);
            unscaled(decimal.scale(), decimal.unscaled(), decimal.from(), decimal.size());
        }
        return digits + size;
    }

    private void vector(byte[] from, int at, int size) {
        putInt(size / Float.BYTES);
        for (int i = 0; i < size; i += Float.BYTES) {
            putInt(canonicalFloat((int) INTS.get(from, at + i)));
        }
    }

    private static long canonicalReal(long bits) {
        double value = Double.longBitsToDouble(bits);
        return value == 0 ? 0 : Double.doubleToLongBits(value);
    }

    private static int canonicalFloat(int bits) {
        float value = Float.intBitsToFloat(bits);
        return value == 0 ? 0 : Float.floatToIntBits(value);
    }

    private void putLong(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    private void putInt(int value) {
        room(Integer.BYTES);
        INTS.set(bytes, length, value);
        length += Integer.BYTES;
    }

    private void putBytes(byte[] from, int at, int size) {
        room(size);
        System.arraycopy(from, at, bytes, length, size);
        length += size;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16L, (length + (long) more) * 2));
        }
    }
}
