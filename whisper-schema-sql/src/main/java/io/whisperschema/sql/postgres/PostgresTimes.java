package io.whisperschema.sql.postgres;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as definitions write and PostgreSQL prints them, in one spelling: {@code 2024-01-31 12:00:00+00}. */
final class PostgresTimes {
    /** The server prints years before the first and behind 9999, and in old zones the seconds of an offset. */
    private static final Pattern MOMENT = Pattern.compile("(?<year>\\d{4,6})-(?<day>\\d\\d-\\d\\d)"
            + "([ T](?<time>\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?)(?<zone>Z|[+-]\\d\\d(:?\\d\\d){0,2})?)?(?<era> BC)?");

    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendLiteral("+00")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private PostgresTimes() {}

    /** The moment that a definition writes; without a zone, or without a time, it is UTC. */
    static Optional<String> written(String text) {
        return inUtc(text, Optional.of("Z"));
    }

    /** The moment that the server prints, which has a zone; a date that a moment is compared with is none. */
    static Optional<String> printed(String text) {
        return inUtc(text, Optional.empty());
    }

    private static Optional<String> inUtc(String text, Optional<String> usualZone) {
        Matcher matcher = MOMENT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = local(matcher);
            return Optional.ofNullable(matcher.group("zone"))
                    .or(() -> usualZone)
                    .map(zone -> WRITTEN.format(local.toInstant(ZoneOffset.of(zone))));
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }

    private static LocalDateTime local(Matcher matcher) {
        int year = Integer.parseInt(matcher.group("year"));
        String day = matcher.group("day");
        var date = LocalDate.of(
                matcher.group("era") == null ? year : 1 - year,
                Integer.parseInt(day.substring(0, 2)),
                Integer.parseInt(day.substring(3)));
        return date.atTime(
                Optional.ofNullable(matcher.group("time")).map(LocalTime::parse).orElse(LocalTime.MIDNIGHT));
    }
}
