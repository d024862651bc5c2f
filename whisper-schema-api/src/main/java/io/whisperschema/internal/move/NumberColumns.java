package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import java.math.BigDecimal;

/** What SQLite's columns of numbers make of settled values that are written as text. */
final class NumberColumns {
    private NumberColumns() {}

    /** Whether a value would come back as another one. */
    static boolean change(Item item, int field) {
        return switch (item.tag(field)) {
            case TEXT, JSONB, OPAQUE, RAW_TEXT ->
                readsAsNumber(item.arena(), item.offset(field), item.offset(field) + item.length(field));
            case DECIMAL -> !isDouble(item, field);
            default -> false;
        };
    }

    /** Integers of 64 bits stay what they are, all others become doubles. */
    private static boolean isDouble(Item item, int field) {
        int at = item.offset(field);
        if (DecimalBytes.isSpecial(item.arena(), at)) {
            return false;
        }
        BigDecimal number = DecimalBytes.read(item.arena(), at, item.length(field));
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        return (whole && Numerals.fitsLong(number.toBigInteger())) || isDouble(number);
    }

    private static boolean isDouble(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && Numerals.shortest(nearest).compareTo(number) == 0;
    }

    /** Space, a sign, digits with a point among them, an exponent, space. */
    private static boolean readsAsNumber(byte[] text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(text[start])) {
            start++;
        }
        while (start < end && isSpace(text[end - 1])) {
            end--;
        }
        int whole = digits(text, afterSign(text, start, end), end);
        int point = whole < end && text[whole] == '.' ? whole + 1 : whole;
        int fraction = digits(text, point, end);
        boolean hasDigits = fraction - afterSign(text, start, end) > point - whole;
        return hasDigits && (fraction == end || isExponent(text, fraction, end));
    }

    private static boolean isExponent(byte[] text, int from, int end) {
        if (text[from] != 'e' && text[from] != 'E') {
            return false;
        }
        int first = afterSign(text, from + 1, end);
        return first < end && digits(text, first, end) == end;
    }

    private static int afterSign(byte[] text, int from, int end) {
        return from < end && (text[from] == '+' || text[from] == '-') ? from + 1 : from;
    }

    /** Where the digits end. */
    private static int digits(byte[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
