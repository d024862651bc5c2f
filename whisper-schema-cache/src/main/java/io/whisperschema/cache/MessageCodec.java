package io.whisperschema.cache;

import io.whisperschema.error.UnreadableValue;
import java.util.List;

/** A way to write a message as bytes. The same message gives the same bytes always. Thread-safe. */
public interface MessageCodec {
    /** The message as bytes. */
    byte[] encode(UniversalMessage message);

    /**
     * The message that those bytes hold, in whichever of the known formats and versions they are.
     *
     * @throws UnreadableValue if they hold none
     */
    UniversalMessage decode(byte[] bytes);

    /**
     * What the bytes of a message of that id begin with, in each format and version that {@link #decode} reads and that
     * puts the id in front. A value that begins otherwise may still be of that id; one that begins so is.
     */
    List<byte[]> beginnings(String messageId);
}
