package io.whisperschema.cache.internal.fields;

import io.whisperschema.error.UnreadableValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/** Moments as texts, kept to the microsecond. */
final class Moments {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{0,40})?");
    private static final int MICROSECONDS = 6;

    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, MICROSECONDS, MICROSECONDS, true)
            .optionalEnd()
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Moments() {}

    static String iso(Instant moment) {
        Instant kept = inRange(moment);
        String text = WRITTEN.format(kept.atOffset(ZoneOffset.UTC));
        return kept.getNano() == 0 ? text.replace(".000000", "") : text;
    }

    static Instant iso(String text) {
        try {
            TemporalAccessor read = READ.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return inRange(
                    read instanceof OffsetDateTime there
                            ? there.toInstant()
                            : LocalDateTime.from(read).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UnreadableValue("this is no moment in ISO-8601", e);
        }
    }

    static String epochSeconds(Instant moment) {
        Instant kept = inRange(moment);
        return BigDecimal.valueOf(kept.getEpochSecond())
                .add(BigDecimal.valueOf(kept.getNano(), 9))
                .setScale(MICROSECONDS, RoundingMode.UNNECESSARY)
                .stripTrailingZeros()
                .toPlainString();
    }

    static Instant epochSeconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw new UnreadableValue("these are no seconds since 1970");
        }
        BigDecimal micros =
                new BigDecimal(text).movePointRight(MICROSECONDS).setScale(0, RoundingMode.FLOOR);
        try {
            return inRange(Instant.EPOCH.plus(micros.longValueExact(), ChronoUnit.MICROS));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new UnreadableValue("these are seconds of no year from 1 to 9999", e);
        }
    }

    private static Instant inRange(Instant moment) {
        if (moment.isBefore(FIRST) || !moment.isBefore(END)) {
            throw new IllegalArgumentException("a moment is kept in the years 1 to 9999");
        }
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}
