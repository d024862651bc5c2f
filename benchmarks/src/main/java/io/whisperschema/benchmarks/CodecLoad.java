package io.whisperschema.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.Metadata;
import io.whisperschema.cache.UniversalMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Four messages of a chat, one after the other: by our codec, and by Jackson's data binding of a record of the same parts. */
@State(Scope.Thread)
public class CodecLoad {
    private static final Instant TIMESTAMP = Instant.parse("2025-06-01T12:34:56.789012Z");
    private static final List<String> CONTENTS = List.of(
            "Good morning! Did you sleep well?",
            "I was thinking about what you said yesterday, that the mountains look closer before rain. It did rain, and they did.",
            "Grüße aus Köln 😀 – heute übe ich Klavier, und später gibt es Käsespätzle.",
            "Tell me more about it. ".repeat(25));

    private final MessageCodec codec = MessageCodec.messagePack();
    private final UniversalMessage[] messages =
            CONTENTS.stream().map(CodecLoad::message).toArray(UniversalMessage[]::new);
    private final byte[][] encoded = new byte[messages.length][];

    private final ObjectMapper mapper = new ObjectMapper().registerModule(instants());
    private final ObjectWriter writer = mapper.writerFor(Bound.class);
    private final ObjectReader reader = mapper.readerFor(Bound.class);
    private final Bound[] bound = CONTENTS.stream().map(CodecLoad::bound).toArray(Bound[]::new);
    private final byte[][] written = new byte[messages.length][];

    private int next;

    /** Made for JMH. */
    public CodecLoad() {
        try {
            for (int i = 0; i < messages.length; i++) {
                encoded[i] = codec.encode(messages[i]);
                written[i] = writer.writeValueAsBytes(bound[i]);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UniversalMessage message(String content) {
        return UniversalMessage.of("1113478912345678901", "672814231002939413", content, TIMESTAMP)
                .in("1112233445566778899")
                .with(Metadata.of("author_name", "Ann").and("response_quality", 0.87));
    }

    /**
     * What data binding takes: the parts of a message.
     *
     * @param messageId its id
     * @param userId who wrote it
     * @param content what it says
     * @param timestamp when it was written
     * @param channelId where
     * @param metadata more of it
     */
    record Bound(
            @JsonProperty("message_id") String messageId,
            @JsonProperty("user_id") String userId,
            @JsonProperty("content") String content,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("channel_id") String channelId,
            @JsonProperty("metadata") Map<String, Object> metadata) {}

    private static Bound bound(String content) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("author_name", "Ann");
        metadata.put("response_quality", 0.87);
        return new Bound(
                "1113478912345678901", "672814231002939413", content, TIMESTAMP, "1112233445566778899", metadata);
    }

    /** As Jackson's own module writes them: ISO-8601. */
    private static SimpleModule instants() {
        return new SimpleModule()
                .addSerializer(new StdScalarSerializer<>(Instant.class) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeString(value.toString());
                    }
                })
                .addDeserializer(Instant.class, new StdScalarDeserializer<>(Instant.class) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
                        return Instant.parse(json.getText());
                    }
                });
    }

    private int next() {
        next = (next + 1) % CONTENTS.size();
        return next;
    }

    @Benchmark
    public byte[] encodeOurs() {
        return codec.encode(messages[next()]);
    }

    @Benchmark
    public byte[] encodeDatabind() throws IOException {
        return writer.writeValueAsBytes(bound[next()]);
    }

    @Benchmark
    public Object decodeOurs() {
        return codec.decode(encoded[next()]);
    }

    @Benchmark
    public Object decodeDatabind() throws IOException {
        return reader.readValue(written[next()]);
    }
}
