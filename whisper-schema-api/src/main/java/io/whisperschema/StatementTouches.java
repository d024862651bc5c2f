package io.whisperschema;

import io.whisperschema.Touch.Extent;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables that a statement makes, changes or writes to, as far as its words tell. */
final class StatementTouches {
    /** What stands between such a word and the name. */
    private static final Set<String> BETWEEN = Set.of("if", "not", "exists", "only", "table");

    private static final Set<String> SHAPING = Set.of("create", "alter", "drop");

    private static final Set<String> SHAPED = Set.of("table", "view");

    /** What stands before those. */
    private static final Set<String> KINDS = Set.of(
            "or",
            "replace",
            "global",
            "local",
            "temp",
            "temporary",
            "unlogged",
            "foreign",
            "virtual",
            "materialized",
            "recursive");

    private static final Set<String> LISTING = Set.of("drop", "truncate");

    private static final Set<String> BEFORE_CONTENT = Set.of("into", "update", "truncate");

    private final List<Token> tokens;

    private StatementTouches(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Stream<Touch> in(String statement, DialectName dialect, String place) {
        var touches = new StatementTouches(Tokenizer.withoutComments(statement, dialect));
        return IntStream.range(0, touches.tokens.size())
                .boxed()
                .flatMap(at -> touches.extent(at).stream()
                        .flatMap(extent -> touches.names(at).map(name -> new Touch(place, name, extent))))
                .distinct();
    }

    /** What becomes of the table whose name follows, if one does. */
    private Optional<Extent> extent(int at) {
        String word = word(at);
        if (shapes(at)) {
            return Optional.of(Extent.SHAPE);
        }
        boolean content = BEFORE_CONTENT.contains(word)
                || (word.equals("from") && word(at - 1).equals("delete"))
                || (word.equals("copy") && at == 0)
                || (word.equals("table") && word(at - 1).equals("on"))
                || (word.equals("on") && isOfTable());
        return content ? Optional.of(Extent.CONTENT) : Optional.empty();
    }

    private boolean shapes(int at) {
        int kind = kind();
        boolean renames =
                word(0).equals("alter") && word(at).equals("to") && word(at - 1).equals("rename");
        return kind > 0 && (at == kind || renames);
    }

    /** Where a statement says that it makes a table or view another; 0 where it does not. */
    private int kind() {
        int at = 1;
        while (KINDS.contains(word(at))) {
            at++;
        }
        return SHAPING.contains(word(0)) && SHAPED.contains(word(at)) ? at : 0;
    }

    /** Indexes and triggers name their table behind ON. */
    private boolean isOfTable() {
        return word(0).equals("create") && Set.of("index", "unique", "trigger").contains(word(1));
    }

    /** Several may go at once. */
    private Stream<String> names(int before) {
        var names = new ArrayList<String>();
        int at = before;
        do {
            at = name(at + 1);
            names.add(at < tokens.size() ? tokens.get(at).value() : "");
            at++;
        } while (LISTING.contains(word(0))
                && at < tokens.size()
                && tokens.get(at).isSign(","));
        return names.stream();
    }

    private int name(int from) {
        int at = from;
        while (BETWEEN.contains(word(at))) {
            at++;
        }
        while (at + 2 < tokens.size() && tokens.get(at + 1).isSign(".")) {
            at += 2;
        }
        return at;
    }

    private String word(int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD
                ? tokens.get(at).text().toLowerCase(Locale.ROOT)
                : "";
    }
}
