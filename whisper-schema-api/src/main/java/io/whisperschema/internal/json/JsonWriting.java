package io.whisperschema.internal.json;

import java.util.Iterator;
import java.util.Map;

/** {@link Json#pretty} and {@link Json#compact}. Written here, so that no parser's release changes a byte. */
final class JsonWriting {
    private final StringBuilder out = new StringBuilder();
    private final boolean spread;

    private JsonWriting(boolean spread) {
        this.spread = spread;
    }

    static String pretty(Json value) {
        var writing = new JsonWriting(true);
        writing.write(value, 0);
        return writing.out.append('\n').toString();
    }

    static String compact(Json value) {
        var writing = new JsonWriting(false);
        writing.write(value, 0);
        return writing.out.toString();
    }

    private void write(Json value, int indent) {
        if (value instanceof Json.Members object) {
            members(object.members(), indent);
        } else if (value instanceof Json.Items array) {
            items(array, indent);
        } else if (value instanceof Json.Text text) {
            string(text.value());
        } else if (value instanceof Json.Numeric number) {
            out.append(number.value());
        } else if (value instanceof Json.Truth truth) {
            out.append(truth.value());
        } else {
            out.append("null");
        }
    }

    private void members(Map<String, Json> members, int indent) {
        out.append('{');
        Iterator<Map.Entry<String, Json>> entries = members.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Json> entry = entries.next();
            newLine(indent + 1);
            string(entry.getKey());
            out.append(spread ? ": " : ":");
            write(entry.getValue(), indent + 1);
            out.append(entries.hasNext() ? "," : "");
        }
        if (!members.isEmpty()) {
            newLine(indent);
        }
        out.append('}');
    }

    private void items(Json.Items array, int indent) {
        boolean onOneLine =
                array.items().stream().noneMatch(item -> item instanceof Json.Members || item instanceof Json.Items);
        out.append('[');
        Iterator<Json> items = array.items().iterator();
        while (items.hasNext()) {
            if (!onOneLine) {
                newLine(indent + 1);
            }
            write(items.next(), indent + 1);
            out.append(items.hasNext() ? "," : "");
            out.append(items.hasNext() && onOneLine && spread ? " " : "");
        }
        if (!onOneLine) {
            newLine(indent);
        }
        out.append(']');
    }

    private void newLine(int indent) {
        if (spread) {
            out.append('\n').append("  ".repeat(indent));
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char character) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (character < ' ' || Character.isSurrogate(character) || isLineEndElsewhere(character)) {
                    out.append("\\u").append(java.util.HexFormat.of().toHexDigits(character));
                } else {
                    out.append(character);
                }
            }
        }
    }

    /** Line and paragraph separator, which JavaScript and some editors take for line ends. */
    private static boolean isLineEndElsewhere(char character) {
        return character == '\u2028' || character == '\u2029' || character == '\u0085';
    }
}
