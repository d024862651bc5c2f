package io.whisperschema;

import static io.whisperschema.move.Rule.*;

import io.whisperschema.definition.relational.ColumnSpec;
import io.whisperschema.definition.relational.Relational;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Rule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Values as they are met in SQLite files, what is wrong with each, and what PostgreSQL shows of it after each rule. */
final class DirtyValues {
    private DirtyValues() {}

    /**
     * A value that does not fit its column.
     *
     * @param name what it is
     * @param type the column's type, given its name
     * @param literal the value in SQLite's words
     * @param flaw what is wrong with it
     * @param original the value in the words of a file of rejects
     * @param mended what the server shows after each rule that reads it
     */
    record Dirty(
            String name,
            Function<String, ColumnSpec> type,
            String literal,
            Flaw flaw,
            String original,
            Map<Rule, Optional<String>> mended) {
        Dirty by(Rule rule, String shown) {
            mended.put(rule, Optional.of(shown));
            return this;
        }

        Dirty emptyBy(Rule rule) {
            mended.put(rule, Optional.empty());
            return this;
        }
    }

    private static Dirty dirty(
            String name, Function<String, ColumnSpec> type, String literal, Flaw flaw, String original) {
        return new Dirty(name, type, literal, flaw, original, new EnumMap<>(Rule.class));
    }

    private static Dirty written(String name, Function<String, ColumnSpec> type, Flaw flaw, String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return dirty(name, type, "'" + text.replace("'", "''") + "'", flaw, "{\"text\":\"" + escaped + "\"}");
    }

    private static Dirty bytesAsText(String name, String hex, String base64) {
        return dirty(
                name,
                Relational::text,
                "CAST(x'" + hex + "' AS TEXT)",
                Flaw.INVALID_UTF8,
                "{\"text_bytes\":\"" + base64 + "\"}");
    }

    private static Stream<Dirty> texts() {
        return Stream.of(
                dirty("nul", Relational::text, "CAST(x'610062' AS TEXT)", Flaw.NUL_IN_TEXT, "{\"text\":\"a\\u0000b\"}")
                        .by(STRIP_NUL, "ab")
                        .by(CUT_AT_NUL, "a")
                        .by(NUL_TO_SYMBOL, "a\u2400b"),
                bytesAsText("latin_1", "6de46e", "beRu").by(LATIN_1, "män").by(REPLACEMENT_CHARACTER, "m\ufffdn"),
                bytesAsText("cut_off", "61c3", "YcM=").by(LATIN_1, "aÃ").by(REPLACEMENT_CHARACTER, "a\ufffd"),
                bytesAsText("overlong", "c0af", "wK8=").by(LATIN_1, "À¯").by(REPLACEMENT_CHARACTER, "\ufffd\ufffd"),
                bytesAsText("half_a_pair", "eda080", "7aCA")
                        .by(LATIN_1, "í\u00a0\u0080")
                        .by(REPLACEMENT_CHARACTER, "\ufffd"),
                dirty("blob_in_text", Relational::text, "x'c3a4'", Flaw.BLOB_IN_TEXT, "{\"blob\":\"w6Q=\"}")
                        .by(BYTES_AS_UTF8, "ä")
                        .by(HEX, "c3a4"),
                dirty("image_in_text", Relational::text, "x'ff'", Flaw.BLOB_IN_TEXT, "{\"blob\":\"/w==\"}")
                        .by(HEX, "ff"),
                written("text_in_bytes", Relational::blob, Flaw.TEXT_IN_BYTES, "ä")
                        .by(UTF8_BYTES, "\\xc3a4"),
                dirty("number_in_bytes", Relational::blob, "17", Flaw.NUMBER_IN_BYTES, "{\"integer\":17}")
                        .by(NUMBER_AS_TEXT, "\\x3137"));
    }

