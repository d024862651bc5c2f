package io.whisperschema.vector.embedded.model;

import com.google.protobuf.Timestamp;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time in payloads, without a zone in UTC. */
final class Moments {
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern MINUTE = Pattern.compile(DAY + "[Tt ](\\d{1,2}):(\\d{1,2})");
    private static final Pattern SECOND =
            Pattern.compile(MINUTE + ":(\\d{1,2})(?:\\.(\\d{1,9})\\d*)?(?: *([Zz]|[+-]\\d{2}(?::?\\d{2})?))?");

    private Moments() {}

    static Optional<Instant> parse(Object json) {
        if (!(json instanceof String text)) {
            return Optional.empty();
        }
        for (Pattern pattern : new Pattern[] {DAY, MINUTE, SECOND}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()) {
                return moment(matcher);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> moment(Matcher found) {
        int parts = found.groupCount();
        try {
            var local = LocalDateTime.of(
                    number(found, 1),
                    number(found, 2),
                    number(found, 3),
                    parts > 3 ? number(found, 4) : 0,
                    parts > 3 ? number(found, 5) : 0,
                    parts > 5 ? number(found, 6) : 0,
                    parts > 5 && found.group(7) != null ? nanos(found.group(7)) : 0);
            boolean zoned = parts > 5 && found.group(8) != null;
            return Optional.of(local.toInstant(zoned ? ZoneOffset.of(offset(found.group(8))) : ZoneOffset.UTC));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static int nanos(String fraction) {
        return Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static String offset(String zone) {
        return zone.equals("z") ? "Z" : zone;
    }

    static Instant of(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    /** Whole microseconds, which is what indexes compare. */
    static long micros(Instant moment) {
        return BigInteger.valueOf(moment.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000))
                .add(BigInteger.valueOf(moment.getNano() / 1000))
                .longValueExact();
    }
}
