package io.whisperschema.cache.internal.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Moments as ISO-8601 text, written so that Python 3.8's {@code datetime.fromisoformat} reads them. */
public final class Timestamps {
    private static final int DAY = 24 * 60 * 60;
    private static final int[] POWERS_OF_TEN = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Timestamps() {}

    /** The moment with offset {@code +00:00}, and with six digits of a second's fraction or none. In the years 1 to 9999. */
    public static String text(Instant moment) {
        var time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        var text = new StringBuilder(32);
        digits(text, time.getYear(), 4).append('-');
        digits(text, time.getMonthValue(), 2).append('-');
        digits(text, time.getDayOfMonth(), 2).append('T');
        digits(text, time.getHour(), 2).append(':');
        digits(text, time.getMinute(), 2).append(':');
        digits(text, time.getSecond(), 2);
        int micros = time.getNano() / 1000;
        if (micros != 0) {
            digits(text.append('.'), micros, 6);
        }
        return text.append("+00:00").toString();
    }

    private static StringBuilder digits(StringBuilder text, int value, int count) {
        for (int power = POWERS_OF_TEN[count - 1]; power > 0; power /= 10) {
            text.append((char) ('0' + value / power % 10));
        }
        return text;
    }

    /**
     * The moment of a text: date, {@code T} or a space, hour and minute, possibly a second with up to nine digits of its fraction
     * (cut to the microsecond by who keeps it), possibly {@code Z} or an offset of hours, minutes and seconds. Without either it
     * is UTC.
     */
    public static Optional<Instant> read(String text) {
        try {
            return Optional.of(new Reading(text).moment());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static final class Reading {
        /** {@code 2025-01-02T03:04:05} is so long. */
        private static final int SECONDS_END = 19;

        private final String text;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        Instant moment() {
            int year = number(4);
            need('-');
            int month = number(2);
            need('-');
            int day = number(2);
            if (!has('T') && !has('t')) {
                need(' ');
            }
            int hour = number(2);
            need(':');
            int minute = number(2);
            int second = has(':') ? number(2) : 0;
            int nano = at == SECONDS_END && has('.') ? fraction() : 0;
            var time = LocalDateTime.of(year, month, day, hour, minute, second, nano);
            long seconds = time.toEpochSecond(ZoneOffset.UTC) - offset();
            if (at < text.length()) {
                throw none();
            }
            return Instant.ofEpochSecond(seconds, nano);
        }

        private int offset() {
            if (at == text.length() || has('Z') || has('z')) {
                return 0;
            }
            int sign = has('-') ? -1 : 1;
            if (sign > 0) {
                need('+');
            }
            int seconds = 3600 * number(2) + minutesAndSeconds();
            if (seconds >= DAY) {
                throw none();
            }
            return sign * seconds;
        }

        /** With colons or without. */
        private int minutesAndSeconds() {
            if (at == text.length()) {
                return 0;
            }
            boolean colons = has(':');
            int minutes = below60();
            if (at == text.length()) {
                return 60 * minutes;
            }
            if (colons) {
                need(':');
            }
            return 60 * minutes + below60();
        }

        private int below60() {
            int value = number(2);
            if (value >= 60) {
                throw none();
            }
            return value;
        }

        private int fraction() {
            int start = at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            int count = at - start;
            if (count == 0 || count > POWERS_OF_TEN.length) {
                throw none();
            }
            at = start;
            return number(count) * POWERS_OF_TEN[POWERS_OF_TEN.length - count];
        }

        private int number(int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                if (at == text.length() || !isDigit(text.charAt(at))) {
                    throw none();
                }
                value = 10 * value + text.charAt(at++) - '0';
            }
            return value;
        }

        private boolean has(char expected) {
            boolean is = at < text.length() && text.charAt(at) == expected;
            at += is ? 1 : 0;
            return is;
        }

        private void need(char expected) {
            if (!has(expected)) {
                throw none();
            }
        }

        private static boolean isDigit(char character) {
            return character >= '0' && character <= '9';
        }

        private static DateTimeException none() {
            return new DateTimeException("this is no timestamp");
        }
    }
}
