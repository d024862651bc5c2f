package io.whisperschema.vector.embedded.internal.filter;

import java.util.Optional;
import java.util.UUID;

/** The four spellings of a UUID that the server reads: hyphenated, 32 digits, in braces, and as a URN. */
final class Uuids {
    private static final String URN = "urn:uuid:";
    private static final int[] GROUPS = {8, 4, 4, 4, 12};
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
        var digits = new StringBuilder(DIGITS);
        int at = 0;
        for (int group : GROUPS) {
            if (at > 0 && (at >= text.length() || text.charAt(at++) != '-') || at + group > text.length()) {
                return Optional.empty();
            }
            digits.append(text, at, at + group);
            at += group;
        }
        return at == text.length() ? ofDigits(digits.toString()) : Optional.empty();
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
