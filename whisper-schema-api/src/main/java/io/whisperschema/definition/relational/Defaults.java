package io.whisperschema.definition.relational;

import java.util.Set;

/** Which defaults a type takes. */
final class Defaults {
    private static final Set<ColumnType> WRITTEN_AS_TEXT =
            Set.of(ScalarType.TIMESTAMP, ScalarType.DATE, ScalarType.UUID, ScalarType.JSON, ScalarType.JSONB);

    private Defaults() {}

    static boolean fits(ColumnType type, Expression value) {
        if (value instanceof Expression.Null
                || value instanceof Expression.Raw
                || value instanceof Expression.PerDialect) {
            return true;
        }
        return type.match(new ColumnType.Cases<Boolean>() {
            @Override
            public Boolean scalar(ScalarType scalar) {
                return switch (scalar) {
                    case TEXT -> value instanceof Expression.Text || value instanceof Expression.Lower;
                    case JSON, JSONB, UUID -> isText(scalar, value);
                    case INTEGER -> wholeNumber(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case BIGINT -> wholeNumber(value, Long.MIN_VALUE, Long.MAX_VALUE);
                    case REAL -> value instanceof Expression.Number;
                    case BOOLEAN -> value instanceof Expression.Truth;
                    case TIMESTAMP, DATE -> isText(scalar, value) || value instanceof Expression.Now;
                    case BLOB -> value instanceof Expression.Bytes;
                };
            }

            @Override
            public Boolean decimal(DecimalType decimal) {
                return value instanceof Expression.Number number
                        && number.value().stripTrailingZeros().scale() <= decimal.scale()
                        && number.value().precision() - number.value().scale() <= decimal.precision() - decimal.scale();
            }

            @Override
            public Boolean array(ArrayType array) {
                return value instanceof Expression.Texts;
            }
        });
    }

    private static boolean isText(ColumnType type, Expression value) {
        return value instanceof Expression.Text text && TextValues.fits(type, text.value());
    }

    /** What to write instead of a default that does not fit. */
    static String remedy(ColumnType type, Expression value) {
        return value instanceof Expression.Text && WRITTEN_AS_TEXT.contains(type)
                ? TextValues.spelling(type)
                : "Give one of its type, or Expression.raw(…).";
    }

    private static boolean wholeNumber(Expression value, long least, long most) {
        return value instanceof Expression.Number number
                && number.value().stripTrailingZeros().scale() <= 0
                && number.value().compareTo(java.math.BigDecimal.valueOf(least)) >= 0
                && number.value().compareTo(java.math.BigDecimal.valueOf(most)) <= 0;
    }
}
