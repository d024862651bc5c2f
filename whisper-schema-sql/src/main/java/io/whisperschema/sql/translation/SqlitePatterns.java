package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.Expression;
import java.util.Locale;

/** SQLite's patterns, for which PostgreSQL has regular expressions. */
final class SqlitePatterns {
    private SqlitePatterns() {}

    /** That the pattern stays behind, with what it would be. */
    static Untranslatable untranslatable(Syntax.Pattern pattern) {
        String word = pattern.operator().toUpperCase(Locale.ROOT);
        boolean isGlob = word.equals("GLOB");
        return new Untranslatable(
                "PostgreSQL has no " + word,
                isGlob
                                && pattern.pattern() instanceof Syntax.Constant constant
                                && constant.value() instanceof Expression.Text text
                        ? "On PostgreSQL write: … ~ "
                                + SqliteRaw.literal(Expression.literal(regularExpression(text.value())))
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