    private static Stream<Dirty> numbers() {
        return Stream.of(
                written("fast", Relational::integer, Flaw.TEXT_IN_NUMBER, "fast"),
                written("no_integer", Relational::integer, Flaw.TEXT_IN_NUMBER, "")
                        .emptyBy(EMPTY_AS_NULL),
                dirty("fraction", Relational::integer, "1.5", Flaw.FRACTION, "{\"real\":\"1.5\"}")
                        .by(ROUND_HALF_UP, "2")
                        .by(TRUNCATE, "1"),
                dirty("blob_in_integer", Relational::integer, "x'07'", Flaw.BLOB_IN_NUMBER, "{\"blob\":\"Bw==\"}"),
                dirty(
                        "largest",
                        Relational::integer,
                        "9223372036854775807",
                        Flaw.BEYOND_32_BITS,
                        "{\"integer\":9223372036854775807}"),
                dirty("beyond", Relational::integer, "2147483648", Flaw.BEYOND_32_BITS, "{\"integer\":2147483648}"),
                dirty(
                        "beyond_64",
                        Relational::bigint,
                        "9223372036854775808",
                        Flaw.BEYOND_64_BITS,
                        "{\"real\":\"9.223372036854776E+18\"}"),
                dirty("endless", Relational::bigint, "9e999", Flaw.NOT_FINITE, "{\"real\":\"Infinity\"}"),
                written("high", Relational::real, Flaw.TEXT_IN_NUMBER, "high"),
                written("percent", Relational::real, Flaw.TEXT_IN_NUMBER, "80%").by(PERCENT, "0.8"),
                written("no_real", Relational::real, Flaw.TEXT_IN_NUMBER, "").emptyBy(EMPTY_AS_NULL),
                dirty("blob_in_real", Relational::real, "x'07'", Flaw.BLOB_IN_NUMBER, "{\"blob\":\"Bw==\"}"),
                dirty("fine", DirtyValues::price, "1.005", Flaw.DECIMAL_TOO_FINE, "{\"real\":\"1.005\"}")
                        .by(ROUND_HALF_UP, "1.01"),
                dirty("dear", DirtyValues::price, "1000", Flaw.DECIMAL_TOO_LARGE, "{\"integer\":1000}"),
                dirty("priceless", DirtyValues::price, "-9e999", Flaw.NOT_FINITE, "{\"real\":\"-Infinity\"}"));
    }

    private static ColumnSpec price(String name) {
        return Relational.decimal(name, 5, 2);
    }

    private static Stream<Dirty> truths() {
        return Stream.of(
                dirty("two", Relational::bool, "2", Flaw.TRUTH_SPELLING, "{\"integer\":2}")
                        .by(NONZERO_IS_TRUE, "true"),
                dirty("minus_one", Relational::bool, "-1", Flaw.TRUTH_SPELLING, "{\"integer\":-1}")
                        .by(NONZERO_IS_TRUE, "true"),
                dirty("half", Relational::bool, "0.5", Flaw.TRUTH_SPELLING, "{\"real\":\"0.5\"}")
                        .by(NONZERO_IS_TRUE, "true"),
                written("no_truth", Relational::bool, Flaw.TRUTH_SPELLING, "")
                        .emptyBy(EMPTY_AS_NULL)
                        .by(EMPTY_IS_FALSE, "false"),
                written("maybe", Relational::bool, Flaw.TRUTH_SPELLING, "maybe"),
                written("t", Relational::bool, Flaw.TRUTH_SPELLING, "t").by(TRUTH_WORDS, "true"),
                written("yes", Relational::bool, Flaw.TRUTH_SPELLING, "yes").by(TRUTH_WORDS, "true"),
                written("shouted", Relational::bool, Flaw.TRUTH_SPELLING, "TRUE")
                        .by(TRUTH_WORDS, "true"));
    }

    private static Dirty moment(String name, Flaw flaw, String text) {
        return written(name, Relational::timestamp, flaw, text);
    }

    private static Dirty counted(String name, String literal, String original) {
        return dirty(name, Relational::timestamp, literal, Flaw.MOMENT_SPELLING, original);
    }

