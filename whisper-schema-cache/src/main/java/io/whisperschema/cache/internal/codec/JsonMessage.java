package io.whisperschema.cache.internal.codec;

import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.Metadata;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.cache.internal.codec.JsonWriter.Style;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message in JSON, version 1: after the envelope's byte an object in UTF-8 on one line, the id in front. A channel that nobody
 * named, metadata and others are left out where there are none.
 */
public final class JsonMessage implements MessageCodec {
    @Override
    public byte[] encode(UniversalMessage message) {
        var sink = new ByteSink(192 + message.content().length());
        JsonWriter json = begun(message.messageId(), sink);
        json.next("user_id").text(message.userId());
        json.next("content").text(message.content());
        json.next("timestamp").text(Timestamps.text(message.timestamp()));
        message.channelId().ifPresent(channel -> json.next("channel_id").text(channel));
        if (!message.metadata().values().isEmpty()) {
            json.next("metadata").members(message.metadata().values());
        }
        if (!message.others().isEmpty()) {
            json.next("others").texts(message.others());
        }
        sink.one('}');
        return Formats.bounded(sink.bytes());
    }

    private static JsonWriter begun(String messageId, ByteSink sink) {
        sink.one(Formats.JSON | Formats.VERSION);
        sink.one('{');
        return new JsonWriter(sink, Style.COMPACT, Metadata.DEEPEST + 1)
                .name("message_id")
                .text(messageId);
    }

    static byte[] beginning(String messageId) {
        var sink = new ByteSink(64);
        begun(messageId, sink);
        return sink.bytes();
    }

    static UniversalMessage read(byte[] bytes) throws IOException {
        try (JsonReader json = JsonReader.of(bytes, 1)) {
            var parts = new Parts(json);
            json.begin();
            while (json.hasMember()) {
                parts.read(json.name());
            }
            json.end();
            return parts.message();
        }
    }

    private static final class Parts {
        private final JsonReader json;
        private final Set<String> seen = new HashSet<>();
        private @Nullable String id;
        private @Nullable String user;
        private @Nullable String content;
        private @Nullable Instant timestamp;
        private Optional<String> channel = Optional.empty();
        private Metadata metadata = Metadata.EMPTY;
        private Map<String, String> others = OrderedMap.empty();

        Parts(JsonReader json) {
            this.json = json;
        }

        void read(String name) throws IOException {
            if (!seen.add(name)) {
                throw Fault.namedTwice();
            }
            switch (name) {
                case "message_id" -> id = json.text();
                case "user_id" -> user = json.text();
                case "content" -> content = json.text();
                case "timestamp" -> timestamp = FlatForm.moment(json.text());
                case "channel_id" -> channel = Optional.of(json.text());
                case "metadata" -> metadata = new Metadata(json.object(Metadata.DEEPEST + 1));
                case "others" -> others = json.texts();
                default -> throw new Fault("it holds a part that this version does not know");
            }
        }

        UniversalMessage message() {
            if (id == null || user == null || content == null || timestamp == null) {
                throw new Fault("it lacks a part");
            }
            return new UniversalMessage(id, user, content, timestamp, channel, metadata, others);
        }
    }
}
