package io.whisperschema.cache;

import io.whisperschema.definition.cache.KeyPattern;

/** The keys of a pattern, and perhaps some more, as SCAN's MATCH says it. */
final class KeyGlob {
    private static final String SPECIAL = "*?[]\\";

    private KeyGlob() {}

    static String of(String prefix, KeyPattern pattern) {
        var glob = new StringBuilder(escaped(prefix));
        String rest = pattern.text();
        for (String placeholder : pattern.placeholders()) {
            int at = rest.indexOf("<" + placeholder + ">");
            glob.append(escaped(rest.substring(0, at))).append('*');
            rest = rest.substring(at + placeholder.length() + 2);
        }
        return glob.append(escaped(rest)).toString();
    }

    private static String escaped(String literal) {
        var escaped = new StringBuilder();
        for (int i = 0; i < literal.length(); i++) {
            char character = literal.charAt(i);
            if (SPECIAL.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append(character);
        }
        return escaped.toString();
    }
}
