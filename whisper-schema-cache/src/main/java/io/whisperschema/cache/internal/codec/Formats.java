package io.whisperschema.cache.internal.codec;

import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.error.UnreadableValue;
import java.io.IOException;
import java.util.List;

/**
 * The door to the messages of every format.
 *
 * <p>A value begins with one byte: four bits of its format and four of its version. Neither UTF-8 text nor a pickle nor an
 * object of Java begins with such a byte. What begins with a brace instead is the flat form.
 */
public final class Formats {
    /** More bytes are no message. */
    public static final int LONGEST = 16 << 20;

    static final byte JSON = (byte) 0x90;
    static final byte MESSAGE_PACK = (byte) 0xb0;
    static final int VERSION = 1;

    private static final String PACKED = "a message in MessagePack";
    private static final String AS_JSON = "a message in JSON";
    private static final int FORMAT_BITS = 0xf0;
    private static final int VERSION_BITS = 0x0f;

    private Formats() {}

    /** The message of some bytes. */
    public static UniversalMessage decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw new UnreadableValue("This is no message: it is empty.");
        }
        if (bytes.length > LONGEST) {
            throw new UnreadableValue("This is no message: it is longer than " + LONGEST + " bytes.");
        }
        return switch (bytes[0] & FORMAT_BITS) {
            case MESSAGE_PACK & 0xff -> {
                checkVersion(bytes, PACKED);
                yield read(PACKED + " of version 1", () -> PackMessage.read(bytes));
            }
            case JSON & 0xff -> {
                checkVersion(bytes, AS_JSON);
                yield read(AS_JSON + " of version 1", () -> JsonMessage.read(bytes));
            }
            default -> flat(bytes);
        };
    }

    private static void checkVersion(byte[] bytes, String what) {
        int version = bytes[0] & VERSION_BITS;
        if (version < VERSION) {
            throw ForeignBytes.refused(bytes);
        }
        if (version > VERSION) {
            throw new UnreadableValue("This looks like " + what + " of version " + version
                    + ", which a newer release wrote: this one reads version " + VERSION + ".");
        }
    }

    private static UniversalMessage flat(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && isJsonSpace(bytes[first])) {
            first++;
        }
        if (first == bytes.length || bytes[first] != '{') {
            throw ForeignBytes.refused(bytes);
        }
        return read(FlatForm.FLAT, () -> FlatForm.read(bytes));
    }

    private static boolean isJsonSpace(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    static UniversalMessage read(String what, Reading reading) {
        try {
            return reading.message();
        } catch (Fault | IllegalArgumentException e) {
            throw new UnreadableValue("This looks like " + what + ", but " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new UnreadableValue(
                    "This looks like " + what + ", but " + JsonReader.fault(e).getMessage() + ".");
        }
    }

    /** Reads a message. */
    interface Reading {
        UniversalMessage message() throws IOException;
    }

    /** What the bytes of a message of that id begin with. */
    public static List<byte[]> beginnings(String messageId) {
        return List.of(
                PackMessage.beginning(messageId), JsonMessage.beginning(messageId), FlatForm.beginning(messageId));
    }

    /** The bytes, if they are not too many to be read again. */
    static byte[] bounded(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a message of " + bytes.length + " bytes is longer than the " + LONGEST + " that are read again");
        }
        return bytes;
    }
}
