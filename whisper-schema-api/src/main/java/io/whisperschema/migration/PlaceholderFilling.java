package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.sql.ScriptTokens;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.migration.Placeholders.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the placeholders of a script: in its statements, also within strings, names and dollar quotes, but neither in
 * comments nor in the rows behind {@code COPY}. A dollar quote that is followed by a brace is none.
 */
final class PlaceholderFilling {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.:-]*)}");

    private final Script script;
    private final List<Range> kept;

    private PlaceholderFilling(Script script, DialectName dialect) {
        this.script = script;
        this.kept = kept(script.sql(), dialect);
    }

    /** What is not looked at. */
    private record Range(int start, int end) {}

    static Script filled(Script script, DialectName dialect) {
        if (script.placeholders().search() == Search.LITERAL || !script.sql().contains("${")) {
            return script;
        }
        return new PlaceholderFilling(script, dialect).fill();
    }

    private Script fill() {
        Matcher found = PLACEHOLDER.matcher(script.sql());
        String sql = found.replaceAll(match -> Matcher.quoteReplacement(isKept(match) ? match.group() : value(match)));
        return new Script(
                script.source(), script.firstLine(), sql, script.raw(), Placeholders.LITERAL, script.portableFrom());
    }

    private boolean isKept(MatchResult match) {
        return kept.stream().anyMatch(range -> range.start <= match.start() && match.start() < range.end);
    }

    private String value(MatchResult match) {
        String name = match.group(1);
        String value = script.placeholders().values().get(name);
        if (value == null) {
            int line = 1
                    + (int) script.sql()
                            .substring(0, match.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new InvalidMigration(
                    script.place(line),
                    "nothing is given for the placeholder " + match.group(),
                    "Give it: migrations.with(\"" + name
                            + "\", …). If the text is meant as it stands, say '-- whisper: placeholders no' in the file's"
                            + " head, or migrations.withoutPlaceholders().");
        }
        return value;
    }

    /** Where the script is none that can be read, that is said when its statements are told apart. */
    private static List<Range> kept(String sql, DialectName dialect) {
        var kept = new ArrayList<Range>();
        try {
            for (Token token : ScriptTokens.of(sql, dialect)) {
                if (token.kind() == Kind.COMMENT || ScriptTokens.areRows(token)) {
                    kept.add(new Range(token.start(), token.end()));
                } else if (token.kind() == Kind.STRING && token.text().startsWith("$")) {
                    int quote = token.text().indexOf('$', 1) + 1;
                    kept.add(new Range(token.start(), token.start() + quote));
                    kept.add(new Range(token.end() - quote, token.end()));
                }
            }
        } catch (SqlSyntaxException unread) {
            kept.clear();
        }
        return kept;
    }
}
