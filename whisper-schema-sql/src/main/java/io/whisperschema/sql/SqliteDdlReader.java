package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Index.Order;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the statements that SQLite keeps in {@code sqlite_schema}, for what its pragmas do not tell: names of
 * constraints, conditions, collations, expressions in indexes, options.
 */
public final class SqliteDdlReader {
    private SqliteDdlReader() {}

    /**
     * What a {@code CREATE TABLE} says.
     *
     * @throws SqlSyntaxException if it is none, or holds what we do not know
     */
    public static SqliteTableDdl table(String sql) {
        return new SqliteTableParser(Tokens.of(sql, DialectName.SQLITE)).read();
    }

    /**
     * What a {@code CREATE INDEX} says.
     *
     * @throws SqlSyntaxException if it is none, or holds what we do not know
     */
    public static SqliteIndexDdl index(String sql) {
        return new SqliteIndexParser(Tokens.of(sql, DialectName.SQLITE)).read();
    }

    /** A name in any of SQLite's quotes, single ones included. */
    public static String name(Tokens tokens) {
        Kind kind = tokens.peek().kind();
        if (kind != Kind.WORD && kind != Kind.QUOTED_NAME && kind != Kind.STRING) {
            throw tokens.unexpected("a name");
        }
        return tokens.next().value();
    }

    /** The last of one or two names, of which the first is a database. */
    static String qualifiedName(Tokens tokens) {
        String first = name(tokens);
        return tokens.acceptSign(".") ? name(tokens) : first;
    }

    /** One of the keys between the brackets, given on its own. */
    static SqliteKey key(Tokens key) {
        return key(key, key.size());
    }

    /** One of the keys between the brackets, given on its own, of which so many tokens count. */
    static SqliteKey key(Tokens key, int size) {
        if (size == 0) {
            throw key.unexpected("a column or an expression");
        }
        key.returnTo(size - 1);
        boolean descending = size > 1 && key.atWords("desc");
        boolean ordered = descending || (size > 1 && key.atWords("asc"));
        int end = ordered ? size - 1 : size;
        Optional<String> collation = collation(key, end);
        end -= collation.isPresent() ? 2 : 0;
        return new SqliteKey(
                key.written(0, end),
                end == 1 ? plainName(key) : Optional.empty(),
                collation,
                descending ? Order.DESCENDING : Order.ASCENDING);
    }

    private static Optional<String> collation(Tokens key, int end) {
        key.returnTo(Math.max(0, end - 2));
        return end > 2 && key.acceptWords("collate") ? Optional.of(name(key)) : Optional.empty();
    }

    private static Optional<String> plainName(Tokens key) {
        key.returnTo(0);
        Token only = key.peek();
        boolean name = only.kind() == Kind.WORD || only.kind() == Kind.QUOTED_NAME || only.kind() == Kind.STRING;
        return name ? Optional.of(only.value()) : Optional.empty();
    }

    /** The word behind {@code ON CONFLICT}, if that follows. */
    static Optional<String> conflict(Tokens tokens) {
        return tokens.acceptWords("on", "conflict")
                ? Optional.of(name(tokens).toUpperCase(Locale.ROOT))
                : Optional.empty();
    }
}
