package io.whisperschema.cache.internal.codec;

import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.Metadata;
import io.whisperschema.cache.UniversalMessage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message in MessagePack, version 1: after the envelope's byte a map of seven entries, always all and in this order. The
 * timestamp is whole microseconds since 1970, a channel that nobody named is nil.
 */
public final class PackMessage implements MessageCodec {
    /** How many entries follow, and the name of the first. */
    private static final byte[] ID = first("message_id");

    private static final byte[] USER = part("user_id");
    private static final byte[] CONTENT = part("content");
    private static final byte[] TIMESTAMP = part("timestamp");
    private static final byte[] CHANNEL = part("channel_id");
    private static final byte[] METADATA = part("metadata");
    private static final byte[] OTHERS = part("others");

    /** What does not change with the message: the byte of the envelope and the names. */
    private static final int FRAME = 1
            + ID.length
            + USER.length
            + CONTENT.length
            + TIMESTAMP.length
            + CHANNEL.length
            + METADATA.length
            + OTHERS.length;

    private static final int PARTS = 7;
    private static final int MICROS = 1_000_000;

    private static byte[] first(String name) {
        var sink = new ByteSink(name.length() + 2);
        new PackWriter(sink).entries(PARTS).text(name);
        return sink.bytes();
    }

    private static byte[] part(String name) {
        var sink = new ByteSink(name.length() + 1);
        new PackWriter(sink).text(name);
        return sink.bytes();
    }

    @Override
    public byte[] encode(UniversalMessage message) {
        int content = Unicode.bytes(message.content());
        var sink = new ByteSink(FRAME + PackSize.of(message, content));
        write(message, content, sink);
        return Formats.bounded(sink.bytes());
    }

    private static void write(UniversalMessage message, int content, ByteSink sink) {
        var writer = begun(message.messageId(), sink);
        sink.all(USER);
        writer.text(message.userId());
        sink.all(CONTENT);
        writer.text(message.content(), content);
        sink.all(TIMESTAMP);
        writer.whole(micros(message.timestamp()));
        sink.all(CHANNEL);
        if (message.channelId().isPresent()) {
            writer.text(message.channelId().get());
        } else {
            writer.nothing();
        }
        sink.all(METADATA);
        writer.members(message.metadata().values());
        sink.all(OTHERS);
        writer.texts(message.others());
    }

    private static PackWriter begun(String messageId, ByteSink sink) {
        sink.one(Formats.MESSAGE_PACK | Formats.VERSION);
        sink.all(ID);
        return new PackWriter(sink).text(messageId);
    }

    static long micros(Instant timestamp) {
        return timestamp.getEpochSecond() * MICROS + timestamp.getNano() / 1000;
    }

    static byte[] beginning(String messageId) {
        var sink = new ByteSink(64);
        begun(messageId, sink);
        return sink.bytes();
    }

    static UniversalMessage read(byte[] bytes) {
        var reader = new PackReader(bytes, 1);
        String id = reader.text(ID);
        String user = reader.text(USER);
        String content = reader.text(CONTENT);
        reader.pass(TIMESTAMP);
        Instant timestamp = moment(reader.whole());
        reader.pass(CHANNEL);
        Optional<String> channel = reader.passNothing() ? Optional.empty() : Optional.of(reader.text());
        reader.pass(METADATA);
        var metadata = new Metadata(reader.members(Metadata.DEEPEST));
        reader.pass(OTHERS);
        Map<String, String> others = reader.texts();
        reader.end();
        return new UniversalMessage(id, user, content, timestamp, channel, metadata, others);
    }

    private static Instant moment(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000L);
    }
}
