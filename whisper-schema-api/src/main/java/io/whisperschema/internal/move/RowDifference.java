package io.whisperschema.internal.move;

import java.util.List;

/**
 * A row that differs between source and target.
 *
 * @param table the source's name of the table
 * @param key its key in words
 * @param kind how it differs
 * @param columns in which columns of the source, where it is on both sides
 */
public record RowDifference(String table, String key, Kind kind, List<String> columns) {
    public RowDifference {
        columns = List.copyOf(columns);
    }

    /** How a row differs. */
    public enum Kind {
        /** It is only in the source. */
        ONLY_IN_SOURCE,
        /** It is only in the target. */
        ONLY_IN_TARGET,
        /** It is on both sides with other values. */
        OTHER_VALUES,
        /** It is there more often on one side. */
        OTHER_COUNT
    }
}
