package io.whisperschema.sql;

import io.whisperschema.internal.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's text form of an array of one dimension, for example <code>{a,"b c"}</code>. */
final class ArrayLiteral {
    private final String text;
    private final List<String> items = new ArrayList<>();
    private int at;

    private ArrayLiteral(String text) {
        this.text = text;
    }

    /** The elements; null elements, bounds and inner arrays are refused. */
    static List<String> items(String text) {
        var literal = new ArrayLiteral(text);
        literal.read();
        return literal.items;
    }

    private void read() {
        skipSpace();
        expect('{');
        skipSpace();
        if (here() != '}') {
            item();
            while (here() == ',') {
                at++;
                item();
            }
        }
        expect('}');
        skipSpace();
        if (at < text.length()) {
            throw malformed();
        }
    }

    private void item() {
        skipSpace();
        if (here() == '"') {
            quoted();
        } else {
            plain();
        }
        skipSpace();
    }

    private void quoted() {
        var value = new StringBuilder();
        at++;
        while (here() != '"') {
            at += here() == '\\' ? 1 : 0;
            value.append(required());
            at++;
        }
        at++;
        items.add(value.toString());
    }

    private void plain() {
        var value = new StringBuilder();
        boolean escaped = false;
        int significant = 0;
        while (at < text.length() && here() != ',' && here() != '}') {
            if (here() == '{' || here() == '"') {
                throw malformed();
            }
            boolean escape = here() == '\\';
            at += escape ? 1 : 0;
            escaped |= escape;
            value.append(required());
            significant = escape || !isSpace(here()) ? value.length() : significant;
            at++;
        }
        value.setLength(significant);
        if (significant == 0 || (!escaped && value.toString().equalsIgnoreCase("null"))) {
            throw malformed();
        }
        items.add(value.toString());
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private void expect(char c) {
        if (here() != c) {
            throw malformed();
        }
        at++;
    }

    private char here() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char required() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static SqlSyntaxException malformed() {
        return new SqlSyntaxException(1, "not an array of texts in one dimension");
    }
}
