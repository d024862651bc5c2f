package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Reads moments and dates in the one spelling that has one reading: {@code yyyy-MM-dd}, a space or {@code T},
 * {@code HH:mm}, seconds, a fraction of them, and no zone, {@code Z} or an offset. Works on bytes, as most rows have such a
 * value. Reused, not thread-safe.
 */
final class Moments {
    private static final int DATE_LENGTH = 10;
    private static final int LONGEST = 80;
    private static final int MICRO_DIGITS = 6;

    private final ZoneRules zone;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int micros;
    private boolean finer;
    private boolean offsetGiven;
    private int offset;
    private long moment;

    /** Reads moments without a zone as those of that zone. */
    Moments(ZoneId zone) {
        this.zone = zone.getRules();
    }

    /** The last moment, in microseconds since 1970 UTC. */
    long moment() {
        return moment;
    }

    /** The date of the last text as it is written, in days since 1970. */
    long writtenDay() {
        return CivilTime.epochDay(year, month, day);
    }

    /** Whether the last text had a zone or an offset. */
    boolean hasOffset() {
        return offsetGiven;
    }

    /** Whether the last text was of midnight, in whatever zone. */
    boolean isMidnight() {
        return hour == 0 && minute == 0 && second == 0 && micros == 0 && !finer;
    }

    /** What is wrong with a text that should be a date. */
    @Nullable
    Flaw readDate(byte[] from, int start, int length) {
        begin(from, start, length);
        if (!date()) {
            return Flaw.MOMENT_SPELLING;
        }
        if (length == DATE_LENGTH) {
            return isDate() ? null : Flaw.NO_SUCH_MOMENT;
        }
        if (!time() || !zone()) {
            return Flaw.MOMENT_SPELLING;
        }
        return isDate() && isTime() ? Flaw.DATE_WITH_TIME : Flaw.NO_SUCH_MOMENT;
    }

    /** What is wrong with a text that should be a moment. */
    @Nullable
    Flaw read(byte[] from, int start, int length) {
        begin(from, start, length);
        if (length > LONGEST || !date() || !time() || !zone()) {
            return Flaw.MOMENT_SPELLING;
        }
        if (!isDate()) {
            return Flaw.NO_SUCH_MOMENT;
        }
        if (!isTime()) {
            return isHour24() ? Flaw.MOMENT_SPELLING : Flaw.NO_SUCH_MOMENT;
        }
        if (!toMoment()) {
            return Flaw.NO_SUCH_MOMENT;
        }
        return finer ? Flaw.MOMENT_TOO_FINE : null;
    }

    private void begin(byte[] from, int start, int length) {
        bytes = from;
        at = start;
        end = start + length;
        hour = 0;
        minute = 0;
        second = 0;
        micros = 0;
        finer = false;
        offsetGiven = false;
        offset = 0;
    }

    private boolean date() {
        year = digits(4);
        boolean whole = year >= 0 && takes('-');
        month = whole ? digits(2) : -1;
        whole = month >= 0 && takes('-');
        day = whole ? digits(2) : -1;
        return day >= 0;
    }

    private boolean time() {
        if (!takes('T') && !takes(' ')) {
            return false;
        }
        hour = digits(2);
        boolean whole = hour >= 0 && takes(':');
        minute = whole ? digits(2) : -1;
        if (minute < 0) {
            return false;
        }
        if (!takes(':')) {
            return true;
        }
        second = digits(2);
        return second >= 0 && (!takes('.') || fraction());
    }

    private boolean fraction() {
        int first = at;
        int value = 0;
        while (at < end && isDigit(bytes[at])) {
            if (at - first < MICRO_DIGITS) {
                value = value * 10 + bytes[at] - '0';
            } else {
                finer |= bytes[at] != '0';
            }
            at++;
        }
        for (int i = at - first; i < MICRO_DIGITS; i++) {
            value *= 10;
        }
        micros = value;
        return at > first;
    }

    private boolean zone() {
        if (at == end) {
            return true;
        }
        offsetGiven = true;
        if (takes('Z')) {
            return at == end;
        }
        takes(' ');
        return offset() && at == end;
    }

    private boolean offset() {
        boolean west = takes('-');
        if (!west && !takes('+')) {
            return false;
        }
        int hours = digits(2);
        int minutes = offsetPart();
        int seconds = offsetPart();
        offset = (hours * 60 + minutes) * 60 + seconds;
        offset = west ? -offset : offset;
        return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
    }

    /** The next two digits of an offset, 0 where it has ended, -1 where they are none. */
    private int offsetPart() {
        if (at == end) {
            return 0;
        }
        takes(':');
        return digits(2);
    }

    private boolean takes(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** That many digits as a number, or -1. */
    private int digits(int count) {
        if (at + count > end) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            byte digit = bytes[at++];
            if (!isDigit(digit)) {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private boolean isDate() {
        return year > 0 && CivilTime.isDate(year, month, day);
    }

    private boolean isTime() {
        return hour < 24 && minute < 60 && second < 60;
    }

    private boolean isHour24() {
        return hour == 24 && minute == 0 && second == 0 && micros == 0 && !finer;
    }

    /** Whether such a moment was, in its zone. */
    private boolean toMoment() {
        long seconds = writtenDay() * CivilTime.SECONDS_PER_DAY + (hour * 60L + minute) * 60 + second;
        if (offsetGiven) {
            seconds -= offset;
        } else if (zone.isFixedOffset()) {
            seconds -= zone.getOffset(Instant.EPOCH).getTotalSeconds();
        } else {
            var local = LocalDateTime.of(year, month, day, hour, minute, second);
            var offsets = zone.getValidOffsets(local);
            if (offsets.isEmpty()) {
                return false;
            }
            seconds -= offsets.get(0).getTotalSeconds();
        }
        moment = seconds * CivilTime.MICROS_PER_SECOND + micros;
        return true;
    }
}
