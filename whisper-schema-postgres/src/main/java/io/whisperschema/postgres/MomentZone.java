package io.whisperschema.postgres;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.sql.ExpressionWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The zone in which a column's timestamps are read that have none. A plain cast would take the session's, so that two
 * hosts would make two moments of one row.
 *
 * @param zone the zone
 */
record MomentZone(ZoneId zone) {
    static final MomentZone UTC = new MomentZone(ZoneOffset.UTC);

    static MomentZone of(RelationalChange.AlterColumn change) {
        return new MomentZone(change.zone().orElse(ZoneOffset.UTC));
    }

    /** Whether no clock there was ever put forward or back, so that every time is one moment and every moment one time. */
    boolean isFixed() {
        return zone.getRules().isFixedOffset();
    }

    /** The value of a column, read in the zone. */
    String at(String column) {
        return "(" + column + " AT TIME ZONE " + words() + ")";
    }

    /** An offset is an interval: as a text, PostgreSQL would count it westwards. */
    private String words() {
        if (!isFixed()) {
            return ExpressionWriter.write(Expression.literal(zone.getId()), ExpressionWriter.Style.POSTGRES);
        }
        int seconds = zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds();
        return seconds == 0 ? "'UTC'" : "INTERVAL '" + seconds + " seconds'";
    }
}
