package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name of something in a schema.
 *
 * @param schema the schema, where the statement names it
 * @param name the name in it
 */
public record PostgresName(Optional<String> schema, String name) {
    /** PostgreSQL cuts longer names, so two that differ only behind this are one. */
    private static final int BYTES = 63;

    /** A name that a statement gives without a schema. */
    public static PostgresName of(String name) {
        return new PostgresName(Optional.empty(), name);
    }

    /**
     * The name in a text, as {@code regclass} reads it.
     *
     * @throws SqlSyntaxException if it is none
     */
    public static PostgresName read(String text) {
        var tokens = Tokens.of(text, DialectName.POSTGRES);
        PostgresName name = next(tokens);
        if (!tokens.atEnd()) {
            throw tokens.unexpected("the end");
        }
        return name;
    }

    /** One name without dots. */
    static String plain(Tokens tokens) {
        if (!follows(tokens)) {
            throw tokens.unexpected("a name");
        }
        return cut(tokens.next().value());
    }

    /** A name, in its schema or not. */
    public static PostgresName next(Tokens tokens) {
        List<String> parts = dotted(tokens);
        int size = parts.size();
        return new PostgresName(size > 1 ? Optional.of(parts.get(size - 2)) : Optional.empty(), parts.get(size - 1));
    }

    /** A name and all that stands before it with dots between. */
    static List<String> dotted(Tokens tokens) {
        var parts = new ArrayList<String>();
        do {
            parts.add(plain(tokens));
        } while (tokens.acceptSign("."));
        return parts;
    }

    /** The names between brackets. */
    static List<String> list(Tokens tokens) {
        var names = new ArrayList<String>();
        tokens.expectSign("(");
        do {
            names.add(plain(tokens));
        } while (tokens.acceptSign(","));
        tokens.expectSign(")");
        return names;
    }

    static boolean follows(Tokens tokens) {
        Token token = tokens.peek();
        return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME;
    }

    /** As much of a name as the server keeps. */
    public static String cut(String name) {
        return cut(name, BYTES);
    }

    /** As much of a name as fits into so many bytes, whole characters only. */
    public static String cut(String name, int bytes) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return name;
        }
        var kept = new StringBuilder();
        int left = bytes;
        for (int c : name.codePoints().toArray()) {
            left -= Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.toString();
    }
}
