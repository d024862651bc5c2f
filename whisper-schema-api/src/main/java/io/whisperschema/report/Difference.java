package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * A row that differs between the source and the target of a move.
 *
 * @param table the source's name of the table
 * @param key its key in words, or the hash of a row without one
 * @param kind how it differs
 * @param columns in which columns of the source, where it is on both sides
 */
public record Difference(String table, String key, Kind kind, List<String> columns) {
    public Difference {
        requireNonNull(table);
        requireNonNull(key);
        requireNonNull(kind);
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

    /** The difference as a clause, such as {@code facts, id 7: other values in verified}. */
    public String sentence() {
        String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return table + ", " + key + ": " + words + (columns.isEmpty() ? "" : " in " + String.join(", ", columns));
    }
}
