package io.whisperschema.vector.embedded.internal.filter;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Points in time as the server reads them in payloads: RFC 3339, also with a space for the T and offsets without colon
 * or minutes; without a zone it is UTC; the seconds, or the time, may be missing.
 */
final class Moments {
    private static final int MICROS = 1_000_000;
    private static final int NANO_DIGITS = 9;
    /** Of the years -262143 and 262142, which the server's calendar ends with. */
    private static final long FIRST_SECOND = -8_334_601_228_800L;

    private static final long LAST_SECOND = 8_210_266_876_799L;

    private final String text;
    private int at;

    private Moments(String text) {
        this.text = text;
    }

    static Optional<Instant> parse(String text) {
        if (text.isEmpty() || !isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Moments(text).instant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    static Instant of(Timestamp timestamp) {
        long seconds = timestamp.getSeconds();
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            throw Refused.invalid("Unable to parse timestamp: " + seconds);
        }
        return Instant.ofEpochSecond(seconds, Math.max(0, timestamp.getNanos()));
    }

    /** What indexes compare: whole microseconds, rounded down. */
    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
    }

    private Instant instant() {
        int year = number(4, 4);
        expect('-');
        int month = number(1, 2);
        expect('-');
        int day = number(1, 2);
        return ended() ? utc(year, month, day, 0, 0) : atTime(year, month, day);
    }

    private Instant atTime(int year, int month, int day) {
        expectTimeMark();
        int hour = number(1, 2);
        expect(':');
        int minute = number(1, 2);
        Instant upToMinute = utc(year, month, day, hour, minute);
        if (ended()) {
            return upToMinute;
        }
        expect(':');
        // A leap second counts as the first of the next minute.
        Instant upToSecond = upToMinute.plusSeconds(within(number(1, 2), 60));
        Instant whole = upToSecond.plusNanos(fraction());
        return ended() ? whole : whole.minusSeconds(offset());
    }

    private static Instant utc(int year, int month, int day, int hour, int minute) {
        return LocalDateTime.of(year, month, day, hour, minute).toInstant(ZoneOffset.UTC);
    }

    private void expectTimeMark() {
        char mark = next();
        if (mark != 'T' && mark != 't' && mark != ' ') {
            throw new DateTimeException(text);
        }
    }

    private int fraction() {
        if (ended() || text.charAt(at) != '.') {
            return 0;
        }
        at++;
        int start = at;
        int nanos = 0;
        while (!ended() && isDigit(text.charAt(at))) {
            if (at - start < NANO_DIGITS) {
                nanos = nanos * 10 + text.charAt(at) - '0';
            }
            at++;
        }
        if (at == start) {
            throw new DateTimeException(text);
        }
        for (int digits = at - start; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** In seconds. Nothing may follow it. */
    private int offset() {
        if (next() == ' ') {
            return offset();
        }
        char sign = text.charAt(at - 1);
        int seconds = sign == 'Z' || sign == 'z' ? 0 : signed(sign, hoursAndMinutes());
        if (!ended()) {
            throw new DateTimeException(text);
        }
        return seconds;
    }

    private int signed(char sign, int seconds) {
        return switch (sign) {
            case '+' -> seconds;
            case '-', '\u2212' -> -seconds;
            default -> throw new DateTimeException(text);
        };
    }

    private int hoursAndMinutes() {
        int hours = within(number(2, 2), 23);
        if (!ended() && text.charAt(at) == ':') {
            at++;
        } else if (ended()) {
            return hours * 3600;
        }
        return hours * 3600 + within(number(2, 2), 59) * 60;
    }

    private int within(int number, int most) {
        if (number > most) {
            throw new DateTimeException(text);
        }
        return number;
    }

    private int number(int least, int most) {
        int start = at;
        int number = 0;
        while (at - start < most && !ended() && isDigit(text.charAt(at))) {
            number = number * 10 + text.charAt(at++) - '0';
        }
        if (at - start < least) {
            throw new DateTimeException(text);
        }
        return number;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private void expect(char expected) {
        if (next() != expected) {
            throw new DateTimeException(text);
        }
    }

    private char next() {
        if (ended()) {
            throw new DateTimeException(text);
        }
        return text.charAt(at++);
    }

    private boolean ended() {
        return at >= text.length();
    }
}
