package io.whisperschema.sql.postgres;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.List;

/** The queries of views as a host would write them. */
public final class PostgresViews {
    private PostgresViews() {}

    /** The query that the server prints, its tables of this schema without its name, and without a semicolon. */
    public static String query(String printed, String schema) {
        List<Token> tokens = Tokenizer.withoutComments(printed, DialectName.POSTGRES);
        var query = new StringBuilder();
        int copied = 0;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (isTableOf(tokens, i, schema)) {
                query.append(printed, copied, tokens.get(i).start());
                copied = tokens.get(i + 1).end();
            }
        }
        return query.append(printed.substring(copied)).toString().strip().replaceFirst(";$", "");
    }

    /** Whether a query reads that table or view of its own schema. */
    static boolean reads(String query, String name) {
        List<Token> tokens = Tokenizer.withoutComments(query, DialectName.POSTGRES);
        for (int i = 1; i < tokens.size(); i++) {
            if (isNamed(tokens.get(i), name) && isBeforeTable(tokens, i - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the statement that makes a trigger says that it calls that function. */
    static boolean calls(String trigger, String name) {
        List<Token> tokens = Tokenizer.withoutComments(trigger, DialectName.POSTGRES);
        for (int i = tokens.size() - 2; i > 0 && !isCall(tokens.get(i)); i--) {
            if (isNamed(tokens.get(i), name) && tokens.get(i + 1).isSign("(")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCall(Token token) {
        return token.isWord("function") || token.isWord("procedure");
    }

    private static boolean isNamed(Token token, String name) {
        return token.kind() == Token.Kind.WORD
                ? token.value().equalsIgnoreCase(name)
                : token.value().equals(name);
    }

    private static boolean isTableOf(List<Token> tokens, int at, String schema) {
        return tokens.get(at + 1).isSign(".")
                && tokens.get(at).value().equals(schema)
                && tokens.get(at).kind() != Token.Kind.STRING
                && (at > 0 && isBeforeTable(tokens, at - 1));
    }

    private static boolean isBeforeTable(List<Token> tokens, int at) {
        int before = at;
        while (before > 0 && tokens.get(before).isSign("(")) {
            before--;
        }
        Token token = tokens.get(before);
        return token.isWord("from") || token.isWord("join");
    }
}
