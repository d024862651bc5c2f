package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokens;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In which lines of a script things are made. Not thread-safe. */
public final class ScriptLines {
    private final Map<String, Integer> lines = new HashMap<>();

    /** Remembers the line of a place such as {@code table users, column email}. */
    public void put(String place, int line) {
        lines.put(place, line);
    }

    /** Remembers the lines of those columns of a table that its statement makes. */
    public void putColumns(String table, ScriptStatement statement, DialectName dialect, Collection<String> columns) {
        Tokens tokens = Tokens.of(statement.text(), dialect);
        int depth = 0;
        for (Token before = tokens.next(); !tokens.atEnd(); before = tokens.next()) {
            depth += before.isSign("(") ? 1 : before.isSign(")") ? -1 : 0;
            Token here = tokens.peek();
            if (depth == 1 && (before.isSign("(") || before.isSign(",")) && columns.contains(here.value())) {
                put(table + ", column " + here.value(), statement.line() + here.line() - 1);
            }
        }
    }

    /** What is at a place is from now on at another. */
    public void move(String before, String after) {
        List<String> moved = lines.keySet().stream()
                .filter(place -> place.equals(before) || place.startsWith(before + ", "))
                .toList();
        moved.forEach(place -> Optional.ofNullable(lines.remove(place))
                .ifPresent(line -> lines.put(after + place.substring(before.length()), line)));
    }

    /** The line of that place or of what it is in. */
    public Optional<Integer> of(String place) {
        String within = place;
        while (!lines.containsKey(within) && within.contains(", ")) {
            within = within.substring(0, within.lastIndexOf(", "));
        }
        // A function's place has its arguments behind its name.
        return Optional.ofNullable(lines.get(within)).or(() -> Optional.ofNullable(lines.get(bare(place))));
    }

    private static String bare(String place) {
        int bracket = place.indexOf('(');
        return bracket < 0 ? place : place.substring(0, bracket);
    }

    /** The finding with the line before its place, where that is known. */
    public Finding in(Finding finding) {
        return of(finding.place())
                .map(line -> new Finding(
                        finding.severity(),
                        "line " + line + ", " + finding.place(),
                        finding.expected(),
                        finding.found(),
                        finding.remedy()))
                .orElse(finding);
    }
}
