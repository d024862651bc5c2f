package io.whisperschema.sql.sqlite;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokenizer;
import io.whisperschema.sql.ScriptStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a script for SQLite into statements, in linear time: at the semicolons outside of quotes and comments, a trigger
 * behind its {@code END}, and the lines with which the program {@code sqlite3} is told something on their own.
 */
public final class SqliteStatements {
    /** More than tell what a statement is; behind them may follow megabytes of rows. */
    private static final int HEAD = 8;

    private final String script;
    private final Tokenizer tokenizer;
    private final List<ScriptStatement> statements = new ArrayList<>();
    /** The first tokens of the statement we are in. */
    private final List<Token> head = new ArrayList<>();
    /** The last two tokens, newest first. */
    private final Token[] last = new Token[2];

    private int end;

    private SqliteStatements(String script) {
        this.script = script;
        this.tokenizer = Tokenizer.over(script, DialectName.SQLITE);
    }

    /**
     * The statements of a script, in order.
     *
     * @throws SqlSyntaxException if a string or name has no end
     */
    public static List<ScriptStatement> split(String script) {
        return new SqliteStatements(script).split();
    }

    private List<ScriptStatement> split() {
        for (Optional<Token> next = tokenizer.next(); next.isPresent(); next = tokenizer.next()) {
            if (next.get().kind() != Kind.COMMENT) {
                read(next.get());
            }
        }
        statement(end);
        return statements;
    }

    private void read(Token token) {
        if (head.isEmpty() && isForTheProgram(token)) {
            command(token);
        } else if (token.isSign(";") && (!isTrigger() || isAtItsEnd())) {
            statement(token.start());
        } else if (!head.isEmpty() || !token.isSign(";")) {
            part(token);
        }
    }

    private boolean isForTheProgram(Token token) {
        boolean beginsLine = token.start() == 0 || script.charAt(token.start() - 1) == '\n';
        return beginsLine && token.text().startsWith(".");
    }

    private void command(Token token) {
        int lineEnd = script.indexOf('\n', token.start());
        int to = lineEnd < 0 ? script.length() : lineEnd;
        tokenizer.skipTo(to);
        part(token);
        statement(to);
    }

    private boolean isTrigger() {
        if (head.isEmpty() || !head.get(0).isWord("create")) {
            return false;
        }
        int word = isWord(1, "temp") || isWord(1, "temporary") ? 2 : 1;
        return isWord(word, "trigger");
    }

    private boolean isWord(int at, String word) {
        return at < head.size() && head.get(at).isWord(word);
    }

    /** As SQLite's own program tells it: a semicolon, {@code END}, and this one. */
    private boolean isAtItsEnd() {
        return last[0].isWord("end") && last[1].isSign(";");
    }

    private void part(Token token) {
        end = token.end();
        if (head.size() < HEAD) {
            head.add(token);
        }
        last[1] = head.size() > 1 ? last[0] : token;
        last[0] = token;
    }

    private void statement(int to) {
        if (!head.isEmpty()) {
            Token first = head.get(0);
            statements.add(new ScriptStatement(
                    ScriptStatement.Kind.SQL, script.substring(first.start(), to), "", first.line()));
            head.clear();
        }
    }
}
