package io.whisperschema.cache.internal.server;

/** Texts as {@code SCAN … MATCH} takes them. */
final class Glob {
    private static final String SPECIAL = "*?[]\\^-";

    private Glob() {}

    /** What fits that text alone. */
    static String literal(String text) {
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
