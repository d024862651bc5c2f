package io.whisperschema.vector.embedded.internal.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What the server takes for letters and space, and the words between them. */
final class Letters {
    private Letters() {}

    /** Unicode's Alphabetic, Nd, Nl and No. */
    static boolean isAlphanumeric(int codePoint) {
        if (codePoint < 128) {
            return (codePoint >= 'a' && codePoint <= 'z')
                    || (codePoint >= 'A' && codePoint <= 'Z')
                    || (codePoint >= '0' && codePoint <= '9');
        }
        return Character.isAlphabetic(codePoint) || isNumeric(codePoint);
    }

    private static boolean isNumeric(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** Unicode's White_Space. */
    private static boolean isSpace(int codePoint) {
        return (codePoint >= '\t' && codePoint <= '\r') || codePoint == 0x85 || Character.isSpaceChar(codePoint);
    }

    /** What stands between spaces. */
    static List<String> words(String text) {
        return runs(text, codePoint -> !isSpace(codePoint));
    }

    /** The runs of letters and numbers. */
    static List<String> alphanumericWords(String text) {
        return runs(text, Letters::isAlphanumeric);
    }

    private static List<String> runs(String text, IntPredicate within) {
        var runs = new ArrayList<String>();
        int start = 0;
        for (int at = 0;
                at <= text.length();
                at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 1) {
            if (at == text.length() || !within.test(text.codePointAt(at))) {
                if (at > start) {
                    runs.add(text.substring(start, at));
                }
                start = at == text.length() ? at : at + Character.charCount(text.codePointAt(at));
            }
        }
        return runs;
    }
}
