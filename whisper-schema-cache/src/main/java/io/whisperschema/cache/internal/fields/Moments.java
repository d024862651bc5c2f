package io.whisperschema.cache.internal.fields;

import io.whisperschema.cache.internal.codec.Timestamps;
import io.whisperschema.error.UnreadableValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Moments as texts, in the years 1 to 9999 and to the microsecond. */
final class Moments {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]{1,12}(\\.[0-9]{0,40})?");
    private static final int MICROSECONDS = 6;
    private static final int NANOSECONDS = 9;

    private Moments() {}

    static String iso(Instant moment) {
        return Timestamps.text(kept(moment));
    }

    static Instant iso(String text) {
        return Timestamps.read(text)
                .filter(Moments::isInRange)
                .map(Moments::cut)
                .orElseThrow(() -> new UnreadableValue("this is no moment in ISO-8601"));
    }

    static String epochSeconds(Instant moment) {
        Instant kept = kept(moment);
        BigDecimal seconds =
                BigDecimal.valueOf(kept.getEpochSecond()).add(BigDecimal.valueOf(kept.getNano(), NANOSECONDS));
        return seconds.stripTrailingZeros().toPlainString();
    }

    static Instant epochSeconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw new UnreadableValue("these are no seconds since 1970");
        }
        BigDecimal micros = new BigDecimal(text).movePointRight(MICROSECONDS).setScale(0, RoundingMode.FLOOR);
        Instant moment = Instant.EPOCH.plus(micros.longValueExact(), ChronoUnit.MICROS);
        if (!isInRange(moment)) {
            throw new UnreadableValue("these are seconds of no year from 1 to 9999");
        }
        return moment;
    }

    private static Instant kept(Instant moment) {
        if (!isInRange(moment)) {
            throw new IllegalArgumentException("it takes moments in the years 1 to 9999");
        }
        return cut(moment);
    }

    private static boolean isInRange(Instant moment) {
        return !moment.isBefore(FIRST) && moment.isBefore(END);
    }

    private static Instant cut(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}
