package io.whisperschema.cache.internal.codec;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Real numbers as text that Java and Python read as the same number, the same text on every JDK. */
public final class Numerals {
    /** From here on Python writes an exponent. */
    private static final int LONGEST_WHOLE = 16;

    private static final int MOST_ZEROS = 3;

    /** Numbers below that power of ten have a digit or two. */
    private static final int SMALLEST = -320;

    private Numerals() {}

    /** The shortest numeral of a number, as Python writes it: {@code 0.1}, {@code 1e+16}, {@code -Infinity}, {@code NaN}. */
    public static String of(double value) {
        String text = NumberOutput.toString(value, true);
        int exponent = text.indexOf('E');
        return exponent < 0 ? text : rewritten(text, exponent);
    }

    /** Of one digit, a point, more digits, and an exponent. */
    private static String rewritten(String text, int exponent) {
        String sign = text.startsWith("-") ? "-" : "";
        String digits = digits(text.substring(sign.length(), exponent));
        int before = Integer.parseInt(text, exponent + 1, text.length(), 10) + 1;
        if (before < SMALLEST) {
            return sign + ofTheSmallest(digits, before - 1);
        }
        if (before > LONGEST_WHOLE || before < -MOST_ZEROS) {
            return sign + withExponent(digits, before - 1);
        }
        return sign + plain(digits, before);
    }

    /** Of the few numbers that one digit can tell apart, Java writes two, of which the second says more than the number holds. */
    private static String ofTheSmallest(String digits, int exponent) {
        String two = withExponent(digits, exponent);
        if (digits.length() != 2) {
            return two;
        }
        int rounded = (Integer.parseInt(digits) + 5) / 10;
        String one =
                rounded == 10 ? withExponent("1", exponent + 1) : withExponent(Integer.toString(rounded), exponent);
        return Double.parseDouble(one) == Double.parseDouble(two) ? one : two;
    }

    private static String digits(String mantissa) {
        String digits = mantissa.charAt(0) + mantissa.substring(2);
        return digits.endsWith("0") ? digits.substring(0, digits.length() - 1) : digits;
    }

    private static String plain(String digits, int before) {
        if (before <= 0) {
            return "0." + "0".repeat(-before) + digits;
        }
        if (digits.length() <= before) {
            return digits + "0".repeat(before - digits.length()) + ".0";
        }
        return digits.substring(0, before) + "." + digits.substring(before);
    }

    private static String withExponent(String digits, int exponent) {
        int size = Math.abs(exponent);
        return digits.charAt(0)
                + (digits.length() == 1 ? "" : "." + digits.substring(1))
                + (exponent < 0 ? "e-" : "e+")
                + (size < 10 ? "0" : "")
                + size;
    }
}
