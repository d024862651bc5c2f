package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

/**
 * A rule that was applied to values of a column.
 *
 * @param column which column of the source
 * @param rule which rule
 */
public record Applied(String column, Rule rule) {
    public Applied {
        requireNonNull(column);
        requireNonNull(rule);
    }
}
