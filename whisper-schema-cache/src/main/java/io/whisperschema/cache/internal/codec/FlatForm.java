package io.whisperschema.cache.internal.codec;

import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.Metadata;
import io.whisperschema.cache.MetadataValue;
import io.whisperschema.cache.MetadataValue.Huge;
import io.whisperschema.cache.MetadataValue.Members;
import io.whisperschema.cache.MetadataValue.Nothing;
import io.whisperschema.cache.MetadataValue.Real;
import io.whisperschema.cache.MetadataValue.Text;
import io.whisperschema.cache.MetadataValue.Truth;
import io.whisperschema.cache.MetadataValue.Whole;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.cache.internal.codec.JsonWriter.Style;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flat dictionary of texts that Python applications keep, and its JSON text. */
public final class FlatForm implements MessageCodec {
    /** The names of its parts. */
    public static final List<String> PARTS =
            List.of("message_id", "user_id", "content", "timestamp", "channel_id", "metadata");

    /** What belongs into the metadata, wherever it is found. */
    public static final List<String> OF_METADATA = List.of("author_name", "response_quality");

    private static final String QUALITY = "response_quality";

    static final String FLAT = "a message in the flat form";

    @Override
    public byte[] encode(UniversalMessage message) {
        var sink = new ByteSink(256 + message.content().length());
        new JsonWriter(sink, Style.PYTHON, 0).texts(dictionary(message));
        return Formats.bounded(sink.bytes());
    }

    /** The message as texts by name. */
    public static Map<String, String> dictionary(UniversalMessage message) {
        var texts = new OrderedMap.Making<String>(PARTS.size());
        texts.put("message_id", message.messageId());
        texts.put("user_id", message.userId());
        texts.put("content", message.content());
        texts.put("timestamp", Timestamps.text(message.timestamp()));
        message.channelId().ifPresent(channel -> texts.put("channel_id", channel));
        var metadata = new Members(message.metadata().values());
        texts.put("metadata", JsonWriter.text(metadata, Metadata.DEEPEST + 1));
        message.others().forEach(texts::put);
        return texts.map();
    }

    static byte[] beginning(String messageId) {
        var sink = new ByteSink(64);
        sink.one('{');
        new JsonWriter(sink, Style.PYTHON, 0).name("message_id").text(messageId);
        return sink.bytes();
    }

    static UniversalMessage read(byte[] bytes) throws IOException {
        try (JsonReader json = JsonReader.of(bytes, 0)) {
            Map<String, MetadataValue> values = json.object(Metadata.DEEPEST + 2);
            json.end();
            return message(values);
        }
    }

    /** The message of texts by name. */
    public static UniversalMessage read(Map<String, String> texts) {
        return Formats.read(FLAT, () -> message(values(texts)));
    }

    private static Map<String, MetadataValue> values(Map<String, String> texts) {
        var values = new OrderedMap.Making<MetadataValue>(texts.size());
        texts.forEach((name, text) -> values.put(name, MetadataValue.of(text)));
        return values.map();
    }

    private static UniversalMessage message(Map<String, MetadataValue> values) {
        Map<String, MetadataValue> inside = inside(values);
        return new UniversalMessage(
                need(values, "message_id"),
                need(values, "user_id"),
                text(values, "content").orElse(""),
                moment(need(values, "timestamp")),
                text(values, "channel_id").filter(channel -> !channel.isBlank()),
                metadata(values, inside),
                others(values, inside));
    }

    private static String need(Map<String, MetadataValue> values, String name) {
        return text(values, name).orElseThrow(() -> new Fault("it has no " + name));
    }

    private static Optional<String> text(Map<String, MetadataValue> values, String name) {
        MetadataValue value = values.get(name);
        if (value == null || value == Nothing.NOTHING) {
            return Optional.empty();
        }
        if (value instanceof Text text) {
            return Optional.of(text.value());
        }
        if (value instanceof Whole || value instanceof Huge || value instanceof Real || value instanceof Truth) {
            return Optional.of(value.json());
        }
        throw new Fault("its " + name + " is no text");
    }

    static Instant moment(String text) {
        return Timestamps.read(text).orElseThrow(() -> new Fault("its timestamp is none"));
    }

    /** What is in the metadata, and what belongs there. */
    private static Metadata metadata(Map<String, MetadataValue> values, Map<String, MetadataValue> inside) {
        var all = new OrderedMap.Making<MetadataValue>(inside.size() + OF_METADATA.size());
        inside.forEach(all::put);
        for (String name : OF_METADATA) {
            MetadataValue value = values.get(name);
            if (value != null) {
                all.put(name, name.equals(QUALITY) ? number(value) : value);
            }
        }
        return new Metadata(all.map());
    }

    private static Map<String, MetadataValue> inside(Map<String, MetadataValue> values) {
        MetadataValue metadata = values.getOrDefault("metadata", Nothing.NOTHING);
        if (metadata instanceof Text text) {
            metadata = text.value().isBlank() ? Nothing.NOTHING : parsed(text.value());
        }
        if (metadata instanceof Members members) {
            return members.values();
        }
        if (metadata == Nothing.NOTHING) {
            return OrderedMap.empty();
        }
        throw new Fault("its metadata is no object");
    }

    private static MetadataValue parsed(String metadata) {
        try {
            return JsonReader.value(metadata, Metadata.DEEPEST + 1);
        } catch (Fault fault) {
            throw new Fault("of its metadata this is wrong: " + fault.getMessage());
        }
    }

    /** The number that a text is; the value itself if it is none. */
    private static MetadataValue number(MetadataValue value) {
        if (value instanceof Text text) {
            try {
                MetadataValue number = JsonReader.value(text.value(), 0);
                return number instanceof Whole || number instanceof Real ? number : value;
            } catch (Fault fault) {
                return value;
            }
        }
        return value;
    }

    /** What has no place elsewhere. */
    private static Map<String, String> others(Map<String, MetadataValue> values, Map<String, MetadataValue> inside) {
        var others = new OrderedMap.Making<String>(0);
        values.forEach((name, value) -> {
            if (!PARTS.contains(name) && (!OF_METADATA.contains(name) || inside.containsKey(name))) {
                others.put(name, value instanceof Text text ? text.value() : value.json());
            }
        });
        return others.map();
    }
}
