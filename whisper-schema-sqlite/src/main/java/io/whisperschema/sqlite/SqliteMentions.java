package io.whisperschema.sqlite;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokens;
import java.util.Set;
import java.util.stream.Stream;

/** Whether something speaks of a name. In SQL text any word may be meant, so that it may also be another of that name. */
final class SqliteMentions {
    private static final Set<Token.Kind> NAMES = Set.of(Token.Kind.WORD, Token.Kind.QUOTED_NAME, Token.Kind.STRING);

    private SqliteMentions() {}

    static boolean in(Index index, String column) {
        return Stream.concat(index.keys().stream().map(Index.Key::expression), index.where().stream())
                .anyMatch(expression -> in(expression, column));
    }

    static boolean in(Expression expression, String column) {
        return ExpressionParts.any(expression, part -> isMention(part, column));
    }

    private static boolean isMention(Expression part, String column) {
        if (part instanceof Expression.Column named) {
            return SqliteNames.same(named.name(), column);
        }
        return part instanceof Expression.Raw raw && in(raw.sql(), column);
    }

    /** Text that cannot be read may mention anything. */
    static boolean in(String sql, String name) {
        try {
            Tokens tokens = Tokens.of(sql, DialectName.SQLITE);
            while (!tokens.atEnd()) {
                Token token = tokens.next();
                if (NAMES.contains(token.kind()) && SqliteNames.same(token.value(), name)) {
                    return true;
                }
            }
            return false;
        } catch (SqlSyntaxException unreadable) {
            return true;
        }
    }

    /** Whether a full-text index has its rows from that table: {@code content = 'table'}. */
    static boolean asContent(String sql, String table) {
        try {
            Tokens tokens = Tokens.of(sql, DialectName.SQLITE);
            for (; !tokens.atEnd(); tokens.next()) {
                if (tokens.atWords("content")
                        && tokens.peek(1).isSign("=")
                        && SqliteNames.same(tokens.peek(2).value(), table)) {
                    return true;
                }
            }
            return false;
        } catch (SqlSyntaxException unreadable) {
            return false;
        }
    }
}
