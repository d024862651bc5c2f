package io.whisperschema.jooq;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.impl.SQLDataType;

/** SQLite's columns. It keeps any value in any column, and its driver makes a number of every text: so we look. */
final class SqliteColumnTypes implements ColumnTypes {
    @Override
    public SQLDialect dialect() {
        return SQLDialect.SQLITE;
    }

    @Override
    public DataType<?> of(String where, ColumnType type) {
        return type.match(new ColumnType.Cases<DataType<?>>() {
            @Override
            public DataType<?> scalar(ScalarType scalar) {
                return switch (scalar) {
                    case TEXT -> SQLDataType.CLOB;
                    case BLOB -> SQLDataType.BLOB;
                    case INTEGER -> SQLDataType.INTEGER.asConvertedDataType(bound(new SqlitePassages.Whole32()));
                    case BIGINT -> SQLDataType.BIGINT.asConvertedDataType(bound(new SqlitePassages.Whole64()));
                    case REAL -> SQLDataType.DOUBLE.asConvertedDataType(bound(new SqlitePassages.Real()));
                    case BOOLEAN -> SQLDataType.BOOLEAN.asConvertedDataType(bound(new SqlitePassages.Truth()));
                    case TIMESTAMP, DATE, JSON, JSONB, UUID -> text(TextForms.onSqlite(scalar));
                };
            }

            @Override
            public DataType<?> decimal(DecimalType decimal) {
                return SQLDataType.NUMERIC(decimal.precision(), decimal.scale())
                        .asConvertedDataType(bound(new SqlitePassages.Exact(decimal.precision(), decimal.scale())));
            }

            @Override
            public DataType<?> array(ArrayType array) {
                return array(TextForms.onSqlite(array.element()), array.element());
            }

            private <E> DataType<E[]> array(TextForm<E> form, ScalarType item) {
                return SQLDataType.CLOB.asConvertedDataType(bound(new SqlitePassages.ArrayOf<>(form, item)));
            }

            private <U> DataType<U> text(TextForm<U> form) {
                return SQLDataType.CLOB.asConvertedDataType(bound(new SqlitePassages.Text<>(form)));
            }

            private <T, U> ColumnBinding<T, U> bound(Passage<T, U> passage) {
                return new ColumnBinding<>(new ColumnPlace(where, type.text(), ""), passage);
            }
        });
    }
}
