package io.whisperschema.sql;

import io.whisperschema.definition.relational.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as SQL writes them. */
final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]{1,15}");
    /** To turn more digits into a number takes time that grows with their square. */
    private static final int LONGEST = 2000;

    private Numbers() {}

    /** The literal, if it is decimal or a hexadecimal number that no database takes for negative. */
    static Optional<Expression> literal(String text) {
        if (HEXADECIMAL.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of(Expression.literal(new BigDecimal(new BigInteger(text.substring(2), 16))));
        }
        return decimal(text).map(Expression::literal);
    }

    /** The number of that text. */
    static Optional<BigDecimal> decimal(String text) {
        if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
