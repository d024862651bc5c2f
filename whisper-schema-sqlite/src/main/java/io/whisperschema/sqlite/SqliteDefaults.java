package io.whisperschema.sqlite;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.sql.ExpressionWriter;
import java.math.BigDecimal;
import java.util.Optional;

/** Defaults as SQLite holds them. */
final class SqliteDefaults {
    private SqliteDefaults() {}

    /** A default of null is no default, though SQLite remembers that it was written. */
    static boolean isSomething(Expression value) {
        return !(value instanceof Expression.Null);
    }

    /** An array becomes the JSON text that its column holds. */
    static Expression spell(Expression value) {
        return value instanceof Expression.Texts texts
                ? Expression.literal(ExpressionWriter.jsonArray(texts.values()))
                : value;
    }

    /** Databases written by hand say 0 and 1 for false and true; in a BOOLEAN column that is what they mean. */
    static Expression read(Expression value, NativeType type) {
        if (type.portable().equals(Optional.of(ScalarType.BOOLEAN)) && value instanceof Expression.Number number) {
            if (number.value().compareTo(BigDecimal.ZERO) == 0) {
                return Expression.literal(false);
            }
            if (number.value().compareTo(BigDecimal.ONE) == 0) {
                return Expression.literal(true);
            }
        }
        return value;
    }
}
