package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which operators of a database bind more strongly than which. */
final class Strengths {
    private static final Set<String> AFTER_NOT =
            Set.of("null", "in", "between", "like", "ilike", "glob", "regexp", "match");

    /** From the weakest on. */
    private static final Strengths SQLITE = new Strengths(
            List.of(
                    "or",
                    "and",
                    "not",
                    "= == <> != is in like glob match regexp between isnull notnull",
                    "< <= > >=",
                    "& | << >>",
                    "+ -",
                    "* / %",
                    "|| -> ->>",
                    "collate",
                    "signs"),
            "||",
            "=");

    /** From the weakest on; an operator of no other line is one of that of {@code ||}. */
    private static final Strengths POSTGRES = new Strengths(
            List.of(
                    "or",
                    "and",
                    "not",
                    "is isnull notnull",
                    "< > = <= >= <> !=",
                    "between in like ilike",
                    "||",
                    "+ -",
                    "* / %",
                    "^",
                    "collate",
                    "signs",
                    "::"),
            "||",
            "like");

    private final Map<String, Integer> strengths;
    private final int others;
    private final int negated;

    private Strengths(List<String> weakestFirst, String others, String negated) {
        this.strengths = IntStream.range(0, weakestFirst.size())
                .boxed()
                .flatMap(strength ->
                        Stream.of(weakestFirst.get(strength).split(" ")).map(operator -> Map.entry(operator, strength)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        this.others = strengths.getOrDefault(others, 0);
        this.negated = strengths.getOrDefault(negated, 0);
    }

    static Strengths of(DialectName dialect) {
        return dialect.equals(DialectName.POSTGRES) ? POSTGRES : SQLITE;
    }

    /** The operator between two values that stands there, in lower case. */
    Optional<String> operator(TokenRange tokens, int at) {
        return tokens.at(at)
                .filter(token -> isOperator(tokens, at, token))
                .map(token -> token.text().toLowerCase(Locale.ROOT));
    }

    private boolean isOperator(TokenRange tokens, int at, Token token) {
        String text = token.text().toLowerCase(Locale.ROOT);
        return switch (token.kind()) {
            case OPERATOR -> true;
            case PUNCTUATION -> strengths.containsKey(text);
            case WORD ->
                text.equals("not")
                        ? tokens.at(at + 1)
                                .filter(next -> next.kind() == Token.Kind.WORD
                                        && AFTER_NOT.contains(next.text().toLowerCase(Locale.ROOT)))
                                .isPresent()
                        : strengths.containsKey(text) && !text.equals("signs");
            default -> false;
        };
    }

    /** How strongly an operator binds; {@code NOT} is what stands before {@code LIKE}. */
    int of(String operator) {
        return operator.equals("not") ? negated : strengths.getOrDefault(operator, others);
    }

    /** How strongly {@code NOT} binds before a condition. */
    int ofNegation() {
        return strengths.getOrDefault("not", others);
    }

    /** How strongly {@code -} binds before a number. */
    int ofSigns() {
        return strengths.getOrDefault("signs", others);
    }
}
