package io.whisperschema.jooq;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.impl.SQLDataType;

/** PostgreSQL's columns. Times go as the driver has them: jOOQ's own way is through texts in the session's zone. */
final class PostgresColumnTypes implements ColumnTypes {
    @Override
    public SQLDialect dialect() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public DataType<?> of(String where, ColumnType type) {
        return type.match(new ColumnType.Cases<DataType<?>>() {
            @Override
            public DataType<?> scalar(ScalarType scalar) {
                return switch (scalar) {
                    case JSON -> SQLDataType.CLOB.asConvertedDataType(bound("text", new PostgresPassages.JsonText()));
                    case TIMESTAMP ->
                        SQLDataType.TIMESTAMPWITHTIMEZONE.asConvertedDataType(
                                bound(castTo(scalar), new PostgresPassages.Moment()));
                    case DATE ->
                        SQLDataType.LOCALDATE.asConvertedDataType(bound(castTo(scalar), new PostgresPassages.Day()));
                    default -> plain(scalar);
                };
            }

            @Override
            public DataType<?> decimal(DecimalType decimal) {
                return SQLDataType.NUMERIC(decimal.precision(), decimal.scale());
            }

            @Override
            public DataType<?> array(ArrayType array) {
                return array(TextForms.onPostgres(array.element()), array.element());
            }

            @SuppressWarnings("unchecked")
            private <E> DataType<E[]> array(TextForm<E> form, ScalarType item) {
                var items = (DataType<E[]>) (DataType<?>) plain(item).array();
                return items.asConvertedDataType(bound(castTo(item) + "[]", new PostgresPassages.ArrayOf<>(form)));
            }

            private <T, U> ColumnBinding<T, U> bound(String cast, Passage<T, U> passage) {
                return new ColumnBinding<>(new ColumnPlace(where, type.text(), cast), passage);
            }
        });
    }

    private static DataType<?> plain(ScalarType type) {
        return switch (type) {
            case TEXT -> SQLDataType.CLOB;
            case INTEGER -> SQLDataType.INTEGER;
            case BIGINT -> SQLDataType.BIGINT;
            case REAL -> SQLDataType.DOUBLE;
            case BOOLEAN -> SQLDataType.BOOLEAN;
            case TIMESTAMP -> SQLDataType.TIMESTAMPWITHTIMEZONE;
            case DATE -> SQLDataType.LOCALDATE;
            case JSON -> SQLDataType.JSON;
            case JSONB -> SQLDataType.JSONB;
            case BLOB -> SQLDataType.BLOB;
            case UUID -> SQLDataType.UUID;
        };
    }

    private static String castTo(ScalarType type) {
        return switch (type) {
            case TEXT, JSON -> "text";
            case REAL -> "double precision";
            case TIMESTAMP -> "timestamp with time zone";
            case BLOB -> "bytea";
            case INTEGER, BIGINT, BOOLEAN, DATE, JSONB, UUID -> type.text();
        };
    }
}
