package io.whisperschema.internal.move;

import static io.whisperschema.move.Rule.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.whisperschema.internal.move.Settling.Verdict;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Array;
import io.whisperschema.move.ValueKind.Decimal;
import io.whisperschema.move.ValueKind.LimitedText;
import io.whisperschema.move.ValueKind.LimitedText.Padding;
import io.whisperschema.move.ValueKind.Plain;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SettlingTest {
    private static final Limits POSTGRES = new Limits(
            EnumSet.complementOf(EnumSet.of(Limits.Special.JSON_UNCHECKED)),
            LocalDate.of(-4712, 1, 1),
            LocalDate.of(294_276, 12, 31),
            2704);
    private static final Limits SQLITE = new Limits(
            Set.of(Limits.Special.REAL_INFINITY, Limits.Special.JSON_UNCHECKED),
            LocalDate.of(1, 1, 1),
            LocalDate.of(9999, 12, 31),
            Integer.MAX_VALUE);

    /** A value with a flaw, and what each rule that mends it makes of it. */
    private record Flawed(Flaw flaw, ValueKind kind, Limits limits, Raw raw, String name, Map<Rule, String> mended) {
        Flawed by(Rule rule, String result) {
            mended.put(rule, result);
            return this;
        }
    }

    private static Flawed flawed(Flaw flaw, ValueKind kind, String name, Raw raw) {
        return flawed(flaw, kind, POSTGRES, name, raw);
    }

    private static Flawed flawed(Flaw flaw, ValueKind kind, Limits limits, String name, Raw raw) {
        return new Flawed(flaw, kind, limits, raw, name, new EnumMap<>(Rule.class));
    }

    private static Flawed flawedText(Flaw flaw, ValueKind kind, String text) {
        return flawed(flaw, kind, POSTGRES, "'" + text + "'", Raw.text(text));
    }

    private static Stream<Flawed> flawedTexts() {
        return Stream.of(
                flawed(Flaw.NUL_IN_TEXT, Plain.TEXT, "a NUL b", Raw.text("a\0b"))
                        .by(STRIP_NUL, "text ab")
                        .by(CUT_AT_NUL, "text a")
                        .by(NUL_TO_SYMBOL, "text a\u2400b"),
                flawed(Flaw.INVALID_UTF8, Plain.TEXT, "latin-1", Raw.textHex("6de46e"))
                        .by(LATIN_1, "text män")
                        .by(REPLACEMENT_CHARACTER, "text m\ufffdn"),
                flawed(Flaw.INVALID_UTF8, Plain.TEXT, "half a pair", Raw.textHex("eda080"))
                        .by(LATIN_1, "text í\u00a0\u0080")
                        .by(REPLACEMENT_CHARACTER, "text \ufffd"),
                flawed(Flaw.NUMBER_IN_TEXT, Plain.TEXT, "7", Raw.integer(7)).by(NUMBER_AS_TEXT, "text 7"),
                flawed(Flaw.NUMBER_IN_TEXT, Plain.TEXT, "1.0", Raw.real(1)).by(NUMBER_AS_TEXT, "text 1.0"),
                flawed(Flaw.NUMBER_IN_TEXT, Plain.TEXT, "1e300", Raw.real(1e300)).by(NUMBER_AS_TEXT, "text 1.0e+300"),
                flawed(Flaw.BLOB_IN_TEXT, Plain.TEXT, "x'c3a4'", Raw.blob("c3a4"))
                        .by(BYTES_AS_UTF8, "text ä")
                        .by(HEX, "text c3a4"),
                flawed(Flaw.BLOB_IN_TEXT, Plain.TEXT, "x'ff'", Raw.blob("ff")).by(HEX, "text ff"),
                flawed(Flaw.BLOB_IN_TEXT, Plain.JSON, "x'5b5d'", Raw.blob("5b5d"))
                        .by(BYTES_AS_UTF8, "text []")
                        .by(HEX, "flawed INVALID_JSON"),
                flawedText(Flaw.TEXT_TOO_LONG, new LimitedText(3, Padding.COUNTS), "ab😀d").by(CUT, "text ab😀"),
                flawed(Flaw.TEXT_IN_BYTES, Plain.BYTES, "'ä'", Raw.text("ä")).by(UTF8_BYTES, "bytes c3a4"),
                flawed(Flaw.NUMBER_IN_BYTES, Plain.BYTES, "17", Raw.integer(17)).by(NUMBER_AS_TEXT, "bytes 3137"));
    }

    private static Stream<Flawed> flawedNumbers() {
        return Stream.of(
                flawed(Flaw.BEYOND_32_BITS, Plain.INTEGER_32, "2147483648", Raw.integer(2147483648L)),
                flawed(Flaw.BEYOND_32_BITS, Plain.INTEGER_16, "-32769", Raw.integer(-32769)),
                flawedText(Flaw.BEYOND_64_BITS, Plain.BIGINT, "9223372036854775808"),
                flawed(Flaw.BEYOND_64_BITS, Plain.BIGINT, "2^63", Raw.real(0x1p63)),
                flawed(Flaw.FRACTION, Plain.BIGINT, "1.5", Raw.real(1.5))
                        .by(ROUND_HALF_UP, "integer 2")
                        .by(TRUNCATE, "integer 1"),
                flawed(Flaw.FRACTION, Plain.BIGINT, "-1.5", Raw.real(-1.5))
                        .by(ROUND_HALF_UP, "integer -2")
                        .by(TRUNCATE, "integer -1"),
                flawed(Flaw.REAL_AS_INTEGER, Plain.BIGINT, "7.0", Raw.real(7)).by(WHOLE_REAL, "integer 7"),
                flawed(Flaw.REAL_AS_INTEGER, Plain.BIGINT, "2^53", Raw.real(0x1p53)),
                flawedText(Flaw.TEXT_IN_NUMBER, Plain.BIGINT, "fast"),
                flawedText(Flaw.TEXT_IN_NUMBER, Plain.BIGINT, " +7 ").by(DIGITS, "integer 7"),
                flawedText(Flaw.TEXT_IN_NUMBER, Plain.BIGINT, "").by(EMPTY_AS_NULL, "null"),
                flawed(Flaw.BLOB_IN_NUMBER, Plain.BIGINT, "x'07'", Raw.blob("07")),
                flawed(Flaw.NOT_FINITE, Plain.BIGINT, "infinity", Raw.real(Double.POSITIVE_INFINITY)),
                flawed(Flaw.INTEGER_TOO_LONG_FOR_REAL, Plain.REAL, "2^53 + 1", Raw.integer((1L << 53) + 1))
                        .by(ROUND_TO_DOUBLE, "real 9.007199254740992E15"),
                flawed(Flaw.INTEGER_TOO_LONG_FOR_REAL, Plain.REAL, "2^63 - 1", Raw.integer(Long.MAX_VALUE))
                        .by(ROUND_TO_DOUBLE, "real 9.223372036854776E18"),
                flawedText(Flaw.TEXT_IN_NUMBER, Plain.REAL, "high"),
                flawedText(Flaw.TEXT_IN_NUMBER, Plain.REAL, "80%").by(PERCENT, "real 0.8"),
                flawedText(Flaw.TEXT_IN_NUMBER, Plain.REAL, " 1.5e3 ").by(DECIMAL_TEXT, "real 1500.0"),
                flawedText(Flaw.TEXT_IN_NUMBER, Plain.REAL, "").by(EMPTY_AS_NULL, "null"),
                flawed(Flaw.NOT_FINITE, Plain.REAL, SQLITE, "NaN", Raw.typed(Item.Tag.REAL, nanBits())),
                flawed(Flaw.DECIMAL_TOO_FINE, Plain.FLOAT, "0.1", Raw.real(0.1))
                        .by(ROUND_HALF_UP, "real " + (double) 0.1f),
                flawed(Flaw.DECIMAL_TOO_LARGE, Plain.FLOAT, "1e300", Raw.real(1e300)),
                flawedText(Flaw.DECIMAL_TOO_FINE, new Decimal(5, 2), "1.005").by(ROUND_HALF_UP, "decimal 1.01"),
                flawed(Flaw.DECIMAL_TOO_FINE, new Decimal(5, 2), "0.125", Raw.real(0.125))
                        .by(ROUND_HALF_UP, "decimal 0.13"),
                flawed(Flaw.DECIMAL_TOO_LARGE, new Decimal(5, 2), "1000", Raw.integer(1000)),
                flawed(Flaw.NOT_FINITE, new Decimal(5, 2), "infinity", Raw.real(Double.POSITIVE_INFINITY)),
                flawedText(Flaw.TEXT_IN_NUMBER, new Decimal(5, 2), "80%").by(PERCENT, "decimal 0.80"),
                flawedText(Flaw.TEXT_IN_NUMBER, new Decimal(5, 2), " 7 ").by(DECIMAL_TEXT, "decimal 7"),
                flawed(Flaw.TRUTH_SPELLING, Plain.BOOLEAN, "2", Raw.integer(2)).by(NONZERO_IS_TRUE, "true"),
                flawed(Flaw.TRUTH_SPELLING, Plain.BOOLEAN, "0.5", Raw.real(0.5)).by(NONZERO_IS_TRUE, "true"),
                flawed(Flaw.TRUTH_SPELLING, Plain.BOOLEAN, "0.0", Raw.real(0)).by(NONZERO_IS_TRUE, "false"),
                flawedText(Flaw.TRUTH_SPELLING, Plain.BOOLEAN, "TRUE").by(TRUTH_WORDS, "true"),
                flawedText(Flaw.TRUTH_SPELLING, Plain.BOOLEAN, "n").by(TRUTH_WORDS, "false"),
                flawedText(Flaw.TRUTH_SPELLING, Plain.BOOLEAN, "maybe"),
                flawedText(Flaw.TRUTH_SPELLING, Plain.BOOLEAN, "")
                        .by(EMPTY_AS_NULL, "null")
                        .by(EMPTY_IS_FALSE, "false"));
    }

    private static long nanBits() {
        return Double.doubleToLongBits(Double.NaN);
    }

    private static Stream<Flawed> flawedMoments() {
        return Stream.of(
                flawed(Flaw.MOMENT_SPELLING, Plain.MOMENT, "1732184000", Raw.integer(1732184000))
                        .by(EPOCH_SECONDS, "2024-11-21T10:13:20")
                        .by(EPOCH_MILLISECONDS, "1970-01-21T01:09:44")
                        .by(EPOCH_MICROSECONDS, "1970-01-01T00:28:52.184"),
                flawed(Flaw.MOMENT_SPELLING, Plain.MOMENT, "1732184000.25", Raw.real(1732184000.25))
                        .by(EPOCH_SECONDS, "2024-11-21T10:13:20.250")
                        .by(EPOCH_MILLISECONDS, "1970-01-21T01:09:44.000250")
                        .by(EPOCH_MICROSECONDS, "1970-01-01T00:28:52.184"),
                flawed(Flaw.MOMENT_SPELLING, Plain.MOMENT, SQLITE, "2460635.5", Raw.real(2460635.5))
                        .by(EPOCH_SECONDS, "1970-01-29T11:30:35.500")
                        .by(EPOCH_MILLISECONDS, "1970-01-01T00:41:00.635500")
                        .by(EPOCH_MICROSECONDS, "1970-01-01T00:00:02.460636")
                        .by(JULIAN_DAY, "2024-11-21T00:00"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "2024-11-21").by(DATE_AT_MIDNIGHT, "2024-11-21T00:00"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "11/20/2024").by(AMERICAN_DATE, "2024-11-20T00:00"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "1/2/2024 10:11").by(AMERICAN_DATE, "2024-01-02T10:11"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "20.11.2024").by(EUROPEAN_DATE, "2024-11-20T00:00"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "Wed, 20 Nov 2024 10:11:12 +0100")
                        .by(RFC_822, "2024-11-20T09:11:12"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "").by(EMPTY_AS_NULL, "null"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "2024-12-31 24:00").by(HOUR_24, "2025-01-01T00:00"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "-infinity").by(INFINITY, "-infinity"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "0044-03-15 12:00 BC")
                        .by(BEFORE_CHRIST, "-0043-03-15T12:00"),
                flawedText(Flaw.MOMENT_TOO_FINE, Plain.MOMENT, "2024-11-21 10:11:12.123456789")
                        .by(TRUNCATE_TO_MICROSECONDS, "2024-11-21T10:11:12.123456")
                        .by(ROUND_TO_MICROSECONDS, "2024-11-21T10:11:12.123457"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "2024-02-30 10:11:12"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "0000-00-00 00:00:00").by(ZERO_DATE_AS_NULL, "null"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "now"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "2024-11-21 10:60"),
                flawed(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "a blob", Raw.blob("00")),
                flawed(Flaw.MOMENT_OUT_OF_RANGE, Plain.MOMENT, SQLITE, "infinity", infinity()),
                flawed(Flaw.MOMENT_OUT_OF_RANGE, Plain.MOMENT, SQLITE, "BC", Raw.typed(Item.Tag.MOMENT, -1L << 60)),
                flawedText(Flaw.MOMENT_SPELLING, Plain.LOCAL_MOMENT, "2024-11-21 10:11Z"),
                flawedText(Flaw.DATE_WITH_TIME, Plain.DATE, "2024-11-21 00:00:00")
                        .by(DROP_MIDNIGHT, "2024-11-21")
                        .by(DROP_TIME, "2024-11-21"),
                flawedText(Flaw.DATE_WITH_TIME, Plain.DATE, "2024-11-21T23:59:59-08:00").by(DROP_TIME, "2024-11-21"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.DATE, "2023-02-29"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.DATE, "20.11.2024").by(EUROPEAN_DATE, "2024-11-20"),
                flawed(Flaw.MOMENT_SPELLING, Plain.DATE, "86400", Raw.integer(86400))
                        .by(EPOCH_SECONDS, "1970-01-02")
                        .by(EPOCH_MILLISECONDS, "1970-01-01")
                        .by(EPOCH_MICROSECONDS, "1970-01-01"));
    }

    private static Raw infinity() {
        return Raw.typed(Item.Tag.MOMENT, Long.MAX_VALUE);
    }

    private static Stream<Flawed> flawedOthers() {
        return Stream.of(
                flawedText(Flaw.NOT_A_UUID, Plain.UUID, "00112233445566778899aabbccddeeff")
                        .by(UUID_WITHOUT_DASHES, "bytes 00112233445566778899aabbccddeeff"),
                flawed(Flaw.NOT_A_UUID, Plain.UUID, "16 bytes", Raw.blob("00112233445566778899aabbccddeeff"))
                        .by(UUID_BYTES, "bytes 00112233445566778899aabbccddeeff"),
                flawedText(Flaw.NOT_A_UUID, Plain.UUID, "none"),
                flawedText(Flaw.NOT_A_UUID, Plain.UUID, "").by(EMPTY_AS_NULL, "null"),
                flawedText(Flaw.INVALID_JSON, Plain.JSON, "{'a': 1}").by(JSON_STRING, "text \"{'a': 1}\""),
                flawed(Flaw.INVALID_JSON, Plain.JSON, SQLITE, "kept", Raw.text("so what"))
                        .by(KEEP_AS_TEXT, "text so what")
                        .by(JSON_STRING, "text \"so what\""),
                flawedText(Flaw.INVALID_JSON, Plain.JSONB, "")
                        .by(JSON_STRING, "\"\"")
                        .by(EMPTY_AS_NULL, "null"),
                flawedText(Flaw.JSON_NOT_FOR_JSONB, Plain.JSONB, "[\"a\\u0000b\\\\u0000\"]")
                        .by(STRIP_NUL, "[\"ab\\\\u0000\"]")
                        .by(JSON_STRING, "\"[\\\"a\\\\u0000b\\\\\\\\u0000\\\"]\""),
                flawedText(Flaw.JSON_NOT_FOR_JSONB, Plain.JSONB, "\"\\ud800\"").by(JSON_STRING, "\"\\\"\\\\ud800\\\"\""),
                flawedText(Flaw.JSON_NOT_FOR_JSONB, Plain.JSONB, "1e200000").by(JSON_STRING, "\"1e200000\""),
                flawedText(Flaw.INVALID_ARRAY, new Array(Plain.INTEGER_32), "[1, \"x\"]"),
                flawed(Flaw.VALUE_TOO_LARGE, Plain.TEXT, "too large", (item, field) -> item.putTooLarge(field, 99)));
    }

    private static Stream<Flawed> all() {
        return Stream.of(flawedTexts(), flawedNumbers(), flawedMoments(), flawedOthers())
                .flatMap(each -> each);
    }

    @TestFactory
    Stream<DynamicTest> aFlawIsRefusedUnlessSomethingIsSaid() {
        return all().map(flawed -> dynamicTest(named(flawed), () -> {
            Heard heard = settled(flawed, Treatment.refuse());
            assertThat(heard.said()).containsExactly("refused " + flawed.flaw());
            assertThat(heard.verdict()).isEqualTo(Verdict.REFUSED);
        }));
    }

    @TestFactory
    Stream<DynamicTest> aFlawRejectsItsRowWhereThatIsSaid() {
        return all().map(flawed -> dynamicTest(named(flawed), () -> {
            Heard heard = settled(flawed, Treatment.reject());
            assertThat(heard.said()).containsExactly("rejected " + flawed.flaw());
            assertThat(heard.verdict()).isEqualTo(Verdict.REJECTED);
        }));
    }

    @TestFactory
    Stream<DynamicTest> aFlawedValueIsLeftEmptyWhereThatIsSaid() {
        return all().map(flawed -> dynamicTest(named(flawed), () -> {
            Heard heard = settled(flawed, Treatment.asNull());
            assertThat(heard.said()).containsExactly("left empty " + flawed.flaw());
            assertThat(heard.shown()).isEqualTo("null");
        }));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleMendsWhatItReadsAndNothingElse() {
        return all().flatMap(flawed -> flawed.flaw().rules().stream()
                .map(rule -> dynamicTest(named(flawed) + " by " + rule, () -> ruleMends(flawed, rule))));
    }

    private static void ruleMends(Flawed flawed, Rule rule) {
        Heard heard = settled(flawed, Treatment.coerce(rule));
        Optional<String> expected = Optional.ofNullable(flawed.mended().get(rule));
        if (expected.isEmpty()) {
            assertThat(heard.said()).containsExactly("refused " + flawed.flaw());
            assertThat(heard.verdict()).isEqualTo(Verdict.REFUSED);
        } else if (expected.get().startsWith("flawed ")) {
            assertThat(heard.said().get(1)).isEqualTo(expected.get().replace("flawed", "refused"));
        } else {
            assertThat(heard.said()).containsExactly("mended " + flawed.flaw() + " " + rule);
            assertThat(heard.shown()).isEqualTo(expected.get());
        }
    }

    @Test
    void everyFlawOfAValueIsInTheTable() {
        var seen = EnumSet.noneOf(Flaw.class);
        all().forEach(each -> seen.add(each.flaw()));

        assertThat(EnumSet.complementOf(seen))
                .containsExactly(
                        Flaw.AFFINITY_CHANGES,
                        Flaw.KEY_TOO_LONG,
                        Flaw.NULL_IN_KEY,
                        Flaw.NULL_REFUSED,
                        Flaw.ORPHAN,
                        Flaw.REFERS_TO_REJECTED,
                        Flaw.DUPLICATE,
                        Flaw.CHECK_FAILED,
                        Flaw.TABLE_UNKNOWN,
                        Flaw.COLUMN_LEFT_BEHIND,
                        Flaw.ROWS_IN_TARGET,
                        Flaw.TRIGGER_ON_TARGET,
                        Flaw.ENCODING);
    }

    @Test
    void everyRuleMendsSomethingInTheTable() {
        var seen = EnumSet.noneOf(Rule.class);
        all().forEach(each -> seen.addAll(each.mended().keySet()));

        assertThat(EnumSet.complementOf(seen)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> whatIsRightIsSettledWithoutAWord() {
        return Stream.of(
                right(Plain.TEXT, Raw.text("grüße"), "text grüße"),
                right(Plain.TEXT, Raw.text(""), "text "),
                right(new LimitedText(3, Padding.IGNORED), Raw.text("ab    "), "text ab"),
                right(Plain.BYTES, Raw.blob(""), "bytes "),
                right(Plain.BIGINT, Raw.integer(Long.MIN_VALUE), "integer -9223372036854775808"),
                right(Plain.INTEGER_32, Raw.integer(-2147483648), "integer -2147483648"),
                right(Plain.REAL, Raw.integer(3), "real 3.0"),
                right(Plain.REAL, Raw.real(5e-324), "real 4.9E-324"),
                right(Plain.REAL, Raw.real(1e308), "real 1.0E308"),
                right(Plain.REAL, Raw.real(Double.NEGATIVE_INFINITY), "real -Infinity"),
                right(new Decimal(30, 10), Raw.text("12345678901234567890.0123456789"), "decimal 12345678901234567890.0123456789"),
                right(new Decimal(5, 2), Raw.text("1.500"), "decimal 1.500"),
                right(new Decimal(5, 2), Raw.real(0.1), "decimal 0.1"),
                right(Plain.NUMERIC, Raw.text("-1e3"), "decimal -1000"),
                right(Plain.BOOLEAN, Raw.integer(1), "true"),
                right(Plain.MOMENT, Raw.text("2024-11-21T10:11:12.123456+00:00"), "2024-11-21T10:11:12.123456"),
                right(Plain.MOMENT, Raw.text("2024-11-21 10:11:12"), "2024-11-21T10:11:12"),
                right(Plain.MOMENT, Raw.text("2024-11-21 10:11"), "2024-11-21T10:11"),
                right(Plain.MOMENT, Raw.text("2024-11-21T10:11:12.120000000Z"), "2024-11-21T10:11:12.120"),
                right(Plain.MOMENT, Raw.text("2024-11-21 10:11:12+0530"), "2024-11-21T04:41:12"),
                right(Plain.MOMENT, Raw.text("2024-11-21 10:11:12 -08"), "2024-11-21T18:11:12"),
                right(Plain.MOMENT, Raw.text("1969-12-31 23:59:59.999999"), "1969-12-31T23:59:59.999999"),
                right(Plain.MOMENT, infinity(), "infinity"),
                right(Plain.LOCAL_MOMENT, Raw.text("2024-02-29 10:11"), "2024-02-29T10:11"),
                right(Plain.DATE, Raw.text("2024-02-29"), "2024-02-29"),
                right(Plain.DATE, Raw.text("0001-01-01"), "0001-01-01"),
                right(Plain.UUID, Raw.text("00112233-4455-6677-8899-AABBCCDDEEFF"), "bytes 00112233445566778899aabbccddeeff"),
                right(Plain.JSON, Raw.text("{ \"b\":1, \"a\":[]}"), "text { \"b\":1, \"a\":[]}"),
                right(
                        Plain.JSONB,
                        Raw.text("{ \"b\" : 1.50, \"a\":[ true,null , \"\\u00e4\\/\\n\"], \"b\": 1e2, \"\":{}}"),
                        "{\"\":{},\"a\":[true,null,\"ä/\\n\"],\"b\":100}"),
                right(Plain.VERBATIM, Raw.textHex("ff00"), "text \ufffd\0"),
                right(Plain.OPAQUE, Raw.text("(1,2)"), "(1,2)"),
                right(
                        new Array(Plain.INTEGER_32),
                        Raw.text("[1, null]"),
                        "bytes 00000002" + "010000000000000001" + "00"),
                right(new Array(Plain.TEXT), Raw.text("[\"ä\"]"), "bytes 00000001" + "0500000002c3a4"),
                right(
                        new Array(Plain.JSONB),
                        Raw.text("[{\"b\":1.0,\"a\":2}, \"x\", null]"),
                        "bytes 00000003" + "0b0000000d" + "7b2261223a322c2262223a317d" + "0b00000003" + "227822" + "00"),
                right(
                        new Array(Plain.JSONB),
                        Raw.typed(
                                Item.Tag.ARRAY,
                                HexFormat.of().parseHex("00000002" + "00" + "0b00000006" + "5b20312e305d")),
                        "bytes 00000002" + "00" + "0b00000003" + "5b315d"),
                right(new Array(Plain.BYTES), Raw.text("[\"ff00\"]"), "bytes 00000001" + "0600000002" + "ff00"),
                right(new Array(Plain.REAL), Raw.text("[\"-Infinity\"]"), "bytes 00000001" + "02fff0000000000000"),
                right(new Array(new Decimal(5, 2)), Raw.text("[1.50]"), "bytes 00000001" + "0300000001" + "00000001" + "0f"),
                right(Plain.TEXT, Raw.nothing(), "null"));
    }

    private static DynamicTest right(ValueKind kind, Raw raw, String expected) {
        return dynamicTest(kind.text() + ": " + expected, () -> {
            Heard heard = settled(kind, POSTGRES, raw, MoveOptions.cautious());
            assertThat(heard.said()).isEmpty();
            assertThat(heard.shown()).isEqualTo(expected);
        });
    }

    @Test
    void aMomentWithoutAZoneIsOneOfTheZoneThatWasSaid() {
        MoveOptions options = MoveOptions.cautious().inZone(ZoneId.of("Europe/Berlin"));

        assertThat(settled(Plain.MOMENT, POSTGRES, Raw.text("2024-11-21 10:11"), options).shown())
                .isEqualTo("2024-11-21T09:11");
        assertThat(settled(Plain.MOMENT, POSTGRES, Raw.text("2024-10-27 02:30"), options).shown())
                .as("told twice: the first")
                .isEqualTo("2024-10-27T00:30");
        assertThat(settled(Plain.MOMENT, POSTGRES, Raw.text("2024-03-31 02:30"), options).said())
                .as("skipped")
                .containsExactly("refused NO_SUCH_MOMENT");
    }

    @Test
    void aFlawBehindAFlawIsTreatedToo() {
        MoveOptions options = MoveOptions.cautious()
                .treating(Flaw.BLOB_IN_TEXT, Treatment.coerce(BYTES_AS_UTF8))
                .treating(Flaw.NUL_IN_TEXT, Treatment.coerce(STRIP_NUL))
                .treating(Flaw.TEXT_TOO_LONG, Treatment.coerce(CUT));
        Heard heard = settled(new LimitedText(2, Padding.COUNTS), POSTGRES, Raw.blob("61006263"), options);

        assertThat(heard.shown()).isEqualTo("text ab");
        assertThat(heard.said())
                .containsExactly(
                        "mended BLOB_IN_TEXT BYTES_AS_UTF8", "mended NUL_IN_TEXT STRIP_NUL", "mended TEXT_TOO_LONG CUT");
    }

    @Test
    void theFirstRuleThatAppliesIsTaken() {
        MoveOptions options = MoveOptions.cautious()
                .treating(Flaw.MOMENT_SPELLING, Treatment.coerce(AMERICAN_DATE, DATE_AT_MIDNIGHT, EPOCH_SECONDS));

        assertThat(settled(Plain.MOMENT, POSTGRES, Raw.text("2024-11-21"), options).said())
                .containsExactly("mended MOMENT_SPELLING DATE_AT_MIDNIGHT");
    }

    @Test
    void noValueIsRefusedWhereOneIsDemanded() {
        var passage = new Passage(
                "facts",
                "facts",
                List.of(
                        new Field("id", "id", Plain.BIGINT, Nullness.REQUIRED),
                        new Field("content", "content", Plain.TEXT, Nullness.REQUIRED)),
                List.of(0),
                Optional.empty());
        var said = new ArrayList<String>();
        Settling settling = Settling.ofSource(passage, MoveOptions.cautious(), POSTGRES, recording(said));

        assertThat(settling.settle(new Item(2))).isEqualTo(Verdict.REFUSED);
        assertThat(said).containsExactly("refused NULL_IN_KEY", "refused NULL_REFUSED");
    }

    @Test
    void anEmptyValueInAPlaceThatDemandsOneIsRefusedEvenIfARuleEmptiedIt() {
        var passage = new Passage(
                "facts",
                "facts",
                List.of(new Field("count", "count", Plain.BIGINT, Nullness.REQUIRED)),
                List.of(),
                Optional.empty());
        var said = new ArrayList<String>();
        MoveOptions options = MoveOptions.cautious().treating(Flaw.TEXT_IN_NUMBER, Treatment.coerce(EMPTY_AS_NULL));
        var item = new Item(1);
        Raw.text("").put(item, 0);

        assertThat(Settling.ofSource(passage, options, POSTGRES, recording(said)).settle(item))
                .isEqualTo(Verdict.REFUSED);
        assertThat(said).containsExactly("mended TEXT_IN_NUMBER EMPTY_AS_NULL", "refused NULL_REFUSED");
    }

    @Test
    void theTreatmentOfAColumnGoesBeforeThatOfItsFlaw() {
        MoveOptions options = MoveOptions.cautious()
                .treating(Flaw.NUL_IN_TEXT, Treatment.reject())
                .treating(Flaw.NUL_IN_TEXT, "facts", "value", Treatment.coerce(STRIP_NUL));

        assertThat(settled(Plain.TEXT, POSTGRES, Raw.text("a\0"), options).shown()).isEqualTo("text a");
    }

    @Test
    void whatATargetReturnsIsNeverMended() {
        var said = new ArrayList<String>();
        var item = new Item(1);
        Raw.text("TRUE").put(item, 0);
        Settling.ofTarget(passage(Plain.BOOLEAN), recording(said)).settle(item);

        assertThat(said).containsExactly("refused TRUTH_SPELLING");
    }

    private static String named(Flawed flawed) {
        return flawed.flaw() + " of " + flawed.kind().text() + ": " + flawed.name();
    }

    /** What settling made of a value and said of it. */
    private record Heard(Verdict verdict, String shown, List<String> said) {}

    private static Heard settled(Flawed flawed, Treatment treatment) {
        MoveOptions options = MoveOptions.cautious().treating(flawed.flaw(), treatment);
        return settled(flawed.kind(), flawed.limits(), flawed.raw(), options);
    }

    private static Heard settled(ValueKind kind, Limits limits, Raw raw, MoveOptions options) {
        var said = new ArrayList<String>();
        var item = new Item(1);
        raw.put(item, 0);
        Verdict verdict = Settling.ofSource(passage(kind), options, limits, recording(said)).settle(item);
        return new Heard(verdict, Raw.shown(item, 0), said);
    }

    private static Passage passage(ValueKind kind) {
        var field = new Field("value", "value", kind, Nullness.NULLABLE);
        return new Passage("facts", "facts", List.of(field), List.of(), Optional.empty());
    }

    private static FlawListener recording(List<String> said) {
        return new FlawListener() {
            @Override
            public void mended(int field, Flaw flaw, Rule rule) {
                said.add("mended " + flaw + " " + rule);
            }

            @Override
            public void leftEmpty(int field, Flaw flaw) {
                said.add("left empty " + flaw);
            }

            @Override
            public void rejected(int field, Flaw flaw) {
                said.add("rejected " + flaw);
            }

            @Override
            public void refused(int field, Flaw flaw) {
                said.add("refused " + flaw);
            }
        };
    }
}
