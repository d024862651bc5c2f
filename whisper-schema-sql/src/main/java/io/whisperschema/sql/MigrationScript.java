package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.migration.Script;
import io.whisperschema.spi.ScriptPart;
import io.whisperschema.spi.ScriptPart.Effect;
import io.whisperschema.sql.sqlite.SqliteStatements;
import java.util.List;
import java.util.Set;

/** Cuts the script of a migration into statements and tells what they do as far as their first words say. */
public final class MigrationScript {
    private static final Set<String> TRANSACTION = Set.of("begin", "commit", "end");
    private static final Set<String> DROPS_ROWS = Set.of("table", "schema", "database");

    /** What {@code ALTER TABLE … DROP} can name instead of a column. */
    private static final Set<String> NO_COLUMN = Set.of("constraint", "default", "not", "expression", "identity");

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
            List<ScriptStatement> statements = dialect.equals(DialectName.POSTGRES)
                    ? PostgresScript.split(script.sql())
                    : SqliteStatements.split(script.sql());
            return statements.stream().map(this::part).toList();
        } catch (SqlSyntaxException unread) {
            throw new InvalidMigration(
                    script.place(unread.line()),
                    "it cannot be read as SQL of " + dialect + " (" + unread.getMessage() + ")",
                    "Close what is open there.");
        }
    }

    private ScriptPart part(ScriptStatement statement) {
        if (statement.kind() == ScriptStatement.Kind.PSQL || statement.text().startsWith(".")) {
            throw new InvalidMigration(
                    script.place(statement.line()),
                    "only a program such as psql understands this line, the server does not",
                    "Take the line out, or write it as a statement.");
        }
        if (statement.kind() == ScriptStatement.Kind.COPY) {
            throw new InvalidMigration(
                    script.place(statement.line()), "rows behind COPY are not loaded yet", "Write them as INSERT.");
        }
        return new ScriptPart(statement.text(), statement.line(), effect(statement));
    }

    private Effect effect(ScriptStatement statement) {
        Tokens tokens = Tokens.of(statement.text(), dialect);
        String first = word(tokens, 0);
        if (TRANSACTION.contains(first) || tokens.atWords("start", "transaction")) {
            return Effect.TRANSACTION;
        }
        if (first.equals("rollback") || first.equals("savepoint") || first.equals("release")) {
            throw new InvalidMigration(
                    script.place(statement.line()),
                    "it ends a transaction that is ours to end",
                    "Leave it out: a migration that fails is taken back whole.");
        }
        return losesData(tokens, first) ? Effect.LOSES_DATA : Effect.OTHER;
    }

    private static boolean losesData(Tokens tokens, String first) {
        return switch (first) {
            case "truncate", "delete" -> true;
            case "drop" -> DROPS_ROWS.contains(word(tokens, 1));
            case "alter" -> word(tokens, 1).equals("table") && dropsColumn(tokens);
            default -> false;
        };
    }

    private static boolean dropsColumn(Tokens tokens) {
        for (int i = 3; i < tokens.size(); i++) {
            boolean named =
                    tokens.peek(i - 1).isSign(".") || word(tokens, i - 1).equals("column");
            if (word(tokens, i).equals("drop") && !named && !NO_COLUMN.contains(word(tokens, i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static String word(Tokens tokens, int at) {
        return tokens.peek(at).text().toLowerCase(java.util.Locale.ROOT);
    }
}
