package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.sql.ScriptTokens;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line {@code -- down}, below which the way back stands in a file, and lines that were meant to be it. */
final class DownLine {
    private static final Pattern EXACT = Pattern.compile("\\s*--\\s*down\\s*", Pattern.CASE_INSENSITIVE);

    private static final String NO_WORD = "[^\\p{L}\\p{N}\\r\\n]*";

    /** {@code down} as the only word of a comment, or before a sign that sets it off, or as other tools mark it. */
    private static final Pattern MEANT = Pattern.compile(
            "^[ \\t]*(?:--|/\\*)" + NO_WORD + "(?:(?:goose|migrate)[ :]+)?downs?" + "(?:" + NO_WORD
                    + "|[ \\t]*[:;=>(\\[{].*|[ \\t]+[-–—]+[ \\t].*)$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private DownLine() {}

    static boolean is(String line) {
        return EXACT.matcher(line).matches();
    }

    /**
     * What stands below such a line would run as part of the way there.
     *
     * @throws InvalidMigration if a way there has one
     */
    static void refuseIn(Script there, DialectName dialect) {
        meantIn(there.sql(), dialect).ifPresent(line -> {
            throw new InvalidMigration(
                    there.place(line.line()),
                    "'" + line.text().strip() + "' looks like the line -- down but is none here, so what stands below"
                            + " it would run on the way there",
                    "In a file write -- down and nothing else in that line, in code give the way back to undo(…); put a"
                            + " remark in other words.");
        });
    }

    private static Optional<Token> meantIn(String sql, DialectName dialect) {
        Matcher meant = MEANT.matcher(sql);
        if (!meant.find()) {
            return Optional.empty();
        }
        try {
            return ScriptTokens.of(sql, dialect).stream()
                    .filter(token -> token.kind() == Token.Kind.COMMENT)
                    .filter(comment -> isMeant(comment, sql))
                    .findFirst();
        } catch (SqlSyntaxException saidWhereStatementsAreToldApart) {
            return Optional.empty();
        }
    }

    /** Whether a line begins with it; what is over several lines takes what stands below along. */
    private static boolean isMeant(Token comment, String sql) {
        int line = sql.lastIndexOf('\n', comment.start()) + 1;
        return sql.substring(line, comment.start()).isBlank()
                && MEANT.matcher(comment.text().strip()).matches();
    }
}
