package io.whisperschema.cache.internal.fields;

import io.whisperschema.error.UnreadableValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads numbers as Java and Python write them, and nothing else that their parsers let pass. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");
    private static final Pattern REAL =
            Pattern.compile("[+-]?([0-9]{1,400}(\\.[0-9]{0,800})?|\\.[0-9]{1,800})([eE][+-]?[0-9]{1,5})?");

    private Numbers() {}

    static double real(String text) {
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

    static long whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new UnreadableValue("this is no whole number");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableValue("this is more than a number of 64 bits holds");
        }
    }
}
