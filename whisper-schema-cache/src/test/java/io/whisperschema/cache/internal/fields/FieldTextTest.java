package io.whisperschema.cache.internal.fields;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.cache.FieldValues;
import io.whisperschema.cache.MetadataValue;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.error.UnreadableValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldTextTest {
    private static final int ROUNDS = 20_000;

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of(CacheFieldType.STRING, " as is\n\0", " as is\n\0"),
                Arguments.of(CacheFieldType.INTEGER, Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(CacheFieldType.FLOAT, 0.1, "0.1"),
                Arguments.of(CacheFieldType.FLOAT, 1e16, "1e+16"),
                Arguments.of(CacheFieldType.FLOAT, 1e-5, "1e-05"),
                Arguments.of(CacheFieldType.FLOAT, 100.0, "100.0"),
                Arguments.of(CacheFieldType.FLOAT, -0.0, "-0.0"),
                Arguments.of(CacheFieldType.FLOAT, Double.MIN_VALUE, "5e-324"),
                Arguments.of(CacheFieldType.FLOAT, 2.0E-3, "0.002"),
                Arguments.of(CacheFieldType.FLOAT, Double.NaN, "NaN"),
                Arguments.of(CacheFieldType.FLOAT, Double.NEGATIVE_INFINITY, "-Infinity"),
                Arguments.of(CacheFieldType.BOOLEAN, true, "true"),
                Arguments.of(
                        CacheFieldType.DATETIME, Instant.parse("2024-02-29T00:00:00Z"), "2024-02-29T00:00:00+00:00"),
                Arguments.of(
                        CacheFieldType.DATETIME,
                        Instant.parse("0001-01-01T00:00:00.1Z"),
                        "0001-01-01T00:00:00.100000+00:00"),
                Arguments.of(CacheFieldType.EPOCH_SECONDS, Instant.EPOCH, "0"),
                Arguments.of(CacheFieldType.EPOCH_SECONDS, Instant.ofEpochSecond(1_700_000_000), "1700000000"),
                Arguments.of(CacheFieldType.EPOCH_SECONDS, Instant.ofEpochSecond(-1, 999_999_000), "-0.000001"),
                Arguments.of(CacheFieldType.STRING_SET, Set.of("b", "a", "\""), "[\"\\\"\", \"a\", \"b\"]"),
                Arguments.of(CacheFieldType.STRING_SET, Set.of(), "[]"),
                Arguments.of(CacheFieldType.JSON, MetadataValue.of(1.0), "1.0"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void aValueIsWrittenSoAndComesBack(CacheFieldType type, Object value, String text) {
        assertThat(FieldText.write(type, value)).isEqualTo(text);
        assertThat(FieldText.read(type, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, +5, 5",
        "INTEGER, 007, 7",
        "FLOAT, 1, 1.0",
        "FLOAT, 1.5E3, 1500.0",
        "FLOAT, .5, 0.5",
        "FLOAT, 5., 5.0",
        "FLOAT, nan, NaN",
        "FLOAT, inf, Infinity",
        "FLOAT, -inf, -Infinity",
        "FLOAT, 1e999, Infinity",
        "BOOLEAN, True, true",
        "BOOLEAN, False, false",
        "BOOLEAN, 1, true",
        "BOOLEAN, 0, false",
        "DATETIME, 2024-01-02T03:04:05, 2024-01-02T03:04:05Z",
        "DATETIME, 2024-01-02 03:04:05.1, 2024-01-02T03:04:05.100Z",
        "DATETIME, 2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z",
        "DATETIME, 2024-01-02T03:04:05.123456789+01:30, 2024-01-02T01:34:05.123456Z",
        "EPOCH_SECONDS, 1700000000.1234567, 2023-11-14T22:13:20.123456Z",
        "EPOCH_SECONDS, -0.0000005, 1969-12-31T23:59:59.999999Z",
        "EPOCH_SECONDS, -0.5, 1969-12-31T23:59:59.500Z"
    })
    void whatOthersWriteIsRead(CacheFieldType type, String text, String value) {
        assertThat(FieldText.read(type, text)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, ''",
        "INTEGER, 1.0",
        "INTEGER, ' 1'",
        "INTEGER, ١",
        "INTEGER, 9223372036854775808",
        "INTEGER, 99999999999999999999999999999999999",
        "FLOAT, ''",
        "FLOAT, .",
        "FLOAT, 0x1p3",
        "FLOAT, 1d",
        "FLOAT, '1,5'",
        "FLOAT, 1e999999999",
        "BOOLEAN, yes",
        "BOOLEAN, ''",
        "DATETIME, 2024-02-30T00:00:00",
        "DATETIME, 2024-02-29",
        "DATETIME, 0000-12-31T23:59:59Z",
        "DATETIME, 0001-01-01T00:00:00+01:00",
        "DATETIME, +10000-01-01T00:00:00Z",
        "EPOCH_SECONDS, 1e9",
        "EPOCH_SECONDS, 999999999999",
        "EPOCH_SECONDS, 1e999999999",
        "EPOCH_SECONDS, -99999999999",
        "STRING_SET, '{}'",
        "STRING_SET, '[1]'",
        "STRING_SET, '[\"a\"'",
        "STRING_SET, '[\"\\ud800\"]'",
        "JSON, '{'",
        "JSON, ''",
        "JSON, '{\"a\":1,\"a\":2}'"
    })
    void whatIsNoneOfItsTypeIsRefused(CacheFieldType type, String text) {
        assertThatThrownBy(() -> FieldText.read(type, text)).isInstanceOf(UnreadableValue.class);
    }

    @ParameterizedTest
    @EnumSource(CacheFieldType.class)
    void ofAnyTextAValueComesOrOneException(CacheFieldType type) {
        var random = new Random(11);
        for (int i = 0; i < ROUNDS; i++) {
            String text = text(random);
            try {
                FieldText.read(type, text);
            } catch (UnreadableValue e) {
                if (text.length() > 12) {
                    assertThat(e).hasMessageNotContaining(text);
                }
            }
        }
    }

    private static String text(Random random) {
        String alphabet = "0123456789+-.:eETZ naif[]{}\",\\ud\0ü😀٣";
        return random.ints(random.nextInt(24), 0, alphabet.length())
                .collect(
                        StringBuilder::new,
                        (text, at) -> text.append(alphabet.charAt(at)),
                        (left, right) -> left.append(right))
                .toString();
    }

    @Test
    void everyNumberAndMomentComesBackAsItWas() {
        var random = new Random(13);
        for (int i = 0; i < ROUNDS; i++) {
            double real = Double.longBitsToDouble(random.nextLong());
            Instant moment = Instant.ofEpochSecond(
                            random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000))
                    .truncatedTo(ChronoUnit.MICROS);
            comesBack(CacheFieldType.FLOAT, real);
            comesBack(CacheFieldType.INTEGER, random.nextLong());
            comesBack(CacheFieldType.DATETIME, moment);
            comesBack(CacheFieldType.EPOCH_SECONDS, moment);
        }
    }

    private static void comesBack(CacheFieldType type, Object value) {
        assertThat(FieldText.read(type, FieldText.write(type, value))).isEqualTo(value);
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWithoutBeingTold() {
        assertThatThrownBy(() -> FieldText.write(CacheFieldType.INTEGER, "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is of type integer and takes a Long, not a String");
        assertThatThrownBy(() -> FieldText.write(CacheFieldType.DATETIME, Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAHashHoldsAmissIsPassedOverAndTold() {
        var family = keyFamily("meta", "m:<x>").hash(field("count").integer());
        byte[] noText = {(byte) 0xff};

        FieldValues values = new HashCoding(family)
                .values(List.of(
                        Map.entry("count".getBytes(UTF_8), "many".getBytes(UTF_8)),
                        Map.entry("other".getBytes(UTF_8), "text".getBytes(UTF_8)),
                        Map.entry("bytes".getBytes(UTF_8), noText),
                        Map.entry(noText, "x".getBytes(UTF_8))));

        assertThat(values.values()).isEqualTo(Map.of("other", "text"));
        assertThat(values.unreadable())
                .containsExactly(
                        "field count of meta, integer: this is no whole number",
                        "field bytes of meta, string: this is no Unicode text",
                        "a field of meta: its name is no Unicode text");
    }
}
