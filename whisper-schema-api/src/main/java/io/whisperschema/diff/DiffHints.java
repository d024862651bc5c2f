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
 * @param extras what becomes of tables, views, plain indexes, exclusion constraints, comments and collections that are not
 *     wished for
 * @param doubts what becomes of expressions of which nobody can tell whether they are the same
 */
public record DiffHints(
        Map<String, String> tables,
        Map<String, Map<String, String>> columns,
        Set<String> views,
        Extras extras,
        Doubts doubts) {
    private static final DiffHints NONE = new DiffHints(Map.of(), Map.of(), Set.of(), Extras.KEPT, Doubts.LEFT);

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

    /** What becomes of words of a dialect that are others than before, but may say the same. */
    public enum Doubts {
        /** They stay, with a warning. */
        LEFT,
        /** They are taken for different. */
        CHANGED
    }

    /** No name has changed, and what is there beyond the wish stays. */
    public static DiffHints none() {
        return NONE;
    }

    /** This table has got another name. */
    public DiffHints renamedTable(String before, String after) {
        var more = new TreeMap<>(tables);
        more.put(before, after);
        return new DiffHints(more, columns, views, extras, doubts);
    }

    /** This column, of the table that now has that name, has got another name. */
    public DiffHints renamedColumn(String table, String before, String after) {
        var names = new TreeMap<>(columns.getOrDefault(table, Map.of()));
        names.put(before, after);
        var more = new TreeMap<>(columns);
        more.put(table, names);
        return new DiffHints(tables, more, views, extras, doubts);
    }

    /**
     * This view asks for something else than before: where it cannot be told whether its query is still the same, it is
     * made anew.
     */
    public DiffHints changedView(String name) {
        var more = new TreeSet<>(views);
        more.add(name);
        return new DiffHints(tables, columns, more, extras, doubts);
    }

    /** Tables, views, indexes, exclusion constraints, comments and collections that are not wished for go. */
    public DiffHints droppingExtras() {
        return new DiffHints(tables, columns, views, Extras.DROPPED, doubts);
    }

    /**
     * Defaults, checks, indexes and computed columns of which nobody can tell whether they are the same are changed: for
     * catalogs of which one was made from the other, so that what is the same is so to the letter.
     */
    public DiffHints changingWhatIsInDoubt() {
        return new DiffHints(tables, columns, views, extras, Doubts.CHANGED);
    }

    Verdict settled(Verdict verdict) {
        return verdict == Verdict.CANNOT_TELL && doubts == Doubts.CHANGED ? Verdict.DIFFERENT : verdict;
    }
}
