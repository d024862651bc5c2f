package io.whisperschema.diff;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What two catalogs alone do not tell: which names and queries have changed, and whether what is not wished for shall go.
 * Immutable.
 *
 * @param tables the new name of a table by its old one
 * @param columns by the new name of their table, the new name of columns by their old one
 * @param views the views whose query has changed
 * @param extras what becomes of tables, views, plain indexes, exclusion constraints and comments that are not wished for
 */
public record DiffHints(
        Map<String, String> tables, Map<String, Map<String, String>> columns, Set<String> views, Extras extras) {
    private static final DiffHints NONE = new DiffHints(Map.of(), Map.of(), Set.of(), Extras.KEPT);

    public DiffHints {
        tables = Collections.unmodifiableMap(new TreeMap<>(tables));
        var copy = new TreeMap<String, Map<String, String>>();
        columns.forEach((table, names) -> copy.put(table, Collections.unmodifiableMap(new TreeMap<>(names))));
        columns = Collections.unmodifiableMap(copy);
        views = Collections.unmodifiableSet(new TreeSet<>(views));
    }

    /** What becomes of what is not wished for and harms nobody. */
    public enum Extras {
        /** They stay, with a notice. */
        KEPT,
        /** They go, which loses data. */
        DROPPED
    }

    /** No name has changed, and what is there beyond the wish stays. */
    public static DiffHints none() {
        return NONE;
    }

    /** This table has got another name. */
    public DiffHints renamedTable(String before, String after) {
        var more = new TreeMap<>(tables);
        more.put(before, after);
        return new DiffHints(more, columns, views, extras);
    }

    /** This column, of the table that now has that name, has got another name. */
    public DiffHints renamedColumn(String table, String before, String after) {
        var names = new TreeMap<>(columns.getOrDefault(table, Map.of()));
        names.put(before, after);
        var more = new TreeMap<>(columns);
        more.put(table, names);
        return new DiffHints(tables, more, views, extras);
    }

    /**
     * This view asks for something else than before: where it cannot be told whether its query is still the same, it is
     * made anew.
     */
    public DiffHints changedView(String name) {
        var more = new TreeSet<>(views);
        more.add(name);
        return new DiffHints(tables, columns, more, extras);
    }

    /** Tables, views, indexes, exclusion constraints and comments that are not wished for go. */
    public DiffHints droppingExtras() {
        return new DiffHints(tables, columns, views, Extras.DROPPED);
    }
}
