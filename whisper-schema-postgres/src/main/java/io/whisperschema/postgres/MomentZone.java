package io.whisperschema.postgres;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.sql.ExpressionWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The zone in which a column's timestamps are read that have none. A plain cast would take the session's, so that two
 * hosts would make two moments of one row.
 *
 * @param zone the zone
 */
record MomentZone(ZoneId zone) {
    private static final Pattern ZONELESS = Pattern.compile("timestamp(\\(\\d\\))? without time zone");
    private static final Pattern ZONED = Pattern.compile("timestamp(\\(\\d\\))? with time zone");

    static MomentZone of(RelationalChange.AlterColumn change) {
        return new MomentZone(change.zone().orElse(ZoneOffset.UTC));
    }

    static boolean isNeeded(NativeType from, NativeType to) {
        return (isZoneless(from) && isZoned(to)) || (isZoned(from) && isZoneless(to));
    }

    /** No fraction of a second is cut off, so every value stays what it is. */
    static boolean isWithoutLoss(RelationalChange.AlterColumn change) {
        return isZoneless(change.before().type())
                && change.after().type().text().equals("timestamp with time zone");
    }

    private static boolean isZoneless(NativeType type) {
        return ZONELESS.matcher(type.text()).matches();
    }

    private static boolean isZoned(NativeType type) {
        return ZONED.matcher(type.text()).matches();
    }

    /** The value of a column, read in the zone. */
    String at(String column) {
        return "(" + column + " AT TIME ZONE " + words() + ")";
    }

    /** An offset is an interval: as a text, PostgreSQL would count it westwards. */
    private String words() {
        if (!zone.getRules().isFixedOffset()) {
            return ExpressionWriter.write(Expression.literal(zone.getId()), ExpressionWriter.Style.POSTGRES);
        }
        int seconds = zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds();
        return seconds == 0 ? "'UTC'" : "INTERVAL '" + seconds + " seconds'";
    }
}
