package io.whisperschema.picture;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names and texts as Mermaid's grammar of entity relationship diagrams takes them. */
final class MermaidWords {
    /** What Mermaid reads as something else than a name, in any case. */
    private static final Set<String> TAKEN = Set.of(
            "accdescr",
            "acctitle",
            "class",
            "classdef",
            "direction",
            "end",
            "erdiagram",
            "fk",
            "many",
            "o",
            "one",
            "only",
            "optionally",
            "pk",
            "style",
            "subgraph",
            "title",
            "to",
            "u",
            "uk",
            "zero");

    private static final Pattern ORDINARY = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern KEY = Pattern.compile("(?i)(pk|fk|uk)(?![A-Za-z0-9_]).*", Pattern.DOTALL);
    private static final Pattern DIRECTION = Pattern.compile("(?i)direction\\s+(TB|BT|RL|LR)");
    private static final String PLAIN_IN_TEXT = " ()[],.-_=+/'\u2192?!";
    private static final int FIRST_LETTER = 0xC0;

    private MermaidWords() {}

    /** Whether it can name an entity as it is. */
    static boolean isOrdinary(String name) {
        return ORDINARY.matcher(name).matches() && !TAKEN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** A type or the name of an attribute: one word, near to the text, often the same. */
    static String word(String text) {
        var word = new StringBuilder();
        text.codePoints().forEach(point -> word.appendCodePoint(isOfWord(point) ? point : '_'));
        String plain = word.toString();
        return beginsAWord(plain) ? plain : "_" + plain;
    }

    private static boolean beginsAWord(String plain) {
        return plain.startsWith("_")
                || (!plain.isEmpty()
                        && Character.isLetter(plain.codePointAt(0))
                        && !KEY.matcher(plain).matches());
    }

    private static boolean isOfWord(int point) {
        return point < 128
                ? Character.isLetterOrDigit(point) || "_()[]".indexOf(point) >= 0
                : point >= FIRST_LETTER && Character.isLetterOrDigit(point);
    }

    /** A text to stand between double quotes; what could end or change it is written as its number. */
    static String text(String text) {
        var quoted = new StringBuilder();
        boolean everySpace = DIRECTION.matcher(text).find();
        text.codePoints().forEach(point -> append(point, everySpace, quoted));
        return quoted.toString();
    }

    private static void append(int point, boolean everySpace, StringBuilder quoted) {
        boolean plain = Character.isLetterOrDigit(point) || PLAIN_IN_TEXT.indexOf(point) >= 0;
        if (plain && !(everySpace && point == ' ')) {
            quoted.appendCodePoint(point);
        } else {
            quoted.append('#').append(point).append(';');
        }
    }
}
