package io.whisperschema.move;

import java.util.Optional;

/**
 * A row within a transform, valid until that returns: values by the source's column names. A value is a {@code String},
 * {@code Long}, {@code Double}, {@code BigDecimal}, {@code Boolean}, {@code Instant}, {@code LocalDateTime},
 * {@code LocalDate}, {@code UUID} or {@code byte[]}, as the column's type asks.
 */
public interface MovedRow {
    /**
     * The value of a column, unless it has none.
     *
     * @throws IllegalArgumentException if no such column moves
     */
    Optional<Object> get(String column);

    /**
     * Gives a column another value.
     *
     * @throws IllegalArgumentException if no such column moves, or its type cannot hold that value
     */
    void set(String column, Object value);

    /**
     * Takes a column's value away.
     *
     * @throws IllegalArgumentException if no such column moves
     */
    void setNull(String column);
}
