package io.whisperschema.cache;

import io.whisperschema.cache.internal.codec.FlatForm;
import io.whisperschema.cache.internal.codec.Formats;
import io.whisperschema.cache.internal.codec.JsonMessage;
import io.whisperschema.cache.internal.codec.PackMessage;
import io.whisperschema.error.UnreadableValue;
import java.util.List;

/**
 * A way to write a message as bytes. The same message gives the same bytes always, and each codec reads what any other wrote.
 * Thread-safe.
 */
public interface MessageCodec {
    /** How many bytes a message may have: 16 MiB. */
    int LONGEST = Formats.LONGEST;

    /** MessagePack, the smallest and fastest: what to take unless others read along. */
    static MessageCodec messagePack() {
        return new PackMessage();
    }

    /** JSON behind one byte of format and version. */
    static MessageCodec json() {
        return new JsonMessage();
    }

    /** The flat form as JSON text, as Python applications write and read it ({@link FlatMessage}); in no envelope. */
    static MessageCodec flat() {
        return new FlatForm();
    }

    /**
     * The message as bytes.
     *
     * @throws IllegalArgumentException if they would be more than {@link #LONGEST}
     */
    byte[] encode(UniversalMessage message);

    /**
     * The message that those bytes hold, in whichever of the known formats and versions they are.
     *
     * @throws UnreadableValue if they hold none; its message is a sentence that says what they seem to be
     */
    default UniversalMessage decode(byte[] bytes) {
        return Formats.decode(bytes);
    }

    /**
     * What the bytes of a message of that id begin with, in each format and version that {@link #decode} reads and that
     * puts the id in front. A value that begins otherwise may still be of that id; one that begins so is, if it can be read.
     */
    default List<byte[]> beginnings(String messageId) {
        return Formats.beginnings(messageId);
    }
}
