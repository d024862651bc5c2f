package io.whisperschema;

import io.whisperschema.Touch.Extent;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables that a statement makes, changes or writes to, as far as its words tell. */
final class StatementTouches {
    /** What stands between such a word and the name. */
    private static final Set<String> BETWEEN = Set.of("if", "not", "exists", "only");

    private static final Set<String> BEFORE_CONTENT = Set.of("into", "update", "truncate");

    private final List<Token> tokens;

    private StatementTouches(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Stream<Touch> in(String statement, DialectName dialect, String place) {
        var touches = new StatementTouches(Tokenizer.withoutComments(statement, dialect));
        return IntStream.range(0, touches.tokens.size())
                .boxed()
                .flatMap(at ->
                        touches.extent(at).stream().map(extent -> new Touch(place, touches.name(at + 1), extent)))
                .distinct();
    }

    /** What becomes of the table whose name follows, if one does. */
    private Optional<Extent> extent(int at) {
        String word = word(at);
        if (word.equals("table") || (word.equals("view") && at < 3)) {
            return Optional.of(Extent.SHAPE);
        }
        boolean content = BEFORE_CONTENT.contains(word)
                || (word.equals("from") && word(at - 1).equals("delete"))
                || (word.equals("copy") && at == 0)
                || (word.equals("on") && isOfTable());
        return content ? Optional.of(Extent.CONTENT) : Optional.empty();
    }

    /** Indexes and triggers name their table behind ON. */
    private boolean isOfTable() {
        return word(0).equals("create") && Set.of("index", "unique", "trigger").contains(word(1));
    }

    private String name(int from) {
        int at = from;
        while (BETWEEN.contains(word(at))) {
            at++;
        }
        while (at + 2 < tokens.size() && tokens.get(at + 1).isSign(".")) {
            at += 2;
        }
        return at < tokens.size() ? tokens.get(at).value() : "";
    }

    private String word(int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD
                ? tokens.get(at).text().toLowerCase(Locale.ROOT)
                : "";
    }
}
