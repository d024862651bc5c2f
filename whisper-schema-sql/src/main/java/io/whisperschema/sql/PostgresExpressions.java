package io.whisperschema.sql;

import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokens;
import java.util.Set;

/** Where an expression that stands without brackets ends. */
final class PostgresExpressions {
    /** What may follow the default of a column; none of these words stands in it outside of brackets. */
    private static final Set<String> BEHIND_DEFAULT = Set.of(
            "not",
            "null",
            "constraint",
            "check",
            "unique",
            "primary",
            "references",
            "generated",
            "collate",
            "deferrable",
            "initially");

    private PostgresExpressions() {}

    /** The default of a column, among whose constraints it stands. */
    static String amongConstraints(Tokens tokens) {
        return upTo(tokens, BEHIND_DEFAULT);
    }

    /** An expression up to the next comma, closing bracket or the end. */
    static String upToComma(Tokens tokens) {
        return upTo(tokens, Set.of());
    }

    private static String upTo(Tokens tokens, Set<String> words) {
        int from = tokens.position();
        int depth = 0;
        while (!tokens.atEnd()) {
            boolean first = tokens.position() == from;
            Token token = tokens.peek();
            if (depth == 0 && (isEnd(token) || (!first && isOneOf(token, words)))) {
                break;
            }
            depth += depth(token);
            tokens.next();
        }
        if (tokens.position() == from) {
            throw tokens.unexpected("an expression");
        }
        return tokens.written(from, tokens.position());
    }

    private static boolean isEnd(Token token) {
        return token.isSign(",") || token.isSign(")");
    }

    private static boolean isOneOf(Token token, Set<String> words) {
        return token.kind() == Token.Kind.WORD && words.contains(token.value());
    }

    private static int depth(Token token) {
        if (token.isSign("(") || token.isSign("[") || token.isWord("case")) {
            return 1;
        }
        return token.isSign(")") || token.isSign("]") || token.isWord("end") ? -1 : 0;
    }
}
