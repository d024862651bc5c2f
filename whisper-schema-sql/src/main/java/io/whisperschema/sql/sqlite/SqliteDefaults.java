package io.whisperschema.sql.sqlite;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.sql.ExpressionWriter;
import java.math.BigDecimal;
import java.util.Optional;

/** Defaults as SQLite holds them. */
public final class SqliteDefaults {
    private SqliteDefaults() {}

    /** A default of null is no default, though SQLite remembers that it was written. */
    public static boolean isSomething(Expression value) {
        return !(value instanceof Expression.Null);
    }

    /** An array becomes the JSON text that its column holds, a decimal too long for a double its digits as text. */
    public static Expression spell(Expression value, NativeType type) {
        if (value instanceof Expression.Number number && type.text().equals("TEXT")) {
            return Expression.literal(digits(number.value()));
        }
        return value instanceof Expression.Texts texts
                ? Expression.literal(ExpressionWriter.jsonArray(texts.values()))
                : value;
    }

    private static String digits(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** In a column of dates the time of the transaction is its date: CURRENT_TIMESTAMP would leave a time in it. */
    public static Expression written(Expression value, NativeType type) {
        return value instanceof Expression.Now && isDate(type)
                ? Expression.raw(DialectName.SQLITE, "CURRENT_DATE")
                : value;
    }

    private static boolean isDate(NativeType type) {
        return type.portable().equals(Optional.of(ScalarType.DATE));
    }

    /** Databases written by hand say 0 and 1 for false and true; in a BOOLEAN column that is what they mean. */
    public static Expression read(Expression value, NativeType type) {
        if (isDate(type) && value instanceof Expression.Now) {
            return Expression.raw(DialectName.SQLITE, "CURRENT_TIMESTAMP");
        }
        if (isDate(type) && value instanceof Expression.Raw raw && raw.sql().equalsIgnoreCase("CURRENT_DATE")) {
            return Expression.now();
        }
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
