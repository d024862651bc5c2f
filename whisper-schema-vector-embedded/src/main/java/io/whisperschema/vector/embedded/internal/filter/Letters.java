package io.whisperschema.vector.embedded.internal.filter;

/** What the server takes for a letter or a number: Unicode's Alphabetic, Nd, Nl and No. */
final class Letters {
    private Letters() {}

    static boolean isAlphanumeric(int codePoint) {
        if (codePoint < 128) {
            return codePoint >= 'a' && codePoint <= 'z'
                    || codePoint >= 'A' && codePoint <= 'Z'
                    || codePoint >= '0' && codePoint <= '9';
        }
        return Character.isAlphabetic(codePoint) || isNumeric(codePoint);
    }

    private static boolean isNumeric(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
