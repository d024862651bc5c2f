package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.sql.ScriptTokens;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.migration.Script;
import io.whisperschema.spi.ScriptPart;
import io.whisperschema.spi.ScriptPart.Effect;
import io.whisperschema.sql.sqlite.SqliteStatements;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts the script of a migration into statements and tells what they do as far as their words say. */
public final class MigrationScript {
    /** What ends the transaction that a migration runs in, or part of it, unless that is the script's own. */
    private static final Set<String> ENDS_OURS = Set.of("rollback", "abort", "savepoint", "release", "commit", "end");

    /** Worth a closer look. */
    private static final Pattern COPY = Pattern.compile("\\bcopy\\b", Pattern.CASE_INSENSITIVE);

    private final Script script;
    private final DialectName dialect;

    private MigrationScript(Script script, DialectName dialect) {
        this.script = script;
        this.dialect = dialect;
    }

    /**
     * The statements as that dialect reads them.
     *
     * @throws InvalidMigration if they cannot be told apart, or one is not for the server
     */
    public static List<ScriptPart> statements(Script script, DialectName dialect) {
        return new MigrationScript(script, dialect).statements();
    }

    private List<ScriptPart> statements() {
        try {
            return split().stream().map(this::part).toList();
        } catch (SqlSyntaxException unread) {
            throw new InvalidMigration(
                    script.place(unread.line()),
                    "it cannot be read as SQL of " + dialect + " (" + unread.getMessage() + ")",
                    "Close what is open there.");
        }
    }

    private List<ScriptStatement> split() {
        if (dialect.equals(DialectName.POSTGRES)) {
            return PostgresScript.split(script.sql());
        }
        if (COPY.matcher(script.sql()).find()) {
            ScriptTokens.of(script.sql(), dialect).stream()
                    .filter(ScriptTokens::areRows)
                    .findFirst()
                    .ifPresent(this::refuseRows);
        }
        return SqliteStatements.split(script.sql());
    }

    private void refuseRows(Token rows) {
        throw new InvalidMigration(
                script.place(rows.line()),
                "COPY is PostgreSQL's, and its rows mean what its types say",
                "Keep the file for PostgreSQL, named like 0002_x.postgres.sql, and write 0002_x.sqlite.sql with INSERT.");
    }

    private ScriptPart part(ScriptStatement statement) {
        if (statement.kind() == ScriptStatement.Kind.PSQL) {
            throw forTheProgram(statement.line());
        }
        lineForTheProgram(statement).ifPresent(line -> {
            throw forTheProgram(line);
        });
        RecordTables.changedBy(statement.text(), dialect).ifPresent(table -> {
            throw ofTheRecord(statement, table);
        });
        if (statement.kind() == ScriptStatement.Kind.COPY) {
            return new ScriptPart(statement.text(), statement.line(), Effect.OTHER, Optional.of(statement.rows()));
        }
        return new ScriptPart(statement.text(), statement.line(), effect(statement));
    }

    /** Behind its own words psql also takes a backslash at the end of a statement. */
    private Optional<Integer> lineForTheProgram(ScriptStatement statement) {
        String text = statement.text();
        if (text.startsWith(".") || text.startsWith("\\")) {
            return Optional.of(statement.line());
        }
        return Optional.of(text).filter(sql -> sql.contains("\\")).stream()
                .flatMap(sql -> Tokenizer.withoutComments(sql, dialect).stream())
                .filter(token ->
                        token.kind() == Token.Kind.OPERATOR && token.text().startsWith("\\"))
                .findFirst()
                .map(token -> statement.line() + token.line() - 1);
    }

    private InvalidMigration forTheProgram(int line) {
        return new InvalidMigration(
                script.place(line),
                "only a program such as psql understands a line with a backslash or a dot in front, the server does not",
                "Take the line out, or write it as a statement.");
    }

    private InvalidMigration ofTheRecord(ScriptStatement statement, String table) {
        return new InvalidMigration(
                script.place(statement.line()),
                "it changes " + table + ", where what is migrated is on record",
                "Leave it out: stamp(…) records what was done elsewhere, repair(reason) puts a record right.");
    }

    private Effect effect(ScriptStatement statement) {
        Tokens tokens = Tokens.of(statement.text(), dialect);
        String first = tokens.peek().text().toLowerCase(Locale.ROOT);
        if (isOfItsOwn(first, tokens)) {
            return Effect.TRANSACTION;
        }
        if (ENDS_OURS.contains(first) || tokens.atWords("prepare", "transaction")) {
            throw new InvalidMigration(
                    script.place(statement.line()),
                    "it ends a transaction that is ours to end",
                    "Leave it out: a migration that fails is taken back whole.");
        }
        return DataEffect.of(tokens, dialect);
    }

    /** Whether it begins or ends the script's own transaction, which ours stands for, and does nothing else. */
    private static boolean isOfItsOwn(String first, Tokens tokens) {
        return switch (first) {
            case "begin" -> true;
            case "start" -> tokens.atWords("start", "transaction");
            case "commit", "end" -> isPlainEnd(tokens);
            default -> false;
        };
    }

    private static boolean isPlainEnd(Tokens tokens) {
        int at = 1;
        at += tokens.peek(at).isWord("work") || tokens.peek(at).isWord("transaction") ? 1 : 0;
        boolean isUnchained = tokens.peek(at).isWord("and")
                && tokens.peek(at + 1).isWord("no")
                && tokens.peek(at + 2).isWord("chain");
        at += isUnchained ? 3 : 0;
        return at >= tokens.size() || tokens.peek(at).isSign(";");
    }
}
