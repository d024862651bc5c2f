package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tokens of an expression or of a part of it. */
record TokenRange(List<Token> tokens) {
    TokenRange {
        tokens = List.copyOf(tokens);
    }

    static TokenRange of(String sql, DialectName dialect) {
        return new TokenRange(Tokenizer.withoutComments(sql, dialect));
    }

    int size() {
        return tokens.size();
    }

    Token get(int at) {
        return at(at).orElseThrow(() -> new Untranslatable("it ends too early"));
    }

    Optional<Token> at(int at) {
        return at >= 0 && at < tokens.size() ? Optional.of(tokens.get(at)) : Optional.empty();
    }

    boolean isSign(int at, String sign) {
        return at(at).filter(token -> token.isSign(sign)).isPresent();
    }

    boolean isWord(int at, String word) {
        return at(at).filter(token -> token.isWord(word)).isPresent();
    }

    static boolean isOneOf(Optional<Token> token, String... texts) {
        return token.filter(one -> Arrays.stream(texts).anyMatch(one.text()::equalsIgnoreCase))
                .isPresent();
    }

    /** Where the bracket closes that opens there. */
    int closing(int open) {
        int depth = 0;
        for (int at = open; at < tokens.size(); at++) {
            depth += tokens.get(at).isSign("(") ? 1 : tokens.get(at).isSign(")") ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new Untranslatable("a bracket is never closed");
    }

    TokenRange between(int from, int to) {
        return new TokenRange(tokens.subList(from, to));
    }

    /** The text of all, in lower case, with nothing between. */
    String squeezed() {
        var text = new StringBuilder();
        tokens.forEach(token -> text.append(
                token.kind() == Token.Kind.STRING ? token.text() : token.text().toLowerCase(Locale.ROOT)));
        return text.toString();
    }
}
