package io.whisperschema.internal.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of a whole script, comments too. The rows behind a {@code COPY … FROM stdin} are one token, which begins
 * with the end of the line before them; lines for a program such as psql are left out behind their backslash.
 */
public final class ScriptTokens {
    private static final String END_OF_ROWS = "\\.";

    private final String script;
    private final Tokenizer tokenizer;
    private final boolean postgres;
    private final List<Token> tokens = new ArrayList<>();
    private int depth;
    private boolean copies;
    private boolean fromClient;
    private Optional<Token> before = Optional.empty();

    private ScriptTokens(String script, DialectName dialect) {
        this.script = script;
        this.tokenizer = Tokenizer.over(script, dialect);
        this.postgres = dialect.equals(DialectName.POSTGRES);
    }

    /**
     * All of them, in order.
     *
     * @throws SqlSyntaxException if a string, name or comment has no end
     */
    public static List<Token> of(String script, DialectName dialect) {
        return new ScriptTokens(script, dialect).read();
    }

    /** Whether that token of a script stands for the rows behind a {@code COPY}. */
    public static boolean areRows(Token token) {
        return token.text().startsWith("\n");
    }

    private List<Token> read() {
        for (Optional<Token> next = tokenizer.next(); next.isPresent(); next = tokenizer.next()) {
            Token token = next.get();
            tokens.add(token);
            if (postgres && token.kind() == Kind.OPERATOR && token.text().startsWith("\\")) {
                tokenizer.skipTo(endOfLine(token.start()));
            } else if (token.isSign(";") && depth == 0) {
                end(token);
            } else if (token.kind() != Kind.COMMENT) {
                within(token);
            }
        }
        return tokens;
    }

    private void within(Token token) {
        depth = Math.max(0, depth + (token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0));
        copies = copies || (before.isEmpty() && token.isWord("copy"));
        fromClient = fromClient
                || (copies
                        && depth == 0
                        && token.isWord("stdin")
                        && before.map(one -> one.isWord("from")).orElse(false));
        before = Optional.of(token);
    }

    private void end(Token semicolon) {
        if (fromClient) {
            int from = endOfLine(semicolon.start());
            int to = endOfRows(from);
            String rows = script.substring(from, to);
            if (!rows.isEmpty()) {
                tokens.add(new Token(Kind.STRING, rows, rows, from, semicolon.line()));
            }
            tokenizer.skipTo(endOfLine(to));
        }
        before = Optional.empty();
        copies = false;
        fromClient = false;
    }

    /** The offset of the line that holds only a backslash and a dot, or the end. */
    private int endOfRows(int from) {
        for (int line = from + 1; line < script.length(); line = endOfLine(line) + 1) {
            if (script.substring(line, endOfLine(line)).stripTrailing().equals(END_OF_ROWS)) {
                return line;
            }
        }
        return script.length();
    }

    private int endOfLine(int from) {
        int end = script.indexOf('\n', from);
        return end < 0 ? script.length() : end;
    }
}
