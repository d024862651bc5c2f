package io.whisperschema.cache.internal.fields;

import io.whisperschema.error.UnreadableValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as Python writes them and both languages read them; the same text on every Java. */
public final class Numerals {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");
    private static final Pattern REAL =
            Pattern.compile("[+-]?([0-9]{1,400}(\\.[0-9]{0,800})?|\\.[0-9]{1,800})([eE][+-]?[0-9]{1,5})?");
    private static final int MOST_DIGITS = 17;
    private static final int LEAST_EXPONENT = -4;
    private static final int EXPONENT_FROM = 16;

    private Numerals() {}

    /** The number as Python's {@code repr} writes it: the fewest digits that come back as the same number. */
    public static String real(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        String sign = Math.copySign(1, value) < 0 ? "-" : "";
        double size = Math.abs(value);
        return sign + (Double.isInfinite(size) ? "inf" : size == 0 ? "0.0" : digits(shortest(size)));
    }

    /** The number of a text. */
    public static double real(String text) {
        if (REAL.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new UnreadableValue("this is no number");
        };
    }

    /** The whole number of a text. */
    static long whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new UnreadableValue("this is no whole number");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableValue("this is more than a number of 64 bits holds", e);
        }
    }

    private static BigDecimal shortest(double size) {
        BigDecimal exact = new BigDecimal(size);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == size) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static String digits(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        return exponent >= LEAST_EXPONENT && exponent < EXPONENT_FROM ? plain(number) : scientific(number, exponent);
    }

    private static String plain(BigDecimal number) {
        String plain = number.toPlainString();
        return number.scale() > 0 ? plain : plain + ".0";
    }

    private static String scientific(BigDecimal number, int exponent) {
        String digits = number.unscaledValue().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
        return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + size;
    }
}
