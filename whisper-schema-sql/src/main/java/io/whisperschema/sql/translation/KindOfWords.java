package io.whisperschema.sql.translation;

import io.whisperschema.internal.sql.Token;
import java.util.Locale;
import java.util.Set;

/** The kind of an expression's values, as its outermost words tell it. */
final class KindOfWords {
    private static final Set<String> CONDITIONS = Set.of(
            "and",
            "or",
            "not",
            "is",
            "isnull",
            "notnull",
            "like",
            "ilike",
            "in",
            "between",
            "=",
            "==",
            "<>",
            "!=",
            "<",
            ">",
            "<=",
            ">=",
            "json_valid");
    private static final Set<String> TEXTS = Set.of(
            "||",
            "upper",
            "lower",
            "trim",
            "ltrim",
            "rtrim",
            "replace",
            "substr",
            "substring",
            "json_extract",
            "->>",
            "hex",
            "concat",
            "to_char");
    private static final Set<String> NUMBERS =
            Set.of("+", "-", "*", "/", "%", "abs", "length", "instr", "strpos", "round", "floor", "ceil");

    private KindOfWords() {}

    static Kind of(TokenRange tokens) {
        if (tokens.isSign(0, "(") && tokens.closing(0) == tokens.size() - 1) {
            return of(tokens.between(1, tokens.size() - 1));
        }
        if (anyOutermost(tokens, CONDITIONS)) {
            return Kind.TRUTH;
        }
        return anyOutermost(tokens, TEXTS) ? Kind.TEXT : anyOutermost(tokens, NUMBERS) ? Kind.NUMBER : Kind.ANY;
    }

    private static boolean anyOutermost(TokenRange tokens, Set<String> words) {
        int depth = 0;
        for (Token token : tokens.tokens()) {
            boolean opens = token.isSign("(") || token.isWord("case");
            boolean closes = token.isSign(")") || token.isWord("end");
            depth += opens ? 1 : closes ? -1 : 0;
            boolean plain = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.OPERATOR;
            if (depth == 0 && plain && words.contains(token.text().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
