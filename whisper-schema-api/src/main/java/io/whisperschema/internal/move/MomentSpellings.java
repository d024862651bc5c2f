package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spellings of moments that a rule reads: each gives the spelling that has one reading, or the moment itself. */
final class MomentSpellings {
    private static final String TIME = "(?:[ T](.+))?";
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern AMERICAN = Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})" + TIME);
    private static final Pattern EUROPEAN = Pattern.compile("([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})" + TIME);
    private static final Pattern HOUR_24 =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}[ T])24:00(?::00(?:[.]0+)?)?(.*)");
    private static final Pattern ZERO_DATE =
            Pattern.compile("0000-00-00(?:[ T]00:00(?::00(?:[.]0+)?)?(?:Z|[+-]00(?::?00)?)?)?");
    private static final Pattern BEFORE_CHRIST = Pattern.compile("([0-9]{4,6})-([0-9]{2})-([0-9]{2})(?:[ T]"
            + "([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.]([0-9]{1,6}))?)?)?(?:Z|[+]00(?::00)?)? BC");
    private static final Pattern ISO_BEFORE_CHRIST = Pattern.compile("-([0-9]{4,6})-([0-9]{2})-([0-9]{2})(?:[ T]"
            + "([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.]([0-9]{1,6}))?)?)?(?:Z|[+]00(?::00)?)?");
    private static final BigDecimal JULIAN_1970 = new BigDecimal("2440587.5");
    private static final BigDecimal MILLIS_PER_DAY = BigDecimal.valueOf(86_400_000);

    private MomentSpellings() {}

    /** Whether some rule reads that text. */
    static boolean isKnown(String text) {
        return text.isBlank()
                || isDate(text)
                || AMERICAN.matcher(text).matches()
                || EUROPEAN.matcher(text).matches()
                || HOUR_24.matcher(text).matches()
                || infinity(text).isPresent()
                || beforeChrist(text).isPresent()
                || rfc822(text).isPresent();
    }

    /** Whether it is a date that a calendar has, without a time. */
    private static boolean isDate(String text) {
        return DATE.matcher(text).matches()
                && CivilTime.isDate(
                        Integer.parseInt(text.substring(0, 4)),
                        Integer.parseInt(text.substring(5, 7)),
                        Integer.parseInt(text.substring(8)));
    }

    static boolean isZeroDate(String text) {
        return ZERO_DATE.matcher(text).matches();
    }

    /** The same in the spelling that has one reading, if the rule reads it. */
    static Optional<String> respelled(Rule rule, String text) {
        return switch (rule) {
            case DATE_AT_MIDNIGHT -> DATE.matcher(text).matches() ? Optional.of(text + " 00:00:00") : Optional.empty();
            case AMERICAN_DATE -> written(AMERICAN.matcher(text), 3, 1, 2);
            case EUROPEAN_DATE -> written(EUROPEAN.matcher(text), 3, 2, 1);
            default -> Optional.empty();
        };
    }

    private static Optional<String> written(Matcher parts, int year, int month, int day) {
        if (!parts.matches()) {
            return Optional.empty();
        }
        String time = parts.group(4) == null ? "00:00:00" : parts.group(4);
        return Optional.of(parts.group(year) + "-" + twoDigits(parts.group(month)) + "-" + twoDigits(parts.group(day))
                + " " + time);
    }

    private static String twoDigits(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /** The text with midnight in the place of 24:00, whose moment is a day earlier. */
    static Optional<String> hour24AsMidnight(String text) {
        Matcher parts = HOUR_24.matcher(text);
        return parts.matches() ? Optional.of(parts.group(1) + "00:00:00" + parts.group(2)) : Optional.empty();
    }

    /** The largest or smallest number for an infinity. */
    static OptionalLong infinity(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "infinity", "+infinity", "inf", "+inf" -> OptionalLong.of(Long.MAX_VALUE);
            case "-infinity", "-inf" -> OptionalLong.of(Long.MIN_VALUE);
            default -> OptionalLong.empty();
        };
    }

    /** The microseconds of a mail's date. */
    static OptionalLong rfc822(String text) {
        try {
            var moment = OffsetDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            return OptionalLong.of(moment.toEpochSecond() * CivilTime.MICROS_PER_SECOND);
        } catch (DateTimeException other) {
            return OptionalLong.empty();
        }
    }

    /** The microseconds of a date before the year 1, in UTC: {@code 0044-03-15 BC}, or {@code -0043-03-15} as ISO 8601 has it. */
    static OptionalLong beforeChrist(String text) {
        Matcher named = BEFORE_CHRIST.matcher(text);
        if (named.matches()) {
            return micros(1 - Integer.parseInt(named.group(1)), named);
        }
        Matcher counted = ISO_BEFORE_CHRIST.matcher(text);
        return counted.matches() ? micros(-Integer.parseInt(counted.group(1)), counted) : OptionalLong.empty();
    }

    private static OptionalLong micros(int year, Matcher parts) {
        int month = Integer.parseInt(parts.group(2));
        int day = Integer.parseInt(parts.group(3));
        int hour = number(parts, 4);
        int minute = number(parts, 5);
        int second = number(parts, 6);
        if (year > 0 || !CivilTime.isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) {
            return OptionalLong.empty();
        }
        long seconds =
                CivilTime.epochDay(year, month, day) * CivilTime.SECONDS_PER_DAY + (hour * 60L + minute) * 60 + second;
        return OptionalLong.of(seconds * CivilTime.MICROS_PER_SECOND + fraction(parts));
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    private static int fraction(Matcher parts) {
        String digits = parts.group(7);
        return digits == null ? 0 : Integer.parseInt(digits + "0".repeat(6 - digits.length()));
    }

    /** The microseconds that a number is, if the rule reads numbers. */
    static OptionalLong counted(Rule rule, Item item, int field) {
        if (item.tag(field) != Tag.RAW_INTEGER && !isFinite(item, field)) {
            return OptionalLong.empty();
        }
        BigDecimal number = item.tag(field) == Tag.RAW_INTEGER
                ? BigDecimal.valueOf(item.number(field))
                : new BigDecimal(item.real(field));
        return switch (rule) {
            case EPOCH_SECONDS -> whole(number.movePointRight(6));
            case EPOCH_MILLISECONDS -> whole(number.movePointRight(3));
            case EPOCH_MICROSECONDS -> whole(number);
            case JULIAN_DAY -> julian(item, field, number);
            default -> OptionalLong.empty();
        };
    }

    private static boolean isFinite(Item item, int field) {
        return item.tag(field) == Tag.RAW_REAL && Double.isFinite(item.real(field));
    }

    /** A real holds a Julian day of our times to the tenth of a millisecond, so SQLite too takes whole milliseconds. */
    private static OptionalLong julian(Item item, int field, BigDecimal day) {
        if (item.tag(field) == Tag.RAW_INTEGER) {
            return OptionalLong.empty();
        }
        BigDecimal millis = day.subtract(JULIAN_1970).multiply(MILLIS_PER_DAY);
        return whole(millis.setScale(0, RoundingMode.HALF_UP).movePointRight(3));
    }

    private static OptionalLong whole(BigDecimal micros) {
        BigDecimal rounded = micros.setScale(0, RoundingMode.HALF_UP);
        return Numerals.fitsLong(rounded.toBigInteger()) ? OptionalLong.of(rounded.longValue()) : OptionalLong.empty();
    }

    /** The text of a field. */
    static String text(Item item, int field) {
        return new String(item.arena(), item.offset(field), item.length(field), StandardCharsets.UTF_8);
    }
}
