package io.whisperschema.cache.internal.entry;

import io.whisperschema.definition.cache.KeyPattern;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as {@code SCAN … MATCH} takes them. */
public final class KeyGlob {
    private static final String SPECIAL = "*?[]\\^-";
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^>]*>");

    private KeyGlob() {}

    /** What fits all keys of a pattern, and perhaps others. */
    public static String of(KeyPattern pattern) {
        var glob = new StringBuilder();
        Matcher placeholders = PLACEHOLDER.matcher(pattern.text());
        int from = 0;
        while (placeholders.find()) {
            glob.append(literal(pattern.text().substring(from, placeholders.start())))
                    .append('*');
            from = placeholders.end();
        }
        return glob.append(literal(pattern.text().substring(from))).toString();
    }

    /** What fits that text alone. */
    public static String literal(String text) {
        var glob = new StringBuilder();
        text.chars().forEach(character -> {
            if (SPECIAL.indexOf(character) >= 0) {
                glob.append('\\');
            }
            glob.append((char) character);
        });
        return glob.toString();
    }
}
