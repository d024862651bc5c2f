package io.whisperschema.jooq;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as text, in the forms in which databases write them and hosts have written them. */
final class Times {
    private static final Pattern DATE = Pattern.compile("(\\d{4,6})-(\\d\\d)-(\\d\\d)( BC)?");
    private static final Pattern MOMENT = Pattern.compile("(\\d{4,6}-\\d\\d-\\d\\d)"
            + "(?:[ T](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?)?"
            + " ?(Z|[+-]\\d\\d(?::?\\d\\d(?::\\d\\d)?)?)?( BC)?");
    private static final int LAST_SORTABLE_YEAR = 9999;
    private static final int NANOS_OF_A_MICRO = 1000;

    private Times() {}

    /** Without a zone it is UTC, as SQLite's own are. */
    static OffsetDateTime moment(String text) {
        if (text.equals("infinity") || text.equals("-infinity")) {
            return text.startsWith("-") ? OffsetDateTime.MIN : OffsetDateTime.MAX;
        }
        Matcher parts = MOMENT.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("no moment");
        }
        LocalDate date = date(parts.group(1) + nothingIfAbsent(parts.group(7)));
        return inUtc(LocalDateTime.of(date, time(parts)).atOffset(zone(parts.group(6))));
    }

    private static String nothingIfAbsent(@Nullable String part) {
        return part == null ? "" : part;
    }

    private static LocalTime time(Matcher parts) {
        return LocalTime.of(
                number(parts.group(2)),
                number(parts.group(3)),
                number(parts.group(4)),
                number((nothingIfAbsent(parts.group(5)) + "000000000").substring(0, 9)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static ZoneOffset zone(@Nullable String text) {
        return text == null ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    static LocalDate date(String text) {
        if (text.equals("infinity") || text.equals("-infinity")) {
            return text.startsWith("-") ? LocalDate.MIN : LocalDate.MAX;
        }
        Matcher parts = DATE.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("no date");
        }
        int year = number(parts.group(1));
        return LocalDate.of(parts.group(4) == null ? year : 1 - year, number(parts.group(2)), number(parts.group(3)));
    }

    /** PostgreSQL's infinities have no other zone. */
    static OffsetDateTime inUtc(OffsetDateTime moment) {
        return isInfinite(moment) ? moment : moment.withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static boolean isInfinite(OffsetDateTime moment) {
        return moment.equals(OffsetDateTime.MIN) || moment.equals(OffsetDateTime.MAX);
    }

    /** In UTC, as CURRENT_TIMESTAMP writes it, so that the order of the texts is the order of the moments. */
    static String sortable(OffsetDateTime moment) {
        OffsetDateTime rounded = rounded(inUtc(moment));
        return sortable(rounded.toLocalDate()) + " " + clock(rounded);
    }

    static String sortable(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > LAST_SORTABLE_YEAR) {
            throw new DateTimeException("year of other than four digits");
        }
        return digits(date.getYear(), date);
    }

    static String withEra(OffsetDateTime moment) {
        if (isInfinite(moment)) {
            return moment.equals(OffsetDateTime.MIN) ? "-infinity" : "infinity";
        }
        OffsetDateTime rounded = rounded(inUtc(moment));
        LocalDate date = rounded.toLocalDate();
        return ofItsEra(date) + " " + clock(rounded) + "+00" + era(date);
    }

    static String withEra(LocalDate date) {
        if (date.equals(LocalDate.MIN) || date.equals(LocalDate.MAX)) {
            return date.equals(LocalDate.MIN) ? "-infinity" : "infinity";
        }
        return ofItsEra(date) + era(date);
    }

    private static String ofItsEra(LocalDate date) {
        return digits(date.getYear() > 0 ? date.getYear() : 1 - date.getYear(), date);
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : " BC";
    }

    private static String digits(int year, LocalDate date) {
        return String.format(Locale.ROOT, "%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth());
    }

    private static String clock(OffsetDateTime moment) {
        String seconds =
                String.format(Locale.ROOT, "%02d:%02d:%02d", moment.getHour(), moment.getMinute(), moment.getSecond());
        int micros = moment.getNano() / NANOS_OF_A_MICRO;
        return micros == 0 ? seconds : seconds + String.format(Locale.ROOT, ".%06d", micros);
    }

    /** To microseconds, as PostgreSQL does. */
    private static OffsetDateTime rounded(OffsetDateTime moment) {
        return moment.plusNanos(NANOS_OF_A_MICRO / 2).truncatedTo(ChronoUnit.MICROS);
    }
}
