package io.whisperschema.sql;

import io.whisperschema.definition.relational.Index.Nulls;
import io.whisperschema.definition.relational.Index.Order;
import java.util.Optional;

/**
 * What an index or an exclusion is sorted by.
 *
 * @param expression the column or expression as written
 * @param nameInIndex the column's name, or what PostgreSQL calls the expression in the name of an index
 * @param collation the collation it names
 * @param operatorClass the operator class it names
 * @param operatorParameters what stands in brackets behind the operator class
 * @param order its direction
 * @param nulls where nulls come
 */
public record PostgresKey(
        String expression,
        String nameInIndex,
        Optional<PostgresName> collation,
        Optional<PostgresName> operatorClass,
        Optional<String> operatorParameters,
        Order order,
        Nulls nulls) {}
