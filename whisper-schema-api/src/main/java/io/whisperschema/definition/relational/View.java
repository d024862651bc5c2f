package io.whisperschema.definition.relational;

import io.whisperschema.internal.Checks;
import java.util.Map;

/**
 * A named query. Its text is the host's own in each dialect; we do not translate queries.
 *
 * @param name its name
 * @param queries the query per dialect, from {@code SELECT} on
 */
public record View(String name, Map<DialectName, String> queries) {
    public View {
        String place = "view " + Checks.name("view", name);
        queries = Map.copyOf(queries);
        Checks.that(!queries.isEmpty(), place, "it has no query", "Give one with query(dialect, \"SELECT …\").");
    }
}
