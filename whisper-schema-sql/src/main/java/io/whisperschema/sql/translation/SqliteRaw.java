package io.whisperschema.sql.translation;

import static io.whisperschema.sql.translation.TokenRange.isOneOf;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words of SQLite's in PostgreSQL's, token by token. What is not known here to mean the same is {@link Untranslatable}:
 * an expression is translated whole or not at all.
 */
final class SqliteRaw {
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
            "escape",
            "distinct",
            "from",
            "current_timestamp",
            "current_date");
    private static final Map<String, String> OTHER_WORDS =
            Map.of("isnull", "IS NULL", "notnull", "IS NOT NULL", "like", "ILIKE");
    private static final Set<String> PATTERNS = Set.of("glob", "regexp", "match");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "||", "<", ">", "<=", ">=", "=", "<>", "&", "|", "<<", ">>");
    private static final Map<String, String> OTHER_OPERATORS = Map.of("==", "=", "!=", "<>");

    /** SQLite takes more for an error. */
    private static final int HEXADECIMAL_DIGITS = 16;

    private final TableColumns columns;
    private final SqliteFunctions functions = new SqliteFunctions(this);

    SqliteRaw(TableColumns columns) {
        this.columns = columns;
    }

    /** Words of PostgreSQL's and the kind of their values. */
    record Words(String sql, Kind kind) {}

    Words translate(String sql) {
        TokenRange tokens = TokenRange.of(sql, DialectName.SQLITE);
        return new Words(sequence(tokens), KindOfWords.of(tokens));
    }

    /** Words without a comma between them. */
    String sequence(TokenRange tokens) {
        var words = new ArrayList<String>();
        int at = 0;
        while (at < tokens.size()) {
            at = part(tokens, at, words);
        }
        return String.join(" ", words);
    }

    /** Adds what stands there and says where it ends. */
    private int part(TokenRange tokens, int at, List<String> words) {
        Token token = tokens.get(at);
        switch (token.kind()) {
            case STRING -> words.add(literal(Expression.literal(token.value())));
            case NUMBER -> words.add(number(token));
            case BLOB -> words.add(literal(new Expression.Bytes(token.value())));
            case OPERATOR -> words.add(operator(token));
            case QUOTED_NAME -> {
                return name(tokens, at, words);
            }
            case WORD -> {
                return word(tokens, at, words);
            }
            case PUNCTUATION -> {
                return bracket(tokens, at, words);
            }
            default -> throw unknown(token);
        }
        return at + 1;
    }

    static String literal(Expression value) {
        return ExpressionWriter.write(value, ExpressionWriter.Style.POSTGRES);
    }

    private static String number(Token token) {
        String digits = token.text().toLowerCase(Locale.ROOT);
        if (!digits.startsWith("0x")) {
            return digits.replace("_", "");
        }
        if (digits.length() > 2 + HEXADECIMAL_DIGITS) {
            throw unknown(token);
        }
        return Long.toString(Long.parseUnsignedLong(digits.substring(2), 16));
    }

    private static String operator(Token token) {
        String operator = OTHER_OPERATORS.getOrDefault(token.text(), token.text());
        if (!OPERATORS.contains(operator)) {
            throw unknown(token);
        }
        return operator;
    }

    private static Untranslatable unknown(Token token) {
        return new Untranslatable("we do not know what " + token.text() + " is on PostgreSQL");
    }

    private int bracket(TokenRange tokens, int at, List<String> words) {
        if (!tokens.get(at).isSign("(")) {
            throw unknown(tokens.get(at));
        }
        int end = tokens.closing(at);
        words.add("(" + list(tokens.between(at + 1, end)) + ")");
        return end + 1;
    }

    private String list(TokenRange tokens) {
        return tokens.arguments().stream().map(this::sequence).collect(Collectors.joining(", "));
    }

    private int word(TokenRange tokens, int at, List<String> words) {
        Token token = tokens.get(at);
        String word = token.text().toLowerCase(Locale.ROOT);
        if (word.equals("collate")) {
            return collation(tokens, at);
        }
        if (PATTERNS.contains(word)) {
            throw SqlitePatterns.untranslatable(tokens, at);
        }
        if (KEYWORDS.contains(word) || OTHER_WORDS.containsKey(word)) {
            words.add(OTHER_WORDS.getOrDefault(word, word.toUpperCase(Locale.ROOT)));
            return at + 1;
        }
        if (tokens.isSign(at + 1, "(")) {
            int end = tokens.closing(at + 1);
            words.add(functions.call(word, tokens.between(at + 2, end)));
            return end + 1;
        }
        return name(tokens, at, words);
    }

    private static int collation(TokenRange tokens, int at) {
        String collation = tokens.get(at + 1).value();
        if (!collation.equalsIgnoreCase("binary")) {
            throw new Untranslatable(
                    "it compares by collation " + collation, "Compare lower(…) of both sides on PostgreSQL.");
        }
        return at + 2;
    }

    private int name(TokenRange tokens, int first, List<String> words) {
        int at = first;
        while (tokens.isSign(at + 1, ".")) {
            at += 2;
        }
        Token token = tokens.get(at);
        Optional<TableColumns.Column> column = columns.find(token.value());
        if (column.isPresent()) {
            return column(tokens, at, column.get(), words);
        }
        if (token.kind() == Token.Kind.WORD) {
            throw new Untranslatable("it names " + token.text() + ", which is no column");
        }
        words.add(literal(Expression.literal(token.value())));
        return at + 1;
    }

    private int column(TokenRange tokens, int at, TableColumns.Column column, List<String> words) {
        String name = Identifiers.quoted(column.name());
        if (tokens.isSign(at + 1, "->") || tokens.isSign(at + 1, "->>")) {
            words.add(SqliteFunctions.json(
                    name, tokens.get(at + 2), tokens.get(at + 1).text()));
            return at + 3;
        }
        if (column.kind() == Kind.TRUTH) {
            return flag(tokens, at, name, words);
        }
        boolean joined = tokens.isSign(at - 1, "||") || tokens.isSign(at + 1, "||");
        boolean text = column.kind() == Kind.TEXT;
        boolean condition = column.kind() == Kind.NUMBER && tokens.isCondition(at);
        words.add(joined && !text ? name + "::text" : condition ? "(" + name + " <> 0)" : name);
        return at + 1;
    }

    /** A boolean, which SQLite takes for 0 or 1. */
    private static int flag(TokenRange tokens, int at, String name, List<String> words) {
        boolean is = tokens.isWord(at + 1, "is");
        boolean negated = is && tokens.isWord(at + 2, "not");
        int other = at + (negated ? 3 : 2);
        boolean compared = is || isOneOf(tokens.at(at + 1), "=", "==", "<>", "!=");
        if (compared && isTruth(tokens, other)) {
            boolean wanted = (tokens.get(other).text().equals("1") || tokens.isWord(other, "true"))
                    == !(negated || isOneOf(tokens.at(at + 1), "<>", "!="));
            words.add(wanted ? name : "NOT " + name);
            return other + 1;
        }
        if (!(is && tokens.isWord(other, "null")) && !tokens.isCondition(at) && tokens.size() > 1) {
            throw new Untranslatable("it counts with the truth value " + name);
        }
        words.add(name);
        return at + 1;
    }

    private static boolean isTruth(TokenRange tokens, int at) {
        return tokens.at(at)
                .filter(token ->
                        Set.of("0", "1", "true", "false").contains(token.text().toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
