package io.whisperschema;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.internal.sql.ScriptTokens;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Placeholders;
import io.whisperschema.migration.Script;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.SqlDialect;
import io.whisperschema.spi.Translation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    private static final String TRANSLATION = "the translation";
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

    /** The way there of that migration, on the relational store. */
    static Script forward(Surroundings around, MigrationId id) {
        Migrations all = around.migrations();
        return new MigrationScripts(around.relational().dialect(), all)
                .forward(all.inOrder().get(all.position(id)));
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
            text.append(readable(inWordsOf(source, earlier, script), source, script))
                    .append(END);
        }
        return text.toString();
    }

    private static Script inWordsOf(DialectName source, Migration earlier, Script script) {
        Script text = earlier.forward(source);
        if (text.isForeignTo(source)) {
            throw refused(
                    script,
                    directive(script),
                    "it is portable from " + source + ", and " + earlier.name() + " before it from another dialect",
                    "Write all portable files in the words of one dialect.");
        }
        return text;
    }

    private static int directive(Script script) {
        List<String> lines = script.sql().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).toLowerCase(Locale.ROOT).contains("portable from")) {
                return i + 1;
            }
        }
        return 1;
    }

    private static String readable(Script earlier, DialectName source, Script script) {
        try {
            ScriptTokens.of(earlier.sql(), source);
            return earlier.sql();
        } catch (SqlSyntaxException unread) {
            throw new InvalidMigration(
                    earlier.place(unread.line()),
                    "it cannot be read as SQL of " + source + " (" + unread.getMessage() + "), and " + script.source()
                            + ", which is portable from there, stands on it",
                    "Close what is open there.");
        }
    }

    private String upTo(Migration migration, Script back) {
        DialectName source = back.portableFrom().orElseThrow();
        return before(migration, back) + migration.forward(source).sql() + END;
    }

    private Script translated(Script script, String context) {
        refuseAnythingButStructure(script);
        Translation before = translation(script, context, "");
        Translation after = translation(script, context, script.sql());
        refuseWhatStaysBehind(script, context, before, after);
        String sql = statements(script, context, before, after).stream().collect(Collectors.joining(";\n", "", ";\n"));
        return new Script(
                script.source() + " translated", 1, sql, script.raw(), Placeholders.LITERAL, Optional.empty());
    }

    private Translation translation(Script script, String context, String text) {
        try {
            return dialect.translate(context + text);
        } catch (UnreadableDocument unread) {
            throw refused(
                    script,
                    lineFrom(script, part -> isUnreadable(context + part)),
                    "it or one before it cannot be read: " + unread.getMessage(),
                    "Close what is open there.");
        }
    }

    private boolean isUnreadable(String text) {
        try {
            dialect.translate(text);
            return false;
        } catch (UnreadableDocument unread) {
            return true;
        }
    }

    /** The line of the first statement up to whose end the script is such. Only a refusal asks. */
    private static int lineFrom(Script script, Predicate<String> isSuch) {
        int line = 0;
        for (Token token : tokens(script)) {
            if (token.isSign(";")) {
                if (isSuch.test(script.sql().substring(0, token.end()))) {
                    return Math.max(1, line);
                }
                line = 0;
            } else if (line == 0) {
                line = token.line();
            }
        }
        return Math.max(1, line);
    }

    /** The line of the first statement up to whose end the script, translated, is such. */
    private int lineOf(Script script, String context, Predicate<Translation> isSuch) {
        return lineFrom(script, part -> {
            try {
                return isSuch.test(dialect.translate(context + part));
            } catch (UnreadableDocument | UnsupportedChange torn) {
                // It was cut where a statement of many statements goes on.
                return false;
            }
        });
    }

    /** Rows are no part of a structure, and a new name looks there like something dropped and something new. */
    private void refuseAnythingButStructure(Script script) {
        boolean begins = true;
        boolean alters = false;
        for (Token token : tokens(script)) {
            String word = token.kind() == Token.Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
            if (token.kind() == Token.Kind.OPERATOR && token.text().startsWith("\\")) {
                throw refused(
                        script,
                        token.line(),
                        "only a program such as psql understands a backslash there, a server does not",
                        "Take the line out, or write it as a statement.");
            }
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

    private void refuseWhatStaysBehind(Script script, String context, Translation before, Translation after) {
        var known = new HashSet<>(before.findings());
        for (Finding finding : after.findings()) {
            if (finding.severity() != Severity.NOTICE && !known.contains(finding)) {
                throw refused(
                        script,
                        ownLine(finding, context)
                                .orElseGet(() -> lineOf(
                                        script, context, part -> part.findings().contains(finding))),
                        words(finding),
                        finding.remedy() + " " + OWN);
            }
        }
    }

    /** The line that a finding names, if it is one of the script and not of what is before it. */
    private static Optional<Integer> ownLine(Finding finding, String context) {
        int linesBefore = (int) context.chars().filter(c -> c == '\n').count();
        Matcher line = LINE.matcher(finding.place());
        return Optional.of(line)
                .filter(Matcher::matches)
                .map(found -> Integer.parseInt(found.group(1)) - linesBefore)
                .filter(within -> within > 0);
    }

    /** Its sentence, without the line of a text that nobody has. */
    private static String words(Finding finding) {
        Matcher line = LINE.matcher(finding.place());
        return line.matches()
                ? (line.group(2) + ": expected " + finding.expected() + ", found " + finding.found())
                        .replaceFirst("^[,:] ", "")
                : finding.sentence();
    }

    private List<String> statements(Script script, String context, Translation before, Translation after) {
        Diff diff = between(before, after);
        for (Change change : diff.changes()) {
            if (!isExact(change)) {
                throw refused(
                        script,
                        lineOf(
                                script,
                                context,
                                part -> between(before, part).changes().stream().anyMatch(one -> !isExact(one))),
                        "'" + change.words() + "' cannot be carried over exactly",
                        OWN);
            }
        }
        List<Step> steps = dialect.plan(TRANSLATION, diff);
        steps.stream().filter(MigrationScripts::writesRows).findFirst().ifPresent(step -> {
            throw refused(
                    script,
                    lineOf(
                            script,
                            context,
                            part -> dialect.plan(TRANSLATION, between(before, part)).stream()
                                    .anyMatch(MigrationScripts::writesRows)),
                    "'" + step.change().words() + "' needs the table made anew on " + dialect.name(),
                    OWN);
        });
        return steps.stream().map(step -> step.statement().orElseThrow()).toList();
    }

    private static Diff between(Translation before, Translation after) {
        return SchemaDiff.between(
                before.catalog(),
                after.catalog(),
                DiffHints.none().droppingExtras().changingWhatIsInDoubt());
    }

    private static boolean isExact(Change change) {
        return EXACT.contains(change.getClass());
    }

    private static boolean writesRows(Step step) {
        return step.statement()
                .orElseThrow()
                .stripLeading()
                .toLowerCase(Locale.ROOT)
                .startsWith("insert");
    }

    private static InvalidMigration refused(Script script, int line, String problem, String remedy) {
        return new InvalidMigration(
                script.place(line),
                "it is portable from " + script.portableFrom().orElseThrow() + ", but " + problem,
                remedy);
    }
}
