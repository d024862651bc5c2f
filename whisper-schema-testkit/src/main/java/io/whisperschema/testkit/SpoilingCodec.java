package io.whisperschema.testkit;

import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.error.UnreadableValue;
import java.util.List;

/** Writes a message that says {@value #UNREADABLE} in a way that nothing reads; all others as another codec does. */
public final class SpoilingCodec implements MessageCodec {
    /** What such a message says. */
    public static final String UNREADABLE = "(unreadable)";

    private static final byte SPOILT = 0x7f;

    private final MessageCodec codec;

    /** Over that codec. */
    public SpoilingCodec(MessageCodec codec) {
        this.codec = codec;
    }

    @Override
    public byte[] encode(UniversalMessage message) {
        return message.content().equals(UNREADABLE) ? new byte[] {SPOILT} : codec.encode(message);
    }

    @Override
    public UniversalMessage decode(byte[] bytes) {
        if (bytes.length == 1 && bytes[0] == SPOILT) {
            throw new UnreadableValue("this was spoilt for a test");
        }
        return codec.decode(bytes);
    }

    @Override
    public List<byte[]> beginnings(String messageId) {
        return codec.beginnings(messageId);
    }
}
