package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

/**
 * The one row that tells a start at a glance whether there is anything to do.
 *
 * @param format the version of the three tables, {@link #FORMAT} for this release
 * @param phase whether a run is under way
 * @param digest the name of all migrations that are applied, as {@link Migrations#digest} makes it
 */
public record HistoryState(int format, Phase phase, String digest) {
    /** The version of the three tables that this release writes. */
    public static final int FORMAT = 1;

    public HistoryState {
        requireNonNull(phase);
        requireNonNull(digest);
    }

    /** Whether a run is under way. */
    public enum Phase {
        /** None is. */
        CLEAN,
        /** Statements outside of transactions are being run, or whoever ran them was killed. */
        RUNNING,
        /** Such a statement failed and somebody must look. */
        DIRTY
    }

    /** Clean, with that digest. */
    public static HistoryState clean(String digest) {
        return new HistoryState(FORMAT, Phase.CLEAN, digest);
    }

    /** Whether a later release wrote the tables, of which we know nothing then. */
    public boolean isLater() {
        return format > FORMAT;
    }

    /** Whether a database with this row has exactly the migrations of that digest. */
    public boolean isUpToDate(String wanted) {
        return format == FORMAT && phase == Phase.CLEAN && digest.equals(wanted);
    }
}
