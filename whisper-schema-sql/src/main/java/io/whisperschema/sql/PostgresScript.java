package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a script for {@code psql} into statements, in linear time: at the semicolons outside of quotes, comments, brackets
 * and function bodies, with the rows of {@code COPY … FROM stdin} and the lines that begin with a backslash told apart.
 */
public final class PostgresScript {
    private static final Set<String> ROUTINES = Set.of("function", "procedure");
    /** More than tell what a statement is; behind them may follow megabytes of rows. */
    private static final int HEAD = 2000;

    private final String script;
    private final Tokenizer tokenizer;
    private final List<ScriptStatement> statements = new ArrayList<>();
    /** The first tokens of the statement we are in. */
    private final List<Token> tokens = new ArrayList<>();

    private int end;
    private int brackets;
    /** How many {@code BEGIN} and {@code CASE} of a function body wait for their {@code END}. */
    private int blocks;

    private PostgresScript(String script) {
        this.script = script;
        this.tokenizer = Tokenizer.over(script, DialectName.POSTGRES);
    }

    /**
     * The statements of a script, in order.
     *
     * @throws SqlSyntaxException if a string, name, comment or block of rows has no end
     */
    public static List<ScriptStatement> split(String script) {
        return new PostgresScript(script).split();
    }

    private List<ScriptStatement> split() {
        for (Optional<Token> next = tokenizer.next(); next.isPresent(); next = tokenizer.next()) {
            read(next.get());
        }
        if (!tokens.isEmpty()) {
            statement(end);
        }
        return statements;
    }

    private void read(Token token) {
        if (token.kind() == Kind.COMMENT) {
            return;
        }
        if (isBackslash(token)) {
            backslash(token);
        } else if (token.isSign(";") && brackets == 0 && blocks == 0) {
            semicolon(token);
        } else {
            part(token);
        }
    }

    private static boolean isBackslash(Token token) {
        return token.kind() == Kind.OPERATOR && token.text().startsWith("\\");
    }

    /** Behind words of SQL it sends them in a way of its own, so they belong together. */
    private void backslash(Token token) {
        int lineEnd = endOfLine(token.start());
        boolean own = tokens.isEmpty();
        tokens.add(token);
        tokenizer.skipTo(lineEnd);
        add(own ? ScriptStatement.Kind.PSQL : ScriptStatement.Kind.SQL, lineEnd, "");
    }

    private void semicolon(Token token) {
        if (tokens.isEmpty()) {
            return;
        }
        if (isCopyFromClient()) {
            copy(token);
        } else {
            statement(end);
        }
    }

    private void part(Token token) {
        end = token.end();
        if (tokens.size() < HEAD) {
            tokens.add(token);
        }
        if (token.isSign("(")) {
            brackets++;
        } else if (token.isSign(")")) {
            brackets = Math.max(0, brackets - 1);
        } else if (token.kind() == Kind.WORD && isRoutine()) {
            countBlocks(token);
        }
    }

    private boolean isRoutine() {
        return word(0, "create") && (isRoutineWord(1) || (word(1, "or") && word(2, "replace") && isRoutineWord(3)));
    }

    private boolean isRoutineWord(int i) {
        return i < tokens.size() && ROUTINES.contains(tokens.get(i).value());
    }

    private boolean word(int i, String word) {
        return i < tokens.size() && tokens.get(i).isWord(word);
    }

    /** As psql counts: a body in SQL begins with {@code BEGIN ATOMIC} and may hold {@code CASE … END}. */
    private void countBlocks(Token token) {
        if (token.isWord("begin") || (token.isWord("case") && blocks > 0)) {
            blocks++;
        } else if (token.isWord("end") && blocks > 0) {
            blocks--;
        }
    }

    private boolean isCopyFromClient() {
        if (!word(0, "copy")) {
            return false;
        }
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            depth += tokens.get(i).isSign("(") ? 1 : tokens.get(i).isSign(")") ? -1 : 0;
            if (depth == 0 && word(i, "from") && word(i + 1, "stdin")) {
                return true;
            }
        }
        return false;
    }

    private void copy(Token semicolon) {
        int from = Math.min(script.length(), endOfLine(semicolon.start()) + 1);
        int rowsEnd = endOfRows(from, tokens.get(0).line());
        tokenizer.skipTo(endOfLine(rowsEnd));
        add(ScriptStatement.Kind.COPY, end, script.substring(from, rowsEnd));
    }

    /** The offset of the line that holds only a backslash and a dot. */
    private int endOfRows(int from, int line) {
        for (int at = from; at < script.length(); at = endOfLine(at) + 1) {
            String first = script.substring(at, Math.min(endOfLine(at), at + 4));
            if (first.equals("\\.") || first.equals("\\.\r")) {
                return at;
            }
        }
        throw new SqlSyntaxException(line, "the rows of a COPY that begins here, up to a line \\., have no end");
    }

    private int endOfLine(int from) {
        int lineEnd = script.indexOf('\n', from);
        return lineEnd < 0 ? script.length() : lineEnd;
    }

    private void statement(int textEnd) {
        add(ScriptStatement.Kind.SQL, textEnd, "");
    }

    private void add(ScriptStatement.Kind kind, int textEnd, String rows) {
        Token first = tokens.get(0);
        String text = script.substring(first.start(), textEnd).stripTrailing();
        statements.add(new ScriptStatement(kind, text, rows, first.line()));
        tokens.clear();
        brackets = 0;
        blocks = 0;
    }
}
