package io.whisperschema.internal.move;

/**
 * Whether bytes, which are valid UTF-8, are JSON as RFC 8259 has it, and whether PostgreSQL's binary form can hold it.
 * Reused, not thread-safe.
 */
final class JsonLook {
    private static final int DEEPEST = 1000;
    private static final int LONGEST_WHOLE = 131_072;
    private static final int LONGEST_FRACTION = 16_383;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int depth;
    private boolean unfit;

    /** What bytes are. */
    enum Look {
        /** JSON. */
        FINE,
        /** JSON with U+0000, half a surrogate pair or a number that PostgreSQL's binary form cannot hold. */
        NOT_FOR_JSONB,
        /** No JSON, or nested deeper than a thousand levels. */
        INVALID
    }

    /** What those bytes are. */
    Look of(byte[] from, int start, int length) {
        bytes = from;
        at = start;
        end = start + length;
        depth = 0;
        unfit = false;
        space();
        boolean valid = value();
        space();
        return !valid || at != end ? Look.INVALID : unfit ? Look.NOT_FOR_JSONB : Look.FINE;
    }

    private boolean value() {
        if (at >= end) {
            return false;
        }
        return switch (bytes[at]) {
            case '{' -> members();
            case '[' -> items();
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean members() {
        return within('}', this::member);
    }

    private boolean member() {
        if (at >= end || bytes[at] != '"' || !string()) {
            return false;
        }
        space();
        if (!takes(':')) {
            return false;
        }
        space();
        return value();
    }

    private boolean items() {
        return within(']', this::value);
    }

    /** A part of an object or array. */
    private interface Part {
        boolean read();
    }

    private boolean within(char close, Part part) {
        at++;
        depth++;
        space();
        boolean valid = depth <= DEEPEST && (takes(close) || parts(close, part));
        depth--;
        return valid;
    }

    private boolean parts(char close, Part part) {
        while (true) {
            space();
            if (!part.read()) {
                return false;
            }
            space();
            if (takes(close)) {
                return true;
            }
            if (!takes(',')) {
                return false;
            }
        }
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!takes(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        takes('-');
        int first = at;
        boolean valid = takes('0') || digits();
        int whole = at - first;
        int fraction = 0;
        if (valid && takes('.')) {
            first = at;
            valid = digits();
            fraction = at - first;
        }
        if (valid && (takes('e') || takes('E'))) {
            int exponent = exponent();
            valid = exponent != Integer.MIN_VALUE;
            whole = Math.max(1, whole + exponent);
            fraction = Math.max(0, fraction - exponent);
        }
        unfit |= whole > LONGEST_WHOLE || fraction > LONGEST_FRACTION;
        return valid;
    }

    /** An exponent, cut where it is beyond what any store takes; the smallest integer if there is none. */
    private int exponent() {
        boolean negative = takes('-');
        if (!negative) {
            takes('+');
        }
        int first = at;
        int value = 0;
        while (at < end && isDigit(bytes[at])) {
            value = Math.min(10_000_000, value * 10 + bytes[at] - '0');
            at++;
        }
        return at == first ? Integer.MIN_VALUE : negative ? -value : value;
    }

    private boolean digits() {
        int first = at;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        return at > first;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private boolean string() {
        at++;
        while (at < end) {
            byte character = bytes[at++];
            if (character == '"') {
                return true;
            }
            if ((character >= 0 && character < ' ') || (character == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        if (at >= end) {
            return false;
        }
        byte kind = bytes[at++];
        if (kind == 'u') {
            return unicode();
        }
        return "\"\\/bfnrt".indexOf(kind) >= 0;
    }

    private boolean unicode() {
        int unit = unit();
        if (unit < 0) {
            return false;
        }
        if (Character.isHighSurrogate((char) unit)) {
            return lowSurrogate();
        }
        unfit |= unit == 0 || Character.isLowSurrogate((char) unit);
        return true;
    }

    /** Looks for the second half of a pair; what is none is looked at again as what it is. */
    private boolean lowSurrogate() {
        int before = at;
        if (takes('\\') && takes('u')) {
            int unit = unit();
            if (unit >= 0 && Character.isLowSurrogate((char) unit)) {
                return true;
            }
        }
        at = before;
        unfit = true;
        return true;
    }

    /** Four hexadecimal digits as a number, or -1. */
    private int unit() {
        if (at + 4 > end) {
            return -1;
        }
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = bytes[at] < 0 ? -1 : Character.digit((char) bytes[at], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
            at++;
        }
        return unit;
    }

    private boolean takes(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void space() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
    }
}
