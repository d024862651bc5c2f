package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

/**
 * A column of a table.
 *
 * @param table the table's name
 * @param column the column's name
 */
public record ColumnName(String table, String column) {
    public ColumnName {
        requireNonNull(table);
        requireNonNull(column);
    }

    /** The name as people write it. */
    @Override
    public String toString() {
        return table + "." + column;
    }
}
