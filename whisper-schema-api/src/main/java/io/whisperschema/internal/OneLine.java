package io.whisperschema.internal;

import java.util.Locale;

/** Names as they are shown: what would begin another line, or change how the line reads, is written as its number. */
public final class OneLine {
    private OneLine() {}

    /** That text, fit to stand in one line. */
    public static String of(String text) {
        // In a loop, and mostly over at once: names are shown thousands at a time.
        for (int i = 0; i < text.length(); i++) {
            if (isUnfit(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        var line = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            line.append(
                    isUnfit(character)
                            ? String.format(Locale.ROOT, "\\u%04x", (int) character)
                            : String.valueOf(character));
        }
        return line.toString();
    }

    private static boolean isUnfit(char character) {
        if (character >= ' ' && character < 127) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
