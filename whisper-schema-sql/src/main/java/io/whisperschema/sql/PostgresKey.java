package io.whisperschema.sql;

import io.whisperschema.definition.relational.Index.Order;
import java.util.Optional;

/**
 * What an index or an exclusion is sorted by.
 *
 * @param expression the column or expression as written
 * @param column the column's name, if it is just that
 * @param collation the collation it names
 * @param operatorClass the operator class it names
 * @param operatorParameters what stands in brackets behind the operator class
 * @param order its direction
 * @param nulls where nulls come, if the statement says
 */
public record PostgresKey(
        String expression,
        Optional<String> column,
        Optional<PostgresName> collation,
        Optional<PostgresName> operatorClass,
        Optional<String> operatorParameters,
        Order order,
        Optional<Nulls> nulls) {
    /** Where nulls come. */
    public enum Nulls {
        /** Before all values. */
        FIRST,
        /** Behind all values. */
        LAST
    }
}
