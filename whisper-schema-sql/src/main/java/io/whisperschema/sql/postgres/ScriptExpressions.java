package io.whisperschema.sql.postgres;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokenizer;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.PostgresName;
import java.util.List;
import java.util.Optional;

/** What the words of an expression name. */
final class ScriptExpressions {
    private ScriptExpressions() {}

    /** Those of these columns that it names. */
    static List<String> columnsIn(String sql, List<String> columns) {
        List<Token> tokens = Tokenizer.withoutComments(sql, DialectName.POSTGRES);
        return columns.stream()
                .filter(column -> tokens.stream().anyMatch(token -> isName(token, column)))
                .toList();
    }

    static boolean names(String sql, String column) {
        return !columnsIn(sql, List.of(column)).isEmpty();
    }

    /** The same expression where a column has another name. */
    static String renamed(String sql, String before, String after) {
        var text = new StringBuilder();
        int copied = 0;
        for (Token token : Tokenizer.withoutComments(sql, DialectName.POSTGRES)) {
            if (isName(token, PostgresName.cut(before))) {
                text.append(sql, copied, token.start()).append(Identifiers.quotedForPostgres(after));
                copied = token.end();
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    private static boolean isName(Token token, String name) {
        return (token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME)
                && PostgresName.cut(token.value()).equals(name);
    }

    /** The same expression with names as long as the server keeps them. */
    static String cut(String sql) {
        return Tokenizer.withoutComments(sql, DialectName.POSTGRES).stream()
                .filter(token -> token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME)
                .map(Token::value)
                .filter(name -> !PostgresName.cut(name).equals(name))
                .distinct()
                .reduce(sql, (text, name) -> renamed(text, name, PostgresName.cut(name)));
    }

    /** The sequence of a default that is just {@code nextval('…')}. */
    static Optional<PostgresName> sequenceOf(String defaultText) {
        try {
            var tokens = Tokens.of(defaultText, DialectName.POSTGRES);
            if (tokens.acceptWords("pg_catalog")) {
                tokens.expectSign(".");
            }
            tokens.expectWords("nextval");
            tokens.expectSign("(");
            Token sequence = tokens.next();
            if (tokens.acceptSign("::")) {
                tokens.expectWords("regclass");
            }
            tokens.expectSign(")");
            boolean whole = tokens.atEnd() && sequence.kind() == Kind.STRING;
            return whole ? Optional.of(PostgresName.read(sequence.value())) : Optional.empty();
        } catch (SqlSyntaxException other) {
            return Optional.empty();
        }
    }
}
