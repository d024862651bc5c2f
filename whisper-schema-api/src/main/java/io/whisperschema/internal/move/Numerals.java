package io.whisperschema.internal.move;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers that are written as text, and texts of numbers. */
final class Numerals {
    /** A double keeps so many digits of every decimal. */
    static final int SURE_DIGITS = 15;

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,4000}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]{1,131072}([.][0-9]{0,16383})?|[.][0-9]{1,16383})([eE][+-]?[0-9]{1,4})?");
    private static final int ALL_DIGITS = 17;

    private Numerals() {}

    /** The integer of any size that a text of a sign and digits is, with nothing around it. */
    static Optional<BigInteger> integer(String text) {
        return DIGITS.matcher(text).matches() ? Optional.of(new BigInteger(text)) : Optional.empty();
    }

    /** The decimal that a text is, with nothing around it. */
    static Optional<BigDecimal> decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    static boolean fitsLong(BigInteger value) {
        return value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
    }

    /**
     * The decimal of the fewest digits, 15 at least considered, that is read as that finite real. Not
     * {@link Double#toString}, whose digits differ between releases of Java.
     */
    static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = SURE_DIGITS; digits < ALL_DIGITS; digits++) {
            BigDecimal rounded = rounded(exact, digits);
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return rounded(exact, ALL_DIGITS).stripTrailingZeros();
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** The text of a real, as SQLite's {@code quote} writes it: always with a point or an exponent. */
    static String text(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "9.0e+999" : "-9.0e+999";
        }
        BigDecimal shortest = shortest(value);
        int magnitude = shortest.precision() - shortest.scale() - 1;
        return magnitude < -5 || magnitude > 15 ? scientific(shortest, magnitude) : plain(shortest);
    }

    private static String plain(BigDecimal value) {
        String text = value.toPlainString();
        return text.indexOf('.') < 0 ? text + ".0" : text;
    }

    private static String scientific(BigDecimal value, int magnitude) {
        String mantissa = plain(value.scaleByPowerOfTen(-magnitude));
        String digits = Integer.toString(Math.abs(magnitude));
        return mantissa + "e" + (magnitude < 0 ? "-" : "+") + (digits.length() < 2 ? "0" : "") + digits;
    }
}
