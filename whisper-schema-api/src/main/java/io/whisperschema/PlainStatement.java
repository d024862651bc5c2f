package io.whisperschema;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a statement leaves nothing that its structure does not tell, wherever it stands among others of its kind: it
 * creates a table or an index, or adds to a table. What renames, changes or drops leaves old names of constraints and
 * sequences, which later statements may use.
 */
final class PlainStatement {
    private static final Set<String> BEFORE_NAME = Set.of("if", "exists", "only");

    private static final Set<String> OF_STORAGE = Set.of("tablespace", "storage", "compression", "fillfactor");

    private final List<Token> tokens;

    private PlainStatement(List<Token> tokens) {
        this.tokens = tokens;
    }

    static boolean is(String statement, DialectName dialect) {
        return new PlainStatement(Tokenizer.withoutComments(statement, dialect)).isPlain();
    }

    private boolean isPlain() {
        if (saysHowItIsStored()) {
            return false;
        }
        return switch (word(0)) {
            case "create" -> word(1).equals("table") || createsNamedIndex();
            case "alter" -> word(1).equals("table") && onlyAdds();
            case "comment" -> true;
            default -> false;
        };
    }

    /** No catalog has a place for that. */
    private boolean saysHowItIsStored() {
        for (int i = 0; i < tokens.size(); i++) {
            boolean parameters = word(i).equals("with")
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).isSign("(");
            if (parameters || OF_STORAGE.contains(word(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean createsNamedIndex() {
        int at = word(1).equals("unique") ? 2 : 1;
        return word(at).equals("index")
                && !word(at + 1).equals("on")
                && !word(at + 1).equals("concurrently");
    }

    private boolean onlyAdds() {
        int begin = behindName();
        int depth = 0;
        boolean begins = true;
        for (int i = begin; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if ((begins && !word(i).equals("add")) || (depth == 0 && isOfAnotherKind(i))) {
                return false;
            }
            depth += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
            begins = depth == 0 && token.isSign(",");
        }
        return begin < tokens.size();
    }

    private int behindName() {
        int at = 2;
        while (BEFORE_NAME.contains(word(at))) {
            at++;
        }
        while (at + 2 < tokens.size() && tokens.get(at + 1).isSign(".")) {
            at += 2;
        }
        return at + 1;
    }

    /** A key on an index that was there takes its name; a condition may be left unproven. */
    private boolean isOfAnotherKind(int at) {
        return switch (word(at)) {
            case "using", "valid", "drop", "rename", "alter", "owner", "enable", "disable", "attach", "inherit" -> true;
            default -> false;
        };
    }

    private String word(int at) {
        return at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD
                ? tokens.get(at).text().toLowerCase(Locale.ROOT)
                : "";
    }
}
