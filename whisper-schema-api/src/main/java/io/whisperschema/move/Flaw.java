package io.whisperschema.move;

import static io.whisperschema.move.Rule.*;

import java.util.List;

/** What can be wrong with a value or a row on its way. */
public enum Flaw {
    /** A NUL character in text, which PostgreSQL cannot hold. */
    NUL_IN_TEXT,
    /** Bytes in text that are not UTF-8. */
    INVALID_UTF8,
    /** A number in a text column. */
    NUMBER_IN_TEXT,
    /** Bytes in a text column. */
    BLOB_IN_TEXT,
    /** Text with more characters than the column takes. */
    TEXT_TOO_LONG,
    /** Text in a column of bytes. */
    TEXT_IN_BYTES,
    /** A number in a column of bytes. */
    NUMBER_IN_BYTES,
    /** An integer that 16 or 32 bits, as the column has them, cannot hold. */
    BEYOND_32_BITS,
    /** Digits of an integer that 64 bits cannot hold. */
    BEYOND_64_BITS,
    /** A number with a fraction in a column of integers. */
    FRACTION,
    /** A whole number that is kept as a real, beyond 2⁵³ perhaps a rounded one, in a column of integers. */
    REAL_AS_INTEGER,
    /** Text in a column of numbers. */
    TEXT_IN_NUMBER,
    /** Bytes in a column of numbers. */
    BLOB_IN_NUMBER,
    /** An integer that no real is equal to. */
    INTEGER_TOO_LONG_FOR_REAL,
    /** An infinity or NaN that the target's column cannot hold. */
    NOT_FINITE,
    /** A decimal with more digits behind the point than the column keeps. */
    DECIMAL_TOO_FINE,
    /** A decimal with more digits before the point than the column keeps. */
    DECIMAL_TOO_LARGE,
    /** A truth that is neither the integer 0 nor 1. */
    TRUTH_SPELLING,
    /** A moment or date in a spelling that has more than one reading. */
    MOMENT_SPELLING,
    /** A moment with digits beyond microseconds. */
    MOMENT_TOO_FINE,
    /** A moment or date that no calendar has, or that the zone skips. */
    NO_SUCH_MOMENT,
    /** A moment or date before or after those that the target keeps in order. */
    MOMENT_OUT_OF_RANGE,
    /** A date that is written with a time. */
    DATE_WITH_TIME,
    /** A value that is no UUID. */
    NOT_A_UUID,
    /** A value that is no JSON. */
    INVALID_JSON,
    /** JSON that PostgreSQL's binary form cannot hold, or not whole: of a name that an object has twice only the last is left. */
    JSON_NOT_FOR_JSONB,
    /** A value that is no JSON array of the element type. */
    INVALID_ARRAY,
    /** Text that a SQLite column would turn into a number. */
    AFFINITY_CHANGES,
    /** A value larger than the memory that the move may use lets it be. */
    VALUE_TOO_LARGE,
    /** Text in a key that may be too long for an index. */
    KEY_TOO_LONG,
    /** No value in a part of a key. */
    NULL_IN_KEY,
    /** No value where the target demands one. */
    NULL_REFUSED,
    /** A reference to a row that is not there. */
    ORPHAN,
    /** A reference to a row that was rejected, or that host code leaves out. */
    REFERS_TO_REJECTED,
    /** A key that another row has too. */
    DUPLICATE,
    /** A row that does not meet a condition of the definition. */
    CHECK_FAILED,
    /** A table of the source that the definition does not speak of. */
    TABLE_UNKNOWN,
    /** A column of the source that the target does not have. */
    COLUMN_LEFT_BEHIND,
    /** A table of the target that has rows already. */
    ROWS_IN_TARGET,
    /** A trigger of the target that rows would set off. */
    TRIGGER_ON_TARGET,
    /** A store whose character encoding cannot be read without loss. */
    ENCODING;

    /** The rules that can mend it; which of them apply depends on the column's type and the value. */
    public List<Rule> rules() {
        return switch (this) {
            case NUL_IN_TEXT -> List.of(STRIP_NUL, CUT_AT_NUL, NUL_TO_SYMBOL);
            case INVALID_UTF8 -> List.of(LATIN_1, REPLACEMENT_CHARACTER);
            case NUMBER_IN_TEXT, NUMBER_IN_BYTES -> List.of(NUMBER_AS_TEXT);
            case BLOB_IN_TEXT -> List.of(BYTES_AS_UTF8, HEX);
            case TEXT_TOO_LONG -> List.of(CUT);
            case TEXT_IN_BYTES -> List.of(UTF8_BYTES);
            case FRACTION -> List.of(ROUND_HALF_UP, TRUNCATE);
            case REAL_AS_INTEGER -> List.of(WHOLE_REAL);
            case TEXT_IN_NUMBER -> List.of(DIGITS, DECIMAL_TEXT, PERCENT, EMPTY_AS_NULL);
            case INTEGER_TOO_LONG_FOR_REAL -> List.of(ROUND_TO_DOUBLE);
            case DECIMAL_TOO_FINE -> List.of(ROUND_HALF_UP);
            case TRUTH_SPELLING -> List.of(TRUTH_WORDS, NONZERO_IS_TRUE, EMPTY_AS_NULL, EMPTY_IS_FALSE);
            case MOMENT_SPELLING ->
                List.of(
                        EPOCH_SECONDS,
                        EPOCH_MILLISECONDS,
                        EPOCH_MICROSECONDS,
                        JULIAN_DAY,
                        DATE_AT_MIDNIGHT,
                        AMERICAN_DATE,
                        EUROPEAN_DATE,
                        RFC_822,
                        EMPTY_AS_NULL,
                        HOUR_24,
                        INFINITY,
                        BEFORE_CHRIST);
            case MOMENT_TOO_FINE -> List.of(TRUNCATE_TO_MICROSECONDS, ROUND_TO_MICROSECONDS);
            case NO_SUCH_MOMENT -> List.of(ZERO_DATE_AS_NULL);
            case DATE_WITH_TIME -> List.of(DROP_MIDNIGHT, DROP_TIME);
            case NOT_A_UUID -> List.of(UUID_WITHOUT_DASHES, UUID_BYTES, EMPTY_AS_NULL);
            case INVALID_JSON -> List.of(KEEP_AS_TEXT, JSON_STRING, EMPTY_AS_NULL);
            case JSON_NOT_FOR_JSONB -> List.of(JSON_STRING, STRIP_NUL);
            default -> List.of();
        };
    }
}
