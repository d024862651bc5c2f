package io.whisperschema.definition.relational;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words in which a host writes tables; meant for {@code import static}. */
public final class Relational {
    private Relational() {}

    /** A table with these columns, keys, checks and indexes. */
    public static Table table(String name, TablePart... parts) {
        return Table.of(name, parts);
    }

    /** A view whose query is the same in SQLite and PostgreSQL. */
    public static View view(String name, String query) {
        return new View(name, Map.of(DialectName.SQLITE, query, DialectName.POSTGRES, query));
    }

    /** A text column. */
    public static ColumnSpec text(String name) {
        return ColumnSpec.of(name, ScalarType.TEXT);
    }

    /** A 32-bit integer column. */
    public static ColumnSpec integer(String name) {
        return ColumnSpec.of(name, ScalarType.INTEGER);
    }

    /** A 64-bit integer column. */
    public static ColumnSpec bigint(String name) {
        return ColumnSpec.of(name, ScalarType.BIGINT);
    }

    /** A 64-bit floating point column. */
    public static ColumnSpec real(String name) {
        return ColumnSpec.of(name, ScalarType.REAL);
    }

    /** An exact decimal column. */
    public static ColumnSpec decimal(String name, int precision, int scale) {
        return ColumnSpec.of(name, new DecimalType(precision, scale));
    }

    /** A true-or-false column. */
    public static ColumnSpec bool(String name) {
        return ColumnSpec.of(name, ScalarType.BOOLEAN);
    }

    /** A column of moments. */
    public static ColumnSpec timestamp(String name) {
        return ColumnSpec.of(name, ScalarType.TIMESTAMP);
    }

    /** A column of calendar dates. */
    public static ColumnSpec date(String name) {
        return ColumnSpec.of(name, ScalarType.DATE);
    }

    /** A column of JSON, kept as written. */
    public static ColumnSpec json(String name) {
        return ColumnSpec.of(name, ScalarType.JSON);
    }

    /** A column of JSON, binary on PostgreSQL. */
    public static ColumnSpec jsonb(String name) {
        return ColumnSpec.of(name, ScalarType.JSONB);
    }

    /** A column of bytes. */
    public static ColumnSpec blob(String name) {
        return ColumnSpec.of(name, ScalarType.BLOB);
    }

    /** A column of UUIDs. */
    public static ColumnSpec uuid(String name) {
        return ColumnSpec.of(name, ScalarType.UUID);
    }

    /** A column of text arrays. */
    public static ColumnSpec textArray(String name) {
        return ColumnSpec.of(name, new ArrayType(ScalarType.TEXT));
    }

    /** A column of any portable type. */
    public static ColumnSpec columnOf(String name, ColumnType type) {
        return ColumnSpec.of(name, type);
    }

    /** A primary key over these columns. */
    public static PrimaryKey primaryKey(String... columns) {
        return PrimaryKey.of(columns);
    }

    /** A foreign key of these columns; say next what they refer to. */
    public static ForeignKey.Start foreignKey(String... columns) {
        return ForeignKey.from(columns);
    }

    /** A unique constraint over these columns. */
    public static Unique unique(String... columns) {
        return Unique.of(columns);
    }

    /** A condition that every row meets. */
    public static Check check(Expression condition) {
        return new Check(Optional.empty(), condition);
    }

    /** A named condition that every row meets. */
    public static Check check(String name, Expression condition) {
        return new Check(Optional.of(name), condition);
    }

    /** An index of that name; say next what it is on. */
    public static Index.Start index(String name) {
        return Index.named(name);
    }

    /** A column in an expression. */
    public static Expression column(String name) {
        return Expression.column(name);
    }

    /** A surrogate key of that name, spelled {@code SERIAL} on PostgreSQL. */
    public static PrimaryKey.Surrogate serial(String column) {
        return new PrimaryKey.Surrogate(column, ScalarType.INTEGER, Identity.SERIAL);
    }

    /** One expression in different words per dialect. */
    public static Expression perDialect(Expression.Raw... spellings) {
        return new Expression.PerDialect(List.of(spellings));
    }
}
