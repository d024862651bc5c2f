package io.whisperschema.cache.internal.codec;

import java.util.Arrays;

/** Bytes in the making. Where their number was foretold they are made without a copy. Not thread-safe. */
final class ByteSink {
    private byte[] bytes;
    private int size;

    ByteSink(int expected) {
        bytes = new byte[expected];
    }

    private void room(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, 1 << 30)));
        }
    }

    void one(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void all(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    /** The lowest bytes of a number, most significant first. */
    void number(long value, int count) {
        room(count);
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void ascii(String text) {
        ascii(text, 0, text.length());
    }

    /** Part of a text that has no other characters than those of ASCII. */
    @SuppressWarnings(
            "deprecation") // Deprecated since it halves other characters; here are none, and nothing copies faster.
    void ascii(String text, int from, int to) {
        room(to - from);
        text.getBytes(from, to, bytes, size);
        size += to - from;
    }

    /** A whole text that has so many bytes in UTF-8. */
    void utf8(String text, int length) {
        if (length == text.length()) {
            ascii(text);
            return;
        }
        room(length);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < 0x80) {
                bytes[size++] = (byte) character;
            } else if (Character.isHighSurrogate(character)) {
                put(text.codePointAt(i++));
            } else {
                put(character);
            }
        }
    }

    /** A character beyond ASCII. */
    void utf8(int character) {
        room(4);
        put(character);
    }

    private void put(int character) {
        if (character < 0x800) {
            bytes[size++] = (byte) (0xc0 | character >> 6);
        } else if (character < 0x10000) {
            bytes[size++] = (byte) (0xe0 | character >> 12);
            bytes[size++] = continued(character >> 6);
        } else {
            bytes[size++] = (byte) (0xf0 | character >> 18);
            bytes[size++] = continued(character >> 12);
            bytes[size++] = continued(character >> 6);
        }
        bytes[size++] = continued(character);
    }

    private static byte continued(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    int size() {
        return size;
    }

    /** What was written; nothing may be written afterwards. */
    byte[] bytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
