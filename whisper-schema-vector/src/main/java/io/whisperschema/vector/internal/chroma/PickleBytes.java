package io.whisperschema.vector.internal.chroma;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle. What is asked for beyond their end costs no memory. */
final class PickleBytes {
    /** Far more than an id has; a longer text is none that ChromaDB wrote there. */
    private static final int LONGEST_TEXT = 1 << 20;

    private final InputStream source;
    private final long size;
    private long taken;

    PickleBytes(InputStream source, long size) {
        this.source = source;
        this.size = size;
    }

    long taken() {
        return taken;
    }

    boolean isAtEnd() {
        return taken == size;
    }

    int one() throws IOException {
        return some(1).get() & 0xff;
    }

    /** The next bytes, least significant first. */
    ByteBuffer some(int count) throws IOException {
        byte[] bytes = source.readNBytes(count);
        ChromaFault.unless(bytes.length == count, "it ends early, at byte %d", taken + bytes.length);
        taken += count;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A text of that many bytes. */
    String text(long length) throws IOException {
        ChromaFault.unless(
                length >= 0 && length <= LONGEST_TEXT,
                "it holds a text of %s bytes, at byte %d, which is no id",
                Long.toUnsignedString(length),
                taken);
        return decoded(some((int) length));
    }

    private String decoded(ByteBuffer bytes) throws ChromaFault {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new ChromaFault("it holds a text that is no UTF-8, before byte " + taken);
        }
    }

    /** A number of up to eight bytes, least significant first, with a sign. */
    long number(int length) throws IOException {
        ChromaFault.unless(length <= Long.BYTES, "it holds a number of %d bytes, at byte %d", length, taken);
        ByteBuffer bytes = some(length);
        long number = 0;
        for (int i = 0; i < length; i++) {
            number |= (bytes.get(i) & 0xffL) << (8 * i);
        }
        int unused = Long.SIZE - 8 * length;
        return length == 0 ? 0 : number << unused >> unused;
    }
}
