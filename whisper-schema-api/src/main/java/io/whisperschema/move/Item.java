package io.whisperschema.move;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One item on its way: a {@link Tag} and a number or bytes for each field. Mutable, reused from item to item, not
 * thread-safe.
 *
 * <p>A value that is put replaces the one that its field had. Bytes are copied into an arena of the item, which grows to
 * the largest item and is kept. A reader may rely on nobody else touching the item between two calls of
 * {@code ItemReader.next}; a writer on every tag being that of the field's kind, or {@link Tag#NULL} where the field may be
 * without a value, or one of the {@code RAW_} tags where the kind is {@link ValueKind.Plain#VERBATIM}.
 */
public final class Item {
    private static final int FIRST_ARENA = 64 * 1024;
    private static final byte[] NOTHING = new byte[0];
    private static final int LARGEST_ARENA = Integer.MAX_VALUE - 16;

    private final Tag[] tags;
    private final long[] numbers;
    private final int[] offsets;
    private final int[] lengths;
    private byte[] arena = NOTHING;
    private int used;
    private @Nullable Object original;

    /** What a field of an item holds, and how. */
    public enum Tag {
        /** Nothing. */
        NULL(0x00, false),
        /** An integer of 16, 32 or 64 bits: {@link #number}. */
        INTEGER(0x01, false),
        /** A floating point number of 32 or 64 bits: {@link #real}. */
        REAL(0x02, false),
        /**
         * A decimal: bytes of its scale (4 bytes, big-endian) and its unscaled value (two's complement, big-endian). A scale
         * of {@code 0x80000000} and one byte: 0 NaN, 1 infinity, 2 negative infinity.
         */
        DECIMAL(0x03, true),
        /** True or false: {@link #number} 1 or 0. */
        BOOLEAN(0x04, false),
        /** Text, JSON that is kept as text: bytes of UTF-8. */
        TEXT(0x05, true),
        /** Bytes. */
        BYTES(0x06, true),
        /** A moment: {@link #number} of microseconds since 1970 UTC; the largest and smallest are the infinities. */
        MOMENT(0x07, false),
        /** A date and time of no zone: {@link #number} as if it was UTC. */
        LOCAL_MOMENT(0x08, false),
        /** A date: {@link #number} of days since 1970; the largest and smallest long are the infinities. */
        DATE(0x09, false),
        /** A UUID: its 16 bytes. */
        UUID(0x0a, true),
        /** JSON in any spelling when read, in its canonical one when written: bytes of UTF-8. */
        JSONB(0x0b, true),
        /**
         * An array of one dimension: bytes of its size (4 bytes, big-endian) and for each element its tag's {@link #code} and
         * what canonical encoding writes of it, as {@code internal.move.Encoding} tells.
         */
        ARRAY(0x0c, true),
        /** A vector: the big-endian bits of its 32-bit numbers. */
        VECTOR(0x0d, true),
        /** The text form of a type that we do not know: bytes of UTF-8. */
        OPAQUE(0x0e, true),
        /** An integer as SQLite returned it: {@link #number}. */
        RAW_INTEGER(0x11, false),
        /** A real as SQLite returned it: {@link #real}. */
        RAW_REAL(0x12, false),
        /** Text as SQLite returned it, not looked at: bytes. */
        RAW_TEXT(0x13, true),
        /** A blob as SQLite returned it: bytes. */
        RAW_BLOB(0x14, true),
        /** A value that is larger than may be read: {@link #number} of its bytes, or -1; never written. */
        TOO_LARGE(0x7f, false);

        private final byte code;
        private final boolean bytes;

        Tag(int code, boolean bytes) {
            this.code = (byte) code;
            this.bytes = bytes;
        }

        /** Its byte in the canonical encoding. */
        public byte code() {
            return code;
        }

        /** Whether its value is bytes of the arena, not a number. */
        public boolean hasBytes() {
            return bytes;
        }
    }

    /** An item of so many fields, all of them without a value. */
    public Item(int fields) {
        tags = new Tag[fields];
        numbers = new long[fields];
        offsets = new int[fields];
        lengths = new int[fields];
        Arrays.fill(tags, Tag.NULL);
    }

    /** How many fields it has. */
    public int fields() {
        return tags.length;
    }

    /** Takes all values away; to be called before each item. */
    public void clear() {
        Arrays.fill(tags, Tag.NULL);
        used = 0;
        original = null;
    }

    /**
     * What the store returned and the fields were made of, for a writer that can send it as it is. To be told when all
     * fields are put: it is forgotten as soon as one of them changes.
     */
    public void putOriginal(Object returned) {
        original = returned;
    }

    /** What the store returned, if the reader told it and no field has changed since. */
    public Optional<Object> original() {
        return Optional.ofNullable(original);
    }

    /** The field has no value. */
    public void putNull(int field) {
        set(field, Tag.NULL);
    }

    /** An integer as the store returned it: {@link Tag#RAW_INTEGER}. */
    public void putInteger(int field, long value) {
        putTyped(field, Tag.RAW_INTEGER, value);
    }

    /** A real as the store returned it: {@link Tag#RAW_REAL}. */
    public void putReal(int field, double value) {
        putTyped(field, Tag.RAW_REAL, Double.doubleToRawLongBits(value));
    }

    /** The bytes of a text as the store returned it: {@link Tag#RAW_TEXT}. */
    public void putText(int field, byte[] from, int at, int length) {
        putTyped(field, Tag.RAW_TEXT, from, at, length);
    }

    /** The bytes of a blob as the store returned it: {@link Tag#RAW_BLOB}. */
    public void putBlob(int field, byte[] from, int at, int length) {
        putTyped(field, Tag.RAW_BLOB, from, at, length);
    }

    /** A value that the store holds but the reader may not read. */
    public void putTooLarge(int field, long bytes) {
        putTyped(field, Tag.TOO_LARGE, bytes);
    }

    /** A value whose tag tells of a number; that of a real are its bits. */
    public void putTyped(int field, Tag tag, long number) {
        set(field, tag);
        numbers[field] = number;
    }

    /** A value whose tag tells of bytes, which are copied. */
    public void putTyped(int field, Tag tag, byte[] from, int at, int length) {
        int offset = room(length);
        System.arraycopy(from, at, arena, offset, length);
        set(field, tag);
        offsets[field] = offset;
        lengths[field] = length;
    }

    /** Reads the field's bytes under another tag; they stay where they are. */
    public void retag(int field, Tag tag) {
        if (tags[field] != tag) {
            set(field, tag);
        }
    }

    /** Reads a part of the field's bytes under another tag; they stay where they are. */
    public void retag(int field, Tag tag, int offset, int length) {
        set(field, tag);
        offsets[field] = offset;
        lengths[field] = length;
    }

    private void set(int field, Tag tag) {
        tags[field] = tag;
        original = null;
    }

    /** Gives another item of as many fields their tags, numbers and places, but not the bytes that are there. */
    public void copyPlacesTo(Item other) {
        System.arraycopy(tags, 0, other.tags, 0, tags.length);
        System.arraycopy(numbers, 0, other.numbers, 0, tags.length);
        System.arraycopy(offsets, 0, other.offsets, 0, tags.length);
        System.arraycopy(lengths, 0, other.lengths, 0, tags.length);
    }

    /** Where so many more bytes of the arena begin, which may move it. */
    private int room(int length) {
        int offset = used;
        long needed = (long) used + length;
        if (needed > arena.length) {
            if (needed > LARGEST_ARENA) {
                throw new IllegalStateException("an item of " + needed + " bytes is larger than Java's arrays");
            }
            arena = Arrays.copyOf(arena, (int)
                    Math.min(LARGEST_ARENA, Math.max(FIRST_ARENA, Math.max(needed, arena.length * 2L))));
        }
        used = (int) needed;
        return offset;
    }

    /** What the field holds. */
    public Tag tag(int field) {
        return tags[field];
    }

    /** The field's number. */
    public long number(int field) {
        return numbers[field];
    }

    /** The field's number as the real whose bits it is. */
    public double real(int field) {
        return Double.longBitsToDouble(numbers[field]);
    }

    /** Where the bytes of all fields are, until the next value is put; not to be written to. */
    public byte[] arena() {
        return arena;
    }

    /** Where the field's bytes begin in the arena. */
    public int offset(int field) {
        return offsets[field];
    }

    /** How many bytes the field has. */
    public int length(int field) {
        return lengths[field];
    }

    /** The field's bytes as the text that they spell; for what is rare, as it makes one. */
    public String text(int field) {
        return new String(arena, offsets[field], lengths[field], StandardCharsets.UTF_8);
    }

    /** About how many bytes its values have: eight for a number. */
    public int bytes() {
        int bytes = 0;
        for (int i = 0; i < tags.length; i++) {
            if (tags[i] != Tag.NULL) {
                bytes += tags[i].bytes ? lengths[i] : Long.BYTES;
            }
        }
        return bytes;
    }
}
