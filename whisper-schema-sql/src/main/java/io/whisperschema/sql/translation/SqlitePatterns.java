package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.internal.sql.Token;
import java.util.Locale;

/** SQLite's patterns, for which PostgreSQL has regular expressions. */
final class SqlitePatterns {
    private SqlitePatterns() {}

    /** That the pattern whose operator stands there stays behind, with what it would be. */
    static Untranslatable untranslatable(TokenRange tokens, int at) {
        String word = tokens.get(at).text().toUpperCase(Locale.ROOT);
        boolean known = word.equals("GLOB")
                && tokens.at(at + 1)
                        .filter(token -> token.kind() == Token.Kind.STRING)
                        .isPresent();
        return new Untranslatable(
                "PostgreSQL has no " + word,
                known
                        ? "On PostgreSQL write: … ~ "
                                + SqliteRaw.literal(Expression.literal(
                                        regularExpression(tokens.get(at + 1).value())))
                        : "On PostgreSQL write a regular expression with ~.");
    }

    /** The regular expression of a pattern of {@code GLOB}. */
    static String regularExpression(String glob) {
        var regex = new StringBuilder("^");
        boolean inSet = false;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (inSet || c == '[' || c == ']') {
                inSet = c == '[' || (inSet && c != ']');
                regex.append(c == '\\' ? "\\\\" : String.valueOf(c));
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append("\\.+(){}^$|".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
            }
        }
        return regex.append('$').toString();
    }
}
