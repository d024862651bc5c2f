package io.whisperschema.jooq;

import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DialectName;
import org.jooq.DataType;
import org.jooq.SQLDialect;

/** The types of a dialect's columns for jOOQ: the same Java types on each, however the database keeps the values. */
interface ColumnTypes {
    /** The dialect as jOOQ names it. */
    SQLDialect dialect();

    /**
     * The type of a column.
     *
     * @param where its table and its name
     */
    DataType<?> of(String where, ColumnType type);

    /**
     * Those of that dialect.
     *
     * @throws IllegalArgumentException if there are none
     */
    static ColumnTypes of(DialectName dialect) {
        if (dialect.equals(DialectName.SQLITE)) {
            return new SqliteColumnTypes();
        }
        if (dialect.equals(DialectName.POSTGRES)) {
            return new PostgresColumnTypes();
        }
        throw new IllegalArgumentException(
                "No jOOQ types are known for dialect " + dialect + "; use a store of sqlite or postgres.");
    }
}
