package io.whisperschema.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.whisperschema.error.UnreadableValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatMessageTest {
    private static final UniversalMessage MESSAGE = UniversalMessage.of(
                    "m-1", "u-7", "Grüße \"x\"", Instant.parse("2025-01-02T03:04:05.1Z"))
            .in("general")
            .with(Metadata.of("author_name", "Ann").and("response_quality", 0.9));

    private static Map<String, String> dictionary(String... more) {
        var dictionary = new LinkedHashMap<>(
                Map.of("message_id", "m-1", "user_id", "u-7", "content", "Hi", "timestamp", "2025-01-02T03:04:05"));
        for (int i = 0; i < more.length; i += 2) {
            dictionary.put(more[i], more[i + 1]);
        }
        return dictionary;
    }

    private static UniversalMessage json(String text) {
        return MessageCodec.flat().decode(text.getBytes(UTF_8));
    }

    private static UniversalMessage jsonWith(String more) {
        return json("{\"message_id\": \"m-1\", \"user_id\": \"u-7\", \"timestamp\": \"2025-01-02T03:04:05\", " + more
                + "}");
    }

    @Test
    void aMessageIsSixTexts() {
        assertThat(FlatMessage.of(MESSAGE))
                .containsExactly(
                        entry("message_id", "m-1"),
                        entry("user_id", "u-7"),
                        entry("content", "Grüße \"x\""),
                        entry("timestamp", "2025-01-02T03:04:05.100000+00:00"),
                        entry("channel_id", "general"),
                        entry("metadata", "{\"author_name\": \"Ann\", \"response_quality\": 0.9}"));
    }

    @Test
    void itsJsonIsWhatPythonWrites() {
        assertThat(new String(MessageCodec.flat().encode(MESSAGE), UTF_8))
                .isEqualTo(
                        "{\"message_id\": \"m-1\", \"user_id\": \"u-7\", \"content\": \"Gr\\u00fc\\u00dfe \\\"x\\\"\", "
                                + "\"timestamp\": \"2025-01-02T03:04:05.100000+00:00\", \"channel_id\": \"general\", "
                                + "\"metadata\": \"{\\\"author_name\\\": \\\"Ann\\\", \\\"response_quality\\\": 0.9}\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "{}"})
    void metadataMayBeNothing(String metadata) {
        assertThat(FlatMessage.read(dictionary("metadata", metadata)).metadata())
                .isEqualTo(Metadata.EMPTY);
        assertThat(FlatMessage.read(dictionary()).metadata()).isEqualTo(Metadata.EMPTY);
    }

    @Test
    void metadataReadsWhatPythonWrites() {
        Metadata metadata = FlatMessage.read(
                        dictionary("metadata", "{\"a\": NaN, \"b\": -Infinity, \"c\": 1e+16, \"d\": 1}"))
                .metadata();

        assertThat(metadata)
                .isEqualTo(Metadata.of("a", Double.NaN)
                        .and("b", Double.NEGATIVE_INFINITY)
                        .and("c", 1e16)
                        .and("d", 1));
    }

    @Test
    void whatBelongsIntoTheMetadataGoesThere() {
        UniversalMessage read = FlatMessage.read(dictionary("author_name", "Ann", "response_quality", "0.9"));

        assertThat(read.metadata()).isEqualTo(Metadata.of("author_name", "Ann").and("response_quality", 0.9));
        assertThat(read.others()).isEmpty();
    }

    @Test
    void aQualityThatIsNoNumberStaysText() {
        assertThat(FlatMessage.read(dictionary("response_quality", "good")).metadata())
                .isEqualTo(Metadata.of("response_quality", "good"));
    }

    @Test
    void whatTheMetadataHasAlreadyStaysBesideIt() {
        UniversalMessage read =
                FlatMessage.read(dictionary("author_name", "Bob", "metadata", "{\"author_name\": \"Ann\"}"));

        assertThat(read.metadata()).isEqualTo(Metadata.of("author_name", "Ann"));
        assertThat(read.others()).containsExactly(Map.entry("author_name", "Bob"));
        assertThat(FlatMessage.read(FlatMessage.of(read))).isEqualTo(read);
    }

    @Test
    void unknownNamesAreKeptInOrder() {
        UniversalMessage read = FlatMessage.read(dictionary("z", "1", "a", "", "m", "ü"));

        assertThat(read.others()).containsExactly(Map.entry("z", "1"), Map.entry("a", ""), Map.entry("m", "ü"));
        assertThat(FlatMessage.of(read)).containsEntry("z", "1");
    }

    @Test
    void inJsonANumberMayStandForAText() {
        assertThat(json("{\"message_id\": 12345678901234567890, \"user_id\": 7, \"content\": true, "
                        + "\"timestamp\": \"2025-01-02T03:04:05\"}"))
                .isEqualTo(UniversalMessage.of(
                        "12345678901234567890", "7", "true", Instant.parse("2025-01-02T03:04:05Z")));
    }

    @Test
    void inJsonNullIsNothing() {
        UniversalMessage read = jsonWith("\"content\": null, \"channel_id\": null, \"metadata\": null");

        assertThat(read).isEqualTo(UniversalMessage.of("m-1", "u-7", "", Instant.parse("2025-01-02T03:04:05Z")));
    }

    @Test
    void inJsonMetadataMayStandForItsText() {
        assertThat(jsonWith("\"metadata\": {\"a\": [1]}").metadata())
                .isEqualTo(Metadata.of("a", MetadataValue.items(MetadataValue.of(1))));
    }

    @Test
    void inJsonWhatIsNoTextIsKeptAsItsJson() {
        assertThat(jsonWith("\"a\": 1.50, \"b\": null, \"c\": [\"ü\"], \"d\": \"1\"")
                        .others())
                .containsExactly(
                        Map.entry("a", "1.5"),
                        Map.entry("b", "null"),
                        Map.entry("c", "[\"\\u00fc\"]"),
                        Map.entry("d", "1"));
    }

    @Test
    void aBlankChannelIsNone() {
        assertThat(FlatMessage.read(dictionary("channel_id", "")).channelId()).isEqualTo(Optional.empty());
        assertThat(FlatMessage.read(dictionary("channel_id", "c")).channelId()).contains("c");
    }

    @Test
    void contentMayBeMissing() {
        Map<String, String> dictionary = dictionary();
        dictionary.remove("content");

        assertThat(FlatMessage.read(dictionary).content()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message_id | ' ' | the id of a message is blank",
                "user_id | '' | the user of a message is blank",
                "timestamp | secret | its timestamp is none",
                "timestamp | 0001-01-01T00:00:00+01:00 | a message was written in the years 1 to 9999",
                "metadata | [1] | its metadata is no object",
                "metadata | secret | of its metadata this is wrong: its JSON is broken in line 1, column 1",
                "metadata | '{\"a\": 1, \"a\": 2}' | of its metadata this is wrong: it holds one name twice",
            })
    void whatIsNoMessageIsRefused(String name, String value, String why) {
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> FlatMessage.read(dictionary(name, value)))
                .withMessage("This looks like a message in the flat form, but " + why + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_id", "user_id", "timestamp"})
    void whatLacksAPartIsRefused(String name) {
        Map<String, String> dictionary = dictionary();
        dictionary.remove(name);

        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> FlatMessage.read(dictionary))
                .withMessage("This looks like a message in the flat form, but it has no " + name + ".");
    }
}
