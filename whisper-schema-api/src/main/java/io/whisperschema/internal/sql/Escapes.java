package io.whisperschema.internal.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes in PostgreSQL's {@code E'…'} and {@code U&'…'}. */
final class Escapes {
    private final String body;
    private final int line;
    private final StringBuilder decoded = new StringBuilder();
    private int at;

    private Escapes(String body, int line) {
        this.body = body;
        this.line = line;
    }

    /** The text of {@code E'…'}; escaped bytes are read as UTF-8. */
    static String backslashes(String body, int line) {
        return new Escapes(body, line).backslashes();
    }

    /** The text of {@code U&'…'}, quotes already single. */
    static String unicode(String body, char escape, int line) {
        return new Escapes(body, line).unicode(escape);
    }

    private String backslashes() {
        while (at < body.length()) {
            char c = body.charAt(at++);
            if (c == '\\') {
                escape(body.charAt(at++));
            } else {
                at += c == '\'' ? 1 : 0;
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    private void escape(char c) {
        switch (c) {
            case 'b' -> decoded.append('\b');
            case 'f' -> decoded.append('\f');
            case 'n' -> decoded.append('\n');
            case 'r' -> decoded.append('\r');
            case 't' -> decoded.append('\t');
            case 'u' -> codePoint(4);
            case 'U' -> codePoint(8);
            default -> {
                at--;
                if (byteHere() < 0) {
                    decoded.append(c);
                    at++;
                } else {
                    bytes();
                }
            }
        }
    }

    /** A run of {@code \ooo} and {@code \xhh}; the first backslash is behind us. */
    private void bytes() {
        var run = new ByteArrayOutputStream();
        int value = byteHere();
        while (value >= 0) {
            run.write(value);
            at += byteLength();
            boolean more = at < body.length() && body.charAt(at) == '\\';
            at += more ? 1 : 0;
            value = more ? byteHere() : -1;
            at -= more && value < 0 ? 1 : 0;
        }
        decoded.append(run.toString(StandardCharsets.UTF_8));
    }

    /** The byte that octal or hexadecimal digits give here, -1 if there are none. */
    private int byteHere() {
        int length = byteLength();
        if (length == 0) {
            return -1;
        }
        boolean hex = body.charAt(at) == 'x';
        return Integer.parseInt(body.substring(hex ? at + 1 : at, at + length), hex ? 16 : 8) & 0xFF;
    }

    private int byteLength() {
        boolean hex = at < body.length() && body.charAt(at) == 'x';
        int first = hex ? at + 1 : at;
        int end = first;
        while (end < body.length() && end < first + (hex ? 2 : 3) && digit(body.charAt(end), hex ? 16 : 8) >= 0) {
            end++;
        }
        return end == first ? 0 : end - at;
    }

    private String unicode(char escape) {
        while (at < body.length()) {
            char c = body.charAt(at++);
            if (c != escape) {
                decoded.append(c);
            } else if (at < body.length() && body.charAt(at) == escape) {
                decoded.append(escape);
                at++;
            } else if (at < body.length() && body.charAt(at) == '+') {
                at++;
                codePoint(6);
            } else {
                codePoint(4);
            }
        }
        return decoded.toString();
    }

    private void codePoint(int digits) {
        long value = 0;
        for (int end = at + digits; at < end; at++) {
            int digit = at < body.length() ? digit(body.charAt(at), 16) : -1;
            if (digit < 0) {
                throw new SqlSyntaxException(line, "a Unicode escape in the string here has too few digits");
            }
            value = value * 16 + digit;
        }
        if (value > Character.MAX_CODE_POINT) {
            throw new SqlSyntaxException(line, "a Unicode escape in the string here is beyond 10FFFF");
        }
        decoded.appendCodePoint((int) value);
    }

    private static int digit(char c, int radix) {
        return c < 128 ? Character.digit(c, radix) : -1;
    }
}
