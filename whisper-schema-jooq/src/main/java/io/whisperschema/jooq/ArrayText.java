package io.whisperschema.jooq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text of an array of one dimension: <code>{"a",NULL,"b \"c\""}</code>. */
final class ArrayText {
    private final String text;
    private int at;

    private ArrayText(String text) {
        this.text = text;
    }

    static String written(List<@Nullable String> items) {
        var text = new StringBuilder("{");
        for (String item : items) {
            text.append(text.length() > 1 ? "," : "")
                    .append(
                            item == null
                                    ? "NULL"
                                    : '"' + item.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return text.append('}').toString();
    }

    /** The items; arrays of more dimensions or of other bounds are refused. */
    static List<@Nullable String> read(String text) {
        return new ArrayText(text).items();
    }

    private List<@Nullable String> items() {
        var items = new ArrayList<@Nullable String>();
        expect('{');
        while (here() != '}') {
            items.add(here() == '"' ? quoted() : plain());
            if (here() == ',') {
                at++;
            }
        }
        expect('}');
        if (at < text.length()) {
            throw unread();
        }
        return items;
    }

    private String quoted() {
        var item = new StringBuilder();
        at++;
        while (here() != '"') {
            at += here() == '\\' ? 1 : 0;
            item.append(here());
            at++;
        }
        at++;
        return item.toString();
    }

    private @Nullable String plain() {
        int start = at;
        while (here() != ',' && here() != '}') {
            at++;
        }
        String item = text.substring(start, at);
        if (item.isEmpty() || item.indexOf('{') >= 0) {
            throw unread();
        }
        return item.equals("NULL") ? null : item;
    }

    private void expect(char c) {
        if (here() != c) {
            throw unread();
        }
        at++;
    }

    private char here() {
        if (at >= text.length()) {
            throw unread();
        }
        return text.charAt(at);
    }

    private static IllegalArgumentException unread() {
        return new IllegalArgumentException("no array of one dimension");
    }
}
