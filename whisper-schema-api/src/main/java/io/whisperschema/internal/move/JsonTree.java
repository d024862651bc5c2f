package io.whisperschema.internal.move;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * JSON that {@link JsonLook} found fine, as a tree: an object is a {@code TreeMap} by the UTF-8 bytes of names, of which the
 * last counts; an array a {@code List}; else a {@code String}, {@code BigDecimal}, {@code Boolean} or {@link #NULL}.
 */
final class JsonTree {
    /** Null. */
    static final Object NULL = new Object();

    private final String text;
    private int at;
    private boolean repeats;

    private JsonTree(String text) {
        this.text = text;
    }

    /** The tree of a text that is fine. */
    static Object of(String text) {
        return new JsonTree(text).value();
    }

    /** The canonical text of one that is fine, unless an object of it has a name twice, of which only the last would be left. */
    static Optional<String> canonical(String text) {
        var reading = new JsonTree(text);
        Object tree = reading.value();
        return reading.repeats ? Optional.empty() : Optional.of(canonical(tree));
    }

    /** The one text of all that spell that tree. */
    static String canonical(Object tree) {
        var out = new StringBuilder();
        write(tree, out);
        return out.toString();
    }

    private Object value() {
        space();
        return switch (text.charAt(at)) {
            case '{' -> members();
            case '[' -> items();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        at += word.length();
        return value;
    }

    private Object members() {
        var members = new TreeMap<String, Object>(JsonTree::byCodePoints);
        at++;
        while (isMore('}')) {
            space();
            String name = string();
            space();
            at++;
            repeats |= members.put(name, value()) != null;
        }
        return members;
    }

    private List<Object> items() {
        var items = new ArrayList<Object>();
        at++;
        while (isMore(']')) {
            items.add(value());
        }
        return items;
    }

    /** Goes behind a comma, or behind the end. */
    private boolean isMore(char close) {
        space();
        if (text.charAt(at) == close) {
            at++;
            return false;
        }
        if (text.charAt(at) == ',') {
            at++;
        }
        return true;
    }

    private BigDecimal number() {
        int first = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return new BigDecimal(text.substring(first, at));
    }

    private String string() {
        var out = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            char character = text.charAt(at++);
            out.append(character == '\\' ? escaped() : character);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char kind = text.charAt(at++);
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> kind;
        };
    }

    private void space() {
        while (at < text.length() && " \n\t\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The order of the texts' UTF-8 bytes. */
    private static int byCodePoints(String one, String other) {
        return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }

    private static void write(Object tree, StringBuilder out) {
        if (tree instanceof TreeMap<?, ?> members) {
            String between = "{";
            for (var member : members.entrySet()) {
                out.append(between);
                quote((String) member.getKey(), out);
                out.append(':');
                write(member.getValue(), out);
                between = ",";
            }
            out.append(members.isEmpty() ? "{}" : "}");
        } else if (tree instanceof List<?> items) {
            String between = "[";
            for (Object item : items) {
                out.append(between);
                write(item, out);
                between = ",";
            }
            out.append(items.isEmpty() ? "[]" : "]");
        } else if (tree instanceof String string) {
            quote(string, out);
        } else if (tree instanceof BigDecimal number) {
            out.append(number.stripTrailingZeros().toPlainString());
        } else {
            out.append(tree == NULL ? "null" : tree.toString());
        }
    }

    /** A text as a JSON string, with the shortest escapes and only where there must be one. */
    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (character < ' ') {
                        out.append("\\u").append(java.util.HexFormat.of().toHexDigits(character));
                    } else {
                        out.append(character);
                    }
                }
            }
        }
        out.append('"');
    }
}
