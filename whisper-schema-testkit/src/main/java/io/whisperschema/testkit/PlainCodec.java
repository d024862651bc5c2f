package io.whisperschema.testkit;

import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.error.UnreadableValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** A codec for tests. */
final class PlainCodec implements MessageCodec {
    @Override
    public byte[] encode(UniversalMessage message) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(message.messageId());
            out.writeUTF(message.userId());
            out.writeUTF(message.content());
            out.writeLong(message.timestamp().getEpochSecond());
            out.writeInt(message.timestamp().getNano());
            out.writeUTF(message.channelId().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public UniversalMessage decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return UniversalMessage.of(
                            in.readUTF(), in.readUTF(), in.readUTF(), Instant.ofEpochSecond(in.readLong(), in.readInt()))
                    .in(in.readUTF());
        } catch (IOException e) {
            throw new UnreadableValue("this is no message", e);
        }
    }

    @Override
    public List<byte[]> beginnings(String messageId) {
        return List.of();
    }
}
