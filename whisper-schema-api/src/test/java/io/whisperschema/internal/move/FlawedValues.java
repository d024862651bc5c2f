package io.whisperschema.internal.move;

import static io.whisperschema.move.Rule.*;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Rule;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Array;
import io.whisperschema.move.ValueKind.Decimal;
import io.whisperschema.move.ValueKind.LimitedText;
import io.whisperschema.move.ValueKind.LimitedText.Padding;
import io.whisperschema.move.ValueKind.Plain;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Values that do not fit, and what each rule makes of them. */
final class FlawedValues {
    static final Limits POSTGRES = new Limits(
            EnumSet.complementOf(EnumSet.of(Limits.Special.JSON_UNCHECKED)),
            LocalDate.of(-4712, 1, 1),
            LocalDate.of(294_276, 12, 31),
            2704);
    static final Limits SQLITE = new Limits(
            Set.of(Limits.Special.REAL_INFINITY, Limits.Special.JSON_UNCHECKED),
            LocalDate.of(1, 1, 1),
            LocalDate.of(9999, 12, 31),
            Integer.MAX_VALUE);

    private FlawedValues() {}

    /** A value with a flaw, and what each rule that mends it makes of it. */
    record Flawed(Flaw flaw, ValueKind kind, Limits limits, Raw raw, String name, Map<Rule, String> mended) {
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
                flawed(Flaw.NUMBER_IN_TEXT, Plain.TEXT, "1e300", Raw.real(1e300))
                        .by(NUMBER_AS_TEXT, "text 1.0e+300"),
                flawed(Flaw.BLOB_IN_TEXT, Plain.TEXT, "x'c3a4'", Raw.blob("c3a4"))
                        .by(BYTES_AS_UTF8, "text ä")
                        .by(HEX, "text c3a4"),
                flawed(Flaw.BLOB_IN_TEXT, Plain.TEXT, "x'ff'", Raw.blob("ff")).by(HEX, "text ff"),
                flawed(Flaw.BLOB_IN_TEXT, Plain.JSON, "x'5b5d'", Raw.blob("5b5d"))
                        .by(BYTES_AS_UTF8, "text []")
                        .by(HEX, "flawed INVALID_JSON"),
                flawedText(Flaw.TEXT_TOO_LONG, new LimitedText(3, Padding.COUNTS), "ab😀d")
                        .by(CUT, "text ab😀"),
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
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "2024-12-31 24:00")
                        .by(HOUR_24, "2025-01-01T00:00"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "-infinity").by(INFINITY, "-infinity"),
                flawedText(Flaw.MOMENT_SPELLING, Plain.MOMENT, "0044-03-15 12:00 BC")
                        .by(BEFORE_CHRIST, "-0043-03-15T12:00"),
                flawedText(Flaw.MOMENT_TOO_FINE, Plain.MOMENT, "2024-11-21 10:11:12.123456789")
                        .by(TRUNCATE_TO_MICROSECONDS, "2024-11-21T10:11:12.123456")
                        .by(ROUND_TO_MICROSECONDS, "2024-11-21T10:11:12.123457"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "2024-02-30 10:11:12"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "0000-00-00 00:00:00")
                        .by(ZERO_DATE_AS_NULL, "null"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "0000-00-00").by(ZERO_DATE_AS_NULL, "null"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "2024-02-30"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "now"),
                flawedText(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "2024-11-21 10:60"),
                flawed(Flaw.NO_SUCH_MOMENT, Plain.MOMENT, "a blob", Raw.blob("00")),
                flawed(Flaw.MOMENT_OUT_OF_RANGE, Plain.MOMENT, SQLITE, "infinity", infinity()),
                flawed(Flaw.MOMENT_OUT_OF_RANGE, Plain.MOMENT, SQLITE, "BC", Raw.typed(Item.Tag.MOMENT, -1L << 60)),
                flawedText(Flaw.DATE_WITH_TIME, Plain.DATE, "2024-11-21 00:00:00")
                        .by(DROP_MIDNIGHT, "2024-11-21")
                        .by(DROP_TIME, "2024-11-21"),
                flawedText(Flaw.DATE_WITH_TIME, Plain.DATE, "2024-11-21T23:59:59-08:00")
                        .by(DROP_TIME, "2024-11-21"),
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
                flawedText(Flaw.JSON_NOT_FOR_JSONB, Plain.JSONB, "\"\\ud800\"")
                        .by(JSON_STRING, "\"\\\"\\\\ud800\\\"\""),
                flawedText(Flaw.JSON_NOT_FOR_JSONB, Plain.JSONB, "1e200000").by(JSON_STRING, "\"1e200000\""),
                flawedText(Flaw.JSON_NOT_FOR_JSONB, Plain.JSONB, "[{\"a\": null, \"a\": 2}]")
                        .by(JSON_STRING, "\"[{\\\"a\\\": null, \\\"a\\\": 2}]\""),
                flawedText(Flaw.INVALID_ARRAY, new Array(Plain.INTEGER_32), "[1, \"x\"]"),
                flawed(Flaw.VALUE_TOO_LARGE, Plain.TEXT, "too large", (item, field) -> item.putTooLarge(field, 99)));
    }

    static Stream<Flawed> all() {
        return Stream.of(flawedTexts(), flawedNumbers(), flawedMoments(), flawedOthers())
                .flatMap(each -> each);
    }
}
