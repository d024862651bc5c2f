package io.whisperschema;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.internal.sql.ScriptTokens;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Placeholders;
import io.whisperschema.migration.Script;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.SqlDialect;
import io.whisperschema.spi.Translation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The scripts of migrations in the words of one dialect. What is portable from another is translated by what it changes:
 * the structure after it and the structure before it, both translated, and the statements that lead from one to the
 * other.
 */
final class MigrationScripts {
    private static final String OWN =
            "Write the migration for each database: 0002_x.postgres.sql and 0002_x.sqlite.sql.";
    private static final String END = "\n;\n";
    private static final Set<String> STRUCTURE =
            Set.of("create", "drop", "alter", "comment", "begin", "commit", "end", "start");
    /** What is done by statements of its own, not by making a table anew out of what its translation says. */
    private static final Set<Class<? extends Change>> EXACT = Set.of(
            RelationalChange.CreateTable.class,
            RelationalChange.DropTable.class,
            RelationalChange.AddColumn.class,
            RelationalChange.DropColumn.class,
            RelationalChange.AddForeignKey.class,
            RelationalChange.AddUnique.class,
            RelationalChange.AddCheck.class,
            RelationalChange.CreateIndex.class,
            RelationalChange.DropIndex.class,
            RelationalChange.CreateView.class,
            RelationalChange.DropView.class);

    private static final Pattern LINE = Pattern.compile("^line (\\d+)(.*)$");

    private final SqlDialect dialect;
    private final Migrations migrations;

    MigrationScripts(SqlDialect dialect, Migrations migrations) {
        this.dialect = dialect;
        this.migrations = migrations;
    }

    /**
     * The way there.
     *
     * @throws InvalidMigration if there is none, or it cannot be carried over exactly
     */
    Script forward(Migration migration) {
        Script script = migration.forward(dialect.name());
        return script.isForeignTo(dialect.name()) ? translated(script, before(migration, script)) : script;
    }

    /**
     * The way back.
     *
     * @throws InvalidMigration if it cannot be carried over exactly
     */
    Optional<Script> back(Migration migration) {
        return migration
                .back(dialect.name())
                .map(script ->
                        script.isForeignTo(dialect.name()) ? translated(script, upTo(migration, script)) : script);
    }

    /** What is there before it, in the words of its own dialect. */
    private String before(Migration migration, Script script) {
        DialectName source = script.portableFrom().orElseThrow();
        var text = new StringBuilder();
        for (Migration earlier : migrations.inOrder()) {
            if (earlier.id().equals(migration.id())) {
                break;
            }
            text.append(inWordsOf(source, earlier, script).sql()).append(END);
        }
        return text.toString();
    }

    private static Script inWordsOf(DialectName source, Migration earlier, Script script) {
        Script text = earlier.forward(source);
        if (text.isForeignTo(source)) {
            throw refused(
                    script,
                    1,
                    "it is portable from " + source + ", and " + earlier.name() + " before it from another dialect",
                    "Write all portable files in the words of one dialect.");
        }
        return text;
    }

    private String upTo(Migration migration, Script back) {
        DialectName source = back.portableFrom().orElseThrow();
        return before(migration, back) + migration.forward(source).sql() + END;
    }

    private Script translated(Script script, String context) {
        refuseAnythingButStructure(script);
        Translation before = translation(script, context);
        Translation after = translation(script, context + script.sql());
        refuseWhatStaysBehind(script, context, before, after);
        String sql = statements(script, before, after).stream().collect(Collectors.joining(";\n", "", ";\n"));
        return new Script(
                script.source() + " translated", 1, sql, script.raw(), Placeholders.LITERAL, Optional.empty());
    }

    private Translation translation(Script script, String text) {
        try {
            return dialect.translate(text);
        } catch (UnreadableDocument unread) {
            throw refused(
                    script,
                    1,
                    "it or one before it cannot be read: " + unread.getMessage(),
                    "Close what is open there.");
        }
    }

    /** Rows are no part of a structure, and a new name looks there like something dropped and something new. */
    private void refuseAnythingButStructure(Script script) {
        boolean begins = true;
        boolean alters = false;
        for (Token token : tokens(script)) {
            String word = token.kind() == Token.Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
            if (begins && !token.isSign(";") && !STRUCTURE.contains(word)) {
                throw refused(
                        script, token.line(), "a statement that begins with " + token.text() + " is no structure", OWN);
            }
            if (alters && word.equals("rename")) {
                throw refused(script, token.line(), "a new name keeps rows that a translation would drop", OWN);
            }
            alters = begins ? word.equals("alter") : alters;
            begins = token.isSign(";");
        }
    }

    private static List<Token> tokens(Script script) {
        try {
            return ScriptTokens.of(script.sql(), script.portableFrom().orElseThrow()).stream()
                    .filter(token -> token.kind() != Token.Kind.COMMENT)
                    .toList();
        } catch (SqlSyntaxException unread) {
            throw refused(script, unread.line(), String.valueOf(unread.getMessage()), "Close what is open there.");
        }
    }

    private static void refuseWhatStaysBehind(Script script, String context, Translation before, Translation after) {
        int linesBefore = (int) context.chars().filter(c -> c == '\n').count();
        var known = new HashSet<>(before.findings());
        for (Finding finding : after.findings()) {
            if (finding.severity() != Severity.NOTICE && !known.contains(finding)) {
                Matcher line = LINE.matcher(finding.place());
                int within = line.matches() ? Integer.parseInt(line.group(1)) - linesBefore : 1;
                throw refused(script, Math.max(1, within), finding.sentence(), finding.remedy() + " " + OWN);
            }
        }
    }

    private List<String> statements(Script script, Translation before, Translation after) {
        var diff = SchemaDiff.between(
                before.catalog(),
                after.catalog(),
                DiffHints.none().droppingExtras().changingWhatIsInDoubt());
        for (Change change : diff.changes()) {
            if (!EXACT.contains(change.getClass())) {
                throw refused(script, 1, "'" + change.words() + "' cannot be carried over exactly", OWN);
            }
        }
        var statements = new ArrayList<String>();
        for (Step step : dialect.plan("the translation", diff)) {
            String statement = step.statement().orElseThrow();
            if (statement.stripLeading().toLowerCase(Locale.ROOT).startsWith("insert")) {
                throw refused(
                        script,
                        1,
                        "'" + step.change().words() + "' needs the table made anew on " + dialect.name(),
                        OWN);
            }
            statements.add(statement);
        }
        return statements;
    }

    private static InvalidMigration refused(Script script, int line, String problem, String remedy) {
        return new InvalidMigration(
                script.place(line),
                "it is portable from " + script.portableFrom().orElseThrow() + ", but " + problem,
                remedy);
    }
}
