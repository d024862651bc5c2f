package io.whisperschema.cache.internal.entry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The key of an entry: bytes, which need not be text. Immutable. */
public final class EntryKey implements Comparable<EntryKey> {
    /** What keys begin with under which this library keeps what it has to remember. */
    public static final String OURS = "whisper_schema:";

    /** How many slots there are. */
    public static final int SLOTS = 16384;

    private static final byte[] OURS_BYTES = OURS.getBytes(StandardCharsets.UTF_8);

    private final byte[] bytes;

    private EntryKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The key of those bytes, which nobody changes any more. */
    public static EntryKey of(byte[] bytes) {
        return new EntryKey(bytes);
    }

    /** The key that a text is in UTF-8. */
    public static EntryKey of(String text) {
        return new EntryKey(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Its bytes, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The text that it is, if it is one. */
    public Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException none) {
            return Optional.empty();
        }
    }

    /** Whether this library keeps what it has to remember under it. */
    public boolean isOurs() {
        return startsWith(OURS_BYTES);
    }

    /** Whether it begins with those bytes. */
    public boolean startsWith(byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** What is behind a prefix that it has. */
    public EntryKey behind(byte[] prefix) {
        return prefix.length == 0 ? this : new EntryKey(Arrays.copyOfRange(bytes, prefix.length, bytes.length));
    }

    /** It behind a prefix. */
    public EntryKey prefixed(byte[] prefix) {
        if (prefix.length == 0) {
            return this;
        }
        byte[] all = Arrays.copyOf(prefix, prefix.length + bytes.length);
        System.arraycopy(bytes, 0, all, prefix.length, bytes.length);
        return new EntryKey(all);
    }

    /** Which slot of a cluster it belongs to: that of its hash tag, where it has one. */
    public int slot() {
        return Slots.of(bytes);
    }

    /** A short text that, as a hash tag, leads to the same slot. */
    public String tag() {
        return Slots.tag(slot());
    }

    @Override
    public int compareTo(EntryKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As people read it: what is no text stands as a replacement character. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