    private static Stream<Dirty> moments() {
        return Stream.of(
                counted("seconds", "1732184000", "{\"integer\":1732184000}")
                        .by(EPOCH_SECONDS, "2024-11-21 10:13:20+00")
                        .by(EPOCH_MILLISECONDS, "1970-01-21 01:09:44+00")
                        .by(EPOCH_MICROSECONDS, "1970-01-01 00:28:52.184+00"),
                counted("milliseconds", "1732184000123", "{\"integer\":1732184000123}")
                        .by(EPOCH_SECONDS, "56860-09-21 22:15:23+00")
                        .by(EPOCH_MILLISECONDS, "2024-11-21 10:13:20.123+00")
                        .by(EPOCH_MICROSECONDS, "1970-01-21 01:09:44.000123+00"),
                counted("real_seconds", "1732184000.25", "{\"real\":\"1732184000.25\"}")
                        .by(EPOCH_SECONDS, "2024-11-21 10:13:20.25+00")
                        .by(EPOCH_MILLISECONDS, "1970-01-21 01:09:44.00025+00")
                        .by(EPOCH_MICROSECONDS, "1970-01-01 00:28:52.184+00"),
                counted("julian", "2460635.5", "{\"real\":\"2460635.5\"}")
                        .by(EPOCH_SECONDS, "1970-01-29 11:30:35.5+00")
                        .by(EPOCH_MILLISECONDS, "1970-01-01 00:41:00.6355+00")
                        .by(EPOCH_MICROSECONDS, "1970-01-01 00:00:02.460636+00")
                        .by(JULIAN_DAY, "2024-11-21 00:00:00+00"),
                moment("no_moment", Flaw.MOMENT_SPELLING, "").emptyBy(EMPTY_AS_NULL),
                moment("thirtieth", Flaw.NO_SUCH_MOMENT, "2024-02-30 10:11:12"),
                moment("thirtieth_alone", Flaw.NO_SUCH_MOMENT, "2024-02-30"),
                moment("zero", Flaw.NO_SUCH_MOMENT, "0000-00-00").emptyBy(ZERO_DATE_AS_NULL),
                moment("caesar", Flaw.MOMENT_SPELLING, "0044-03-15 12:00:00 BC")
                        .by(BEFORE_CHRIST, "0044-03-15 12:00:00+00 BC"),
                moment("hour_24", Flaw.MOMENT_SPELLING, "2024-12-31 24:00:00").by(HOUR_24, "2025-01-01 00:00:00+00"),
                moment("american", Flaw.MOMENT_SPELLING, "11/20/2024").by(AMERICAN_DATE, "2024-11-20 00:00:00+00"),
                moment("european", Flaw.MOMENT_SPELLING, "20.11.2024").by(EUROPEAN_DATE, "2024-11-20 00:00:00+00"),
                moment("mail", Flaw.MOMENT_SPELLING, "Wed, 20 Nov 2024 10:11:12 +0100")
                        .by(RFC_822, "2024-11-20 09:11:12+00"),
                moment("infinity", Flaw.MOMENT_SPELLING, "infinity").by(INFINITY, "infinity"),
                moment("nanoseconds", Flaw.MOMENT_TOO_FINE, "2024-11-21 10:11:12.123456789")
                        .by(TRUNCATE_TO_MICROSECONDS, "2024-11-21 10:11:12.123456+00")
                        .by(ROUND_TO_MICROSECONDS, "2024-11-21 10:11:12.123457+00"),
                moment("date_only", Flaw.MOMENT_SPELLING, "2024-11-21").by(DATE_AT_MIDNIGHT, "2024-11-21 00:00:00+00"),
                moment("now", Flaw.NO_SUCH_MOMENT, "now"),
                dirty("blob_in_moment", Relational::timestamp, "x'07'", Flaw.NO_SUCH_MOMENT, "{\"blob\":\"Bw==\"}"),
                written("midnight", Relational::date, Flaw.DATE_WITH_TIME, "2024-11-21 00:00:00")
                        .by(DROP_MIDNIGHT, "2024-11-21")
                        .by(DROP_TIME, "2024-11-21"),
                written("evening", Relational::date, Flaw.DATE_WITH_TIME, "2024-11-21 23:59:59")
                        .by(DROP_TIME, "2024-11-21"),
                written("zero_date", Relational::date, Flaw.NO_SUCH_MOMENT, "0000-00-00")
                        .emptyBy(ZERO_DATE_AS_NULL),
                written("no_leap_year", Relational::date, Flaw.NO_SUCH_MOMENT, "2023-02-29"));
    }

