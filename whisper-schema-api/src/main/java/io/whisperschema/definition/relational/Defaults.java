package io.whisperschema.definition.relational;

/** Which defaults a type takes. */
final class Defaults {
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
                    case JSON, JSONB, UUID -> value instanceof Expression.Text;
                    case INTEGER -> wholeNumber(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case BIGINT -> wholeNumber(value, Long.MIN_VALUE, Long.MAX_VALUE);
                    case REAL -> value instanceof Expression.Number;
                    case BOOLEAN -> value instanceof Expression.Truth;
                    case TIMESTAMP, DATE -> value instanceof Expression.Text || value instanceof Expression.Now;
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

    private static boolean wholeNumber(Expression value, long least, long most) {
        return value instanceof Expression.Number number
                && number.value().stripTrailingZeros().scale() <= 0
                && number.value().compareTo(java.math.BigDecimal.valueOf(least)) >= 0
                && number.value().compareTo(java.math.BigDecimal.valueOf(most)) <= 0;
    }
}
