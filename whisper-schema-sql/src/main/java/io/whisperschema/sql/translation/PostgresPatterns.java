package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.Expression;
import java.util.Optional;

/** PostgreSQL's patterns, which tell small letters from capital ones: on SQLite only those of {@code GLOB} do. */
final class PostgresPatterns {
    private static final String ESCAPE = "\\";

    private PostgresPatterns() {}

    /** The pattern in SQLite's words, behind {@code NOT} or nothing. */
    static Phrase translated(Syntax.Pattern pattern, Phrase value, String negation) {
        String text = text(pattern.pattern());
        String escape = pattern.escape().map(PostgresPatterns::text).orElse(ESCAPE);
        boolean ignoresCase =
                pattern.operator().equals("ilike") || pattern.operator().equals("~~*");
        String words = ignoresCase ? "LIKE " + like(text, escape) : "GLOB " + quoted(glob(text, escape));
        return Phrase.comparison(value.part() + " " + negation + words);
    }

    private static String text(Syntax pattern) {
        Syntax plain = pattern instanceof Syntax.Cast cast ? cast.value() : pattern;
        return Optional.of(plain)
                .filter(Syntax.Constant.class::isInstance)
                .map(constant -> ((Syntax.Constant) constant).value())
                .filter(Expression.Text.class::isInstance)
                .map(value -> ((Expression.Text) value).value())
                .orElseThrow(() -> new Untranslatable("its pattern is more than a plain text"));
    }

    private static String like(String pattern, String escape) {
        if (pattern.chars().anyMatch(c -> c > 0x7F)) {
            throw new Untranslatable("SQLite finds small and capital letters the same in ASCII only");
        }
        boolean escapes = !escape.isEmpty() && pattern.contains(escape);
        return quoted(pattern) + (escapes ? " ESCAPE " + quoted(escape) : "");
    }

    private static String glob(String pattern, String escape) {
        var glob = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (!escaped && escape.equals(String.valueOf(c))) {
                escaped = true;
                continue;
            }
            glob.append(escaped ? plain(c) : c == '%' ? "*" : c == '_' ? "?" : plain(c));
            escaped = false;
        }
        if (escaped) {
            throw new Untranslatable("its pattern ends with an escape");
        }
        return glob.toString();
    }

    private static String plain(char c) {
        return "*?[".indexOf(c) >= 0 ? "[" + c + "]" : String.valueOf(c);
    }

    private static String quoted(String text) {
        return PostgresRaw.literal(Expression.literal(text));
    }
}
