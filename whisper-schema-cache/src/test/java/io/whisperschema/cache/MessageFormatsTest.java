package io.whisperschema.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.cache.MetadataValue.Nothing;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of each version, as they were once written and are read for ever. */
class MessageFormatsTest {
    private static final UniversalMessage BARE =
            UniversalMessage.of("m-1", "u-7", "", Instant.parse("2025-01-02T03:04:05Z"));

    private static final UniversalMessage RICH = new UniversalMessage(
            "1113478912345678901",
            "ü",
            "Grüße \"an\" alle,\n世界 😀 \\ \u0001\u007f\u2028",
            Instant.parse("1969-12-31T23:59:59.000001Z"),
            Optional.of("general"),
            metadata(),
            others());

    private static Metadata metadata() {
        return Metadata.of("author_name", "Ann")
                .and("response_quality", 0.9)
                .and("z", true)
                .and("a", Nothing.NOTHING)
                .and("ü", -1)
                .and("whole", Long.MIN_VALUE)
                .and("huge", MetadataValue.of(BigInteger.ONE.shiftLeft(100).negate()))
                .and("real", -0.0)
                .and("large", 1.5e300)
                .and("small", 1e-7)
                .and("nan", Double.NaN)
                .and("infinite", Double.NEGATIVE_INFINITY)
                .and("within", Metadata.of("items", MetadataValue.items(MetadataValue.of(1), MetadataValue.items())));
    }

    private static Map<String, String> others() {
        var others = new LinkedHashMap<String, String>();
        others.put("reply_to", "m-0");
        others.put("author_name", "Ann B.");
        return others;
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                Arguments.of("message-pack-1-bare", BARE, MessageCodec.messagePack()),
                Arguments.of("message-pack-1-rich", RICH, MessageCodec.messagePack()),
                Arguments.of("json-1-bare", BARE, MessageCodec.json()),
                Arguments.of("json-1-rich", RICH, MessageCodec.json()),
                Arguments.of("flat-bare", BARE, MessageCodec.flat()),
                Arguments.of("flat-rich", RICH, MessageCodec.flat()));
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream file = MessageFormatsTest.class.getResourceAsStream("/golden/" + name + ".hex")) {
            String hex = new String(file.readAllBytes(), US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatWasWrittenOnceIsRead(String name, UniversalMessage message) throws IOException {
        assertThat(MessageCodec.messagePack().decode(golden(name))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aMessageIsWrittenAsItWasOnce(String name, UniversalMessage message, MessageCodec codec) throws IOException {
        assertThat(codec.encode(message))
                .asHexString()
                .isEqualToIgnoringCase(HexFormat.of().formatHex(golden(name)));
    }
}
