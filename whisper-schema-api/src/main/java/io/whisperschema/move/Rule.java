package io.whisperschema.move;

/** A named way to make a flawed value fit. Each names one reading of it; none is used unless a host asks for it. */
public enum Rule {
    /** Text without its NUL characters. */
    STRIP_NUL,
    /** Text up to its first NUL character. */
    CUT_AT_NUL,
    /** Text with U+2400, the picture of NUL, for each NUL character. */
    NUL_TO_SYMBOL,
    /** Text whose every byte is a character of ISO 8859-1. */
    LATIN_1,
    /** Text with U+FFFD for what is not UTF-8. */
    REPLACEMENT_CHARACTER,
    /** A number as the digits that SQLite's {@code quote} writes. */
    NUMBER_AS_TEXT,
    /** Bytes that are UTF-8 as the text that they spell. */
    BYTES_AS_UTF8,
    /** Bytes as lower-case hexadecimal digits. */
    HEX,
    /** Text up to the length that the column takes. */
    CUT,
    /** Text as its UTF-8 bytes. */
    UTF8_BYTES,
    /** The nearest that fits; what is half-way goes away from zero. */
    ROUND_HALF_UP,
    /** A number without its fraction. */
    TRUNCATE,
    /** A real that is whole and below 2⁵³ as the integer that it is. */
    WHOLE_REAL,
    /** Text of a sign and digits, with spaces around it, as that integer. */
    DIGITS,
    /** Empty text as no value. */
    EMPTY_AS_NULL,
    /** An integer as the nearest real. */
    ROUND_TO_DOUBLE,
    /** Text of a decimal number, with spaces around it, as that number. */
    DECIMAL_TEXT,
    /** Text such as {@code 80%} as 0.8. */
    PERCENT,
    /** {@code t f true false yes no y n on off 1 0} in any case. */
    TRUTH_WORDS,
    /** Every number but zero is true. */
    NONZERO_IS_TRUE,
    /** Empty text is false. */
    EMPTY_IS_FALSE,
    /** A number as seconds since 1970 UTC. */
    EPOCH_SECONDS,
    /** A number as milliseconds since 1970 UTC. */
    EPOCH_MILLISECONDS,
    /** A number as microseconds since 1970 UTC. */
    EPOCH_MICROSECONDS,
    /** A real as a Julian day. */
    JULIAN_DAY,
    /** A date as its midnight. */
    DATE_AT_MIDNIGHT,
    /** {@code 11/20/2024}, also with a time, as month, day and year. */
    AMERICAN_DATE,
    /** {@code 20.11.2024}, also with a time, as day, month and year. */
    EUROPEAN_DATE,
    /** {@code Wed, 20 Nov 2024 10:11:12 +0000}. */
    RFC_822,
    /** {@code 24:00} as midnight of the next day. */
    HOUR_24,
    /** {@code infinity} and {@code -infinity}, where the target has them. */
    INFINITY,
    /** Years with a minus or {@code BC}, where the target has them. */
    BEFORE_CHRIST,
    /** A moment without what is finer than microseconds. */
    TRUNCATE_TO_MICROSECONDS,
    /** The nearest whole microsecond. */
    ROUND_TO_MICROSECONDS,
    /** {@code 0000-00-00}, also with a time, as no value. */
    ZERO_DATE_AS_NULL,
    /** A date that is written with midnight as that date. */
    DROP_MIDNIGHT,
    /** A date that is written with any time as that date. */
    DROP_TIME,
    /** 32 hexadecimal digits as a UUID. */
    UUID_WITHOUT_DASHES,
    /** 16 bytes as a UUID. */
    UUID_BYTES,
    /** Text that is no JSON as it is. */
    KEEP_AS_TEXT,
    /** Text as a JSON string. */
    JSON_STRING
}
