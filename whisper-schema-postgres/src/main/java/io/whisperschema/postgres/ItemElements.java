package io.whisperschema.postgres;

import io.whisperschema.move.Item.Tag;

/** The elements of an array within an item's bytes, one after the other. */
final class ItemElements {
    private static final int UUID_BYTES = 16;
    private static final Tag[] BY_CODE = new Tag[Byte.MAX_VALUE + 1];

    static {
        for (Tag tag : Tag.values()) {
            BY_CODE[tag.code()] = tag;
        }
    }

    private final byte[] bytes;
    private Tag tag = Tag.NULL;
    private long number;
    private int at;
    private int length;
    private int next;

    /** Those whose first begins there. */
    ItemElements(byte[] bytes, int at) {
        this.bytes = bytes;
        this.next = at;
    }

    /** Goes on to the next one. */
    void next() {
        tag = BY_CODE[bytes[next]];
        at = next + 1;
        length = 0;
        switch (tag) {
            case NULL -> {}
            case BOOLEAN -> {
                number = bytes[at];
                length = 1;
            }
            case UUID -> length = UUID_BYTES;
            case DECIMAL -> {
                number = BigEndian.int32(bytes, at);
                slice(at + Integer.BYTES);
            }
            default -> {
                if (tag.hasBytes()) {
                    slice(at);
                } else {
                    number = BigEndian.int64(bytes, at);
                    length = Long.BYTES;
                }
            }
        }
        next = at + length;
    }

    private void slice(int lengthAt) {
        length = BigEndian.int32(bytes, lengthAt);
        at = lengthAt + Integer.BYTES;
    }

    Tag tag() {
        return tag;
    }

    /** Its number, if its tag tells of one. */
    long number() {
        return number;
    }

    /** The scale of a decimal. */
    int scale() {
        return (int) number;
    }

    /** Where its bytes are. */
    byte[] bytes() {
        return bytes;
    }

    /** Where its bytes begin, of a decimal those of its unscaled value. */
    int at() {
        return at;
    }

    /** How many there are. */
    int length() {
        return length;
    }
}
