package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words of PostgreSQL's in SQLite's, token by token. What is not known here to mean the same is {@link Untranslatable}:
 * an expression is translated whole or not at all.
 */
final class PostgresRaw {
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "not",
            "is",
            "null",
            "between",
            "in",
            "case",
            "when",
            "then",
            "else",
            "end",
            "true",
            "false",
            "distinct",
            "from");
    private static final Map<String, String> OTHER_WORDS =
            Map.of("isnull", "IS NULL", "notnull", "IS NOT NULL", "ilike", "LIKE");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "||", "<", ">", "<=", ">=", "=", "<>", "&", "|", "<<", ">>", "->", "->>");
    private static final Map<String, String> OTHER_OPERATORS = Map.of("!=", "<>", "~~*", "LIKE", "!~~*", "NOT LIKE");
    private static final Map<String, String> PATTERNS = Map.of("~~", "GLOB", "!~~", "NOT GLOB", "like", "GLOB");
    private static final Set<String> SAME = Set.of(
            "abs",
            "coalesce",
            "lower",
            "upper",
            "nullif",
            "length",
            "trim",
            "ltrim",
            "rtrim",
            "replace",
            "substr",
            "substring",
            "sign",
            "ceil",
            "ceiling",
            "floor",
            "sqrt",
            "exp",
            "ln",
            "power",
            "mod",
            "round");
    private static final Map<String, String> RENAMED = Map.of(
            "char_length",
            "length",
            "character_length",
            "length",
            "btrim",
            "trim",
            "strpos",
            "instr",
            "greatest",
            "max",
            "least",
            "min");
    /** Casts that leave a value of SQLite's as it is. */
    private static final Set<String> HARMLESS = Set.of(
            "text", "varchar", "character", "bpchar", "numeric", "double", "json", "jsonb", "uuid", "citext", "name");

    private final TableColumns columns;

    PostgresRaw(TableColumns columns) {
        this.columns = columns;
    }

    String translate(String sql) {
        return sequence(TokenRange.of(sql, DialectName.POSTGRES));
    }

    private String sequence(TokenRange tokens) {
        var words = new ArrayList<String>();
        int at = 0;
        while (at < tokens.size()) {
            at = part(tokens, at, words);
        }
        return String.join(" ", words);
    }

    private int part(TokenRange tokens, int at, List<String> words) {
        Token token = tokens.get(at);
        switch (token.kind()) {
            case STRING -> {
                words.add(literal(token.value()));
                return pastCastOfLiteral(tokens, at + 1);
            }
            case NUMBER -> {
                words.add(token.text());
                return pastCastOfLiteral(tokens, at + 1);
            }
            case OPERATOR -> {
                return operator(tokens, at, words);
            }
            case QUOTED_NAME -> {
                return column(tokens, at, words);
            }
            case WORD -> {
                return word(tokens, at, words);
            }
            case PUNCTUATION -> {
                return bracket(tokens, at, words);
            }
            default -> throw unknown(token.text());
        }
    }

    private static String literal(String text) {
        return ExpressionWriter.write(Expression.literal(text), ExpressionWriter.Style.SQLITE);
    }

    private static Untranslatable unknown(String what) {
        return new Untranslatable("we do not know what " + what + " is on SQLite");
    }

    private int operator(TokenRange tokens, int at, List<String> words) {
        Token token = tokens.get(at);
        if (PATTERNS.containsKey(token.text())) {
            return pattern(tokens, at, words);
        }
        boolean any = token.text().equals("=") && tokens.isWord(at + 1, "any");
        boolean all = token.text().equals("<>") && tokens.isWord(at + 1, "all");
        if (any || all) {
            words.add(any ? "IN" : "NOT IN");
            int end = tokens.closing(at + 2);
            words.add("(" + items(tokens.between(at + 3, end)) + ")");
            return end + 1;
        }
        String operator = OTHER_OPERATORS.getOrDefault(token.text(), token.text());
        if (token.text().startsWith("~") && !OTHER_OPERATORS.containsKey(token.text())) {
            throw new Untranslatable(
                    "SQLite has no regular expressions by itself",
                    "Write a pattern with GLOB, or load a REGEXP function.");
        }
        if (!OPERATORS.contains(operator) && !OTHER_OPERATORS.containsKey(token.text())) {
            throw unknown(token.text());
        }
        words.add(operator);
        return at + 1;
    }

    /** LIKE of PostgreSQL's tells small letters from capital ones, which on SQLite only GLOB does. */
    private static int pattern(TokenRange tokens, int at, List<String> words) {
        Token pattern = tokens.get(at + 1);
        if (pattern.kind() != Token.Kind.STRING || pattern.value().indexOf('\\') >= 0) {
            throw new Untranslatable("its pattern is more than a plain text");
        }
        var glob = new StringBuilder();
        for (char c : pattern.value().toCharArray()) {
            glob.append(c == '%' ? "*" : c == '_' ? "?" : "*?[".indexOf(c) >= 0 ? "[" + c + "]" : String.valueOf(c));
        }
        words.add(PATTERNS.getOrDefault(tokens.get(at).text().toLowerCase(Locale.ROOT), "GLOB"));
        words.add(literal(glob.toString()));
        return pastCastOfLiteral(tokens, at + 2);
    }

    /** The items of {@code ARRAY[…]}, however it is cast and bracketed. */
    private String items(TokenRange array) {
        int open = 0;
        while (!array.isSign(open, "[")) {
            array.get(open++);
        }
        int close = open;
        while (!array.isSign(close, "]")) {
            array.get(close++);
        }
        return list(array.between(open + 1, close));
    }

    private String list(TokenRange tokens) {
        return tokens.arguments().stream().map(this::sequence).collect(Collectors.joining(", "));
    }

    private int bracket(TokenRange tokens, int at, List<String> words) {
        if (!tokens.get(at).isSign("(")) {
            throw unknown(tokens.get(at).text());
        }
        int end = tokens.closing(at);
        words.add("(" + list(tokens.between(at + 1, end)) + ")");
        return pastCast(tokens, end + 1);
    }

    private int word(TokenRange tokens, int at, List<String> words) {
        Token token = tokens.get(at);
        String word = token.text().toLowerCase(Locale.ROOT);
        if (PATTERNS.containsKey(word)) {
            return pattern(tokens, at, words);
        }
        if (KEYWORDS.contains(word) || OTHER_WORDS.containsKey(word)) {
            words.add(OTHER_WORDS.getOrDefault(word, word.toUpperCase(Locale.ROOT)));
            return at + 1;
        }
        if (tokens.isSign(at + 1, "(")) {
            int end = tokens.closing(at + 1);
            words.add(function(word) + "(" + list(tokens.between(at + 2, end)) + ")");
            return pastCast(tokens, end + 1);
        }
        return column(tokens, at, words);
    }

    private static String function(String name) {
        if (!SAME.contains(name) && !RENAMED.containsKey(name)) {
            throw unknown(name + "(…)");
        }
        return RENAMED.getOrDefault(name, name);
    }

    private int column(TokenRange tokens, int first, List<String> words) {
        int at = first;
        while (tokens.isSign(at + 1, ".")) {
            at += 2;
        }
        String name = tokens.get(at).value();
        if (columns.find(name).isEmpty()) {
            throw new Untranslatable("it names " + name + ", which is no column");
        }
        words.add(Identifiers.quoted(name));
        return pastCast(tokens, at + 1);
    }

    private static int pastCast(TokenRange tokens, int at) {
        if (!tokens.isSign(at, "::")) {
            return at;
        }
        if (!HARMLESS.contains(tokens.get(at + 1).value().toLowerCase(Locale.ROOT))) {
            throw new Untranslatable("it casts to " + tokens.get(at + 1).text());
        }
        return pastType(tokens, at + 1);
    }

    /** A constant is on SQLite of whatever type it is compared with. */
    private static int pastCastOfLiteral(TokenRange tokens, int at) {
        return tokens.isSign(at, "::") ? pastType(tokens, at + 1) : at;
    }

    private static int pastType(TokenRange tokens, int first) {
        int at = first + 1;
        while (tokens.isSign(at, ".")) {
            at += 2;
        }
        while (TokenRange.isOneOf(tokens.at(at), "varying", "precision", "with", "without", "time", "zone")) {
            at++;
        }
        at = tokens.isSign(at, "(") ? tokens.closing(at) + 1 : at;
        while (tokens.isSign(at, "[")) {
            at += 2;
        }
        return tokens.isSign(at, "::") ? pastType(tokens, at + 1) : at;
    }
}