    private static Stream<Dirty> others() {
        return Stream.of(
                written("bare_uuid", Relational::uuid, Flaw.NOT_A_UUID, "00112233445566778899aabbccddeeff")
                        .by(UUID_WITHOUT_DASHES, "00112233-4455-6677-8899-aabbccddeeff"),
                dirty(
                                "uuid_bytes",
                                Relational::uuid,
                                "x'00112233445566778899aabbccddeeff'",
                                Flaw.NOT_A_UUID,
                                "{\"blob\":\"ABEiM0RVZneImaq7zN3u/w==\"}")
                        .by(UUID_BYTES, "00112233-4455-6677-8899-aabbccddeeff"),
                written("no_uuid", Relational::uuid, Flaw.NOT_A_UUID, "none"),
                written("python", Relational::json, Flaw.INVALID_JSON, "{'a': 1}")
                        .by(JSON_STRING, "\"{'a': 1}\""),
                written("no_json", Relational::jsonb, Flaw.INVALID_JSON, "")
                        .by(JSON_STRING, "\"\"")
                        .emptyBy(EMPTY_AS_NULL),
                written("nul_in_json", Relational::jsonb, Flaw.JSON_NOT_FOR_JSONB, "[\"a\\u0000b\"]")
                        .by(JSON_STRING, "\"[\\\"a\\\\u0000b\\\"]\"")
                        .by(STRIP_NUL, "[\"ab\"]"),
                written("name_twice", Relational::jsonb, Flaw.JSON_NOT_FOR_JSONB, "{\"a\": 1, \"a\": 2}")
                        .by(JSON_STRING, "\"{\\\"a\\\": 1, \\\"a\\\": 2}\""),
                written("list", Relational::textArray, Flaw.INVALID_ARRAY, "a,b"));
    }

    /** Values of PostgreSQL that SQLite would lose, or sort among others where they do not belong. */
    static List<Dirty> ofServers() {
        return List.of(
                dirty("nan", Relational::real, "'NaN'", Flaw.NOT_FINITE, "{\"real\":\"NaN\"}"),
                dirty(
                        "decimal_nan",
                        DirtyValues::price,
                        "'NaN'",
                        Flaw.NOT_FINITE,
                        "{\"settled_decimal\":\"gAAAAAA=\"}"),
                dirty(
                        "always",
                        Relational::timestamp,
                        "'infinity'",
                        Flaw.MOMENT_OUT_OF_RANGE,
                        "{\"settled_moment\":9223372036854775807}"),
                dirty(
                        "never",
                        Relational::timestamp,
                        "'-infinity'",
                        Flaw.MOMENT_OUT_OF_RANGE,
                        "{\"settled_moment\":-9223372036854775808}"),
                dirty(
                        "caesar",
                        Relational::timestamp,
                        "'0044-03-15 12:00:00Z BC'",
                        Flaw.MOMENT_OUT_OF_RANGE,
                        "{\"settled_moment\":-63517780800000000}"),
                dirty(
                        "late",
                        Relational::timestamp,
                        "'10000-01-01 00:00:00Z'",
                        Flaw.MOMENT_OUT_OF_RANGE,
                        "{\"settled_moment\":253402300800000000}"),
                dirty(
                        "latest",
                        Relational::timestamp,
                        "'294276-12-31 23:59:59Z'",
                        Flaw.NO_SUCH_MOMENT,
                        "{\"text\":\"+294276-12-31T23:59:59\"}"),
                dirty(
                        "every_day",
                        Relational::date,
                        "'infinity'",
                        Flaw.MOMENT_OUT_OF_RANGE,
                        "{\"settled_date\":9223372036854775807}"),
                dirty(
                        "ides",
                        Relational::date,
                        "'0044-03-15 BC'",
                        Flaw.MOMENT_OUT_OF_RANGE,
                        "{\"settled_date\":-735160}"),
                dirty(
                        "late_day",
                        Relational::date,
                        "'10000-01-01'",
                        Flaw.MOMENT_OUT_OF_RANGE,
                        "{\"settled_date\":2932897}"),
                dirty(
                        "square",
                        Relational::textArray,
                        "'{{a,b},{c,d}}'",
                        Flaw.INVALID_ARRAY,
                        "{\"text\":\"[1:2][1:2]={{\\\"a\\\",\\\"b\\\"},{\\\"c\\\",\\\"d\\\"}}\"}"),
                dirty(
                        "from_zero",
                        Relational::textArray,
                        "'[0:1]={a,b}'",
                        Flaw.INVALID_ARRAY,
                        "{\"text\":\"[0:1]={\\\"a\\\",\\\"b\\\"}\"}"));
    }

    static List<Dirty> all() {
        return Stream.of(texts(), numbers(), truths(), moments(), others())
                .flatMap(each -> each)
                .toList();
    }
}
