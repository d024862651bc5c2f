package io.whisperschema.sql;

import io.whisperschema.definition.relational.Index.Order;
import java.util.Optional;

/**
 * What an index, a primary key or a unique constraint of SQLite is sorted by.
 *
 * @param expression the expression as written, without collation and order
 * @param column the column's name, if the expression is just that
 * @param collation the collation it names
 * @param order its direction
 */
public record SqliteKey(String expression, Optional<String> column, Optional<String> collation, Order order) {
    /** The column's name, else the expression. */
    public String name() {
        return column.orElse(expression);
    }
}
