package io.whisperschema.vector.embedded.internal.filter;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** The four spellings of a UUID that the server reads: hyphenated, 32 digits, in braces, and as a URN. */
final class Uuids {
    private static final String URN = "urn:uuid:";
    private static final String GROUPED = "00000000-0000-0000-0000-000000000000";
    private static final int DIGITS = 32;

    private Uuids() {}

    static Optional<UUID> parse(String text) {
        String bare = bare(text);
        return bare.length() == DIGITS ? ofDigits(bare) : ofGroups(bare);
    }

    private static String bare(String text) {
        if (text.startsWith(URN)) {
            return grouped(text.substring(URN.length()));
        }
        return text.startsWith("{") && text.endsWith("}") ? grouped(text.substring(1, text.length() - 1)) : text;
    }

    /** Within braces and URNs only the hyphenated spelling is read. */
    private static String grouped(String text) {
        return text.length() == DIGITS ? "" : text;
    }

    private static Optional<UUID> ofGroups(String text) {
        boolean hyphenated = text.length() == GROUPED.length()
                && IntStream.range(0, text.length()).allMatch(at -> isHyphen(text, at) == isHyphen(GROUPED, at));
        return hyphenated ? ofDigits(text.replace("-", "")) : Optional.empty();
    }

    private static boolean isHyphen(String text, int at) {
        return text.charAt(at) == '-';
    }

    private static Optional<UUID> ofDigits(String digits) {
        return digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0 && digit < 128)
                ? Optional.of(new UUID(half(digits, 0), half(digits, DIGITS / 2)))
                : Optional.empty();
    }

    private static long half(String digits, int from) {
        return Long.parseUnsignedLong(digits, from, from + DIGITS / 2, 16);
    }
}
