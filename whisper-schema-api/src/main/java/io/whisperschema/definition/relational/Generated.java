package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

/**
 * How a store computes a column out of others of its row.
 *
 * @param expression what it computes
 * @param storage whether the values are kept; PostgreSQL before 18 keeps them whatever is said
 */
public record Generated(Expression expression, Storage storage) {
    public Generated {
        requireNonNull(expression);
        requireNonNull(storage);
    }

    /** Whether the values of a generated column are kept. */
    public enum Storage {
        /** Computed when written. */
        STORED,
        /** Computed when read. */
        VIRTUAL
    }
}
