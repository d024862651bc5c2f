package io.whisperschema.sql;

import io.whisperschema.finding.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** In which lines of a script things are made. Not thread-safe. */
public final class ScriptLines {
    private final Map<String, Integer> lines = new HashMap<>();

    /** Remembers the line of a place such as {@code table users, column email}. */
    public void put(String place, int line) {
        lines.put(place, line);
    }

    /** The line of that place or of what it is in. */
    public Optional<Integer> of(String place) {
        String within = place;
        while (!lines.containsKey(within) && within.contains(", ")) {
            within = within.substring(0, within.lastIndexOf(", "));
        }
        return Optional.ofNullable(lines.get(within));
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
