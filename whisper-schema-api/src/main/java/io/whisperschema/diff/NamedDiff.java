package io.whisperschema.diff;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.GraphCatalog;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.graph.GraphIndex;
import io.whisperschema.definition.graph.Uniqueness;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The difference of two catalogs that are lists of named values: cache and graph. */
final class NamedDiff {
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();

    private NamedDiff() {}

    static Diff between(CacheCatalog actual, CacheCatalog desired) {
        var diff = new NamedDiff();
        diff.compare(
                "key family",
                actual.families(),
                desired.families(),
                KeyFamily::name,
                CacheChange.RegisterFamily::new,
                CacheChange.ChangeFamily::new);
        diff.changes.stream()
                .filter(CacheChange.ChangeFamily.class::isInstance)
                .map(CacheChange.ChangeFamily.class::cast)
                .filter(change -> !haveOneForm(change.before(), change.after()))
                .forEach(diff::remarkOnEntries);
        return new Diff(actual, desired, diff.changes, diff.remarks);
    }

    private static boolean haveOneForm(KeyFamily before, KeyFamily after) {
        return before.pattern().equals(after.pattern())
                && before.valueType() == after.valueType()
                && before.valueVersion() == after.valueVersion();
    }

    private void remarkOnEntries(CacheChange.ChangeFamily change) {
        remarks.add(Finding.warning(
                "entries of key family " + change.after().name(),
                form(change.after()),
                form(change.before()),
                "To change the family puts it on record and leaves its entries as they are. A migration that says rewrite(…) of"
                        + " CacheOperations rewrites them, in its place."));
    }

    private static String form(KeyFamily family) {
        return family.valueType().text() + " of version " + family.valueVersion() + " under " + family.pattern();
    }

    static Diff between(GraphCatalog actual, GraphCatalog desired) {
        var diff = new NamedDiff();
        diff.compare(
                "uniqueness constraint",
                actual.uniqueness(),
                desired.uniqueness(),
                Uniqueness::name,
                GraphChange.CreateUniqueness::new,
                GraphChange.ChangeUniqueness::new);
        diff.compare(
                "graph index",
                actual.indexes(),
                desired.indexes(),
                GraphIndex::name,
                GraphChange.CreateIndex::new,
                GraphChange.ChangeIndex::new);
        return new Diff(actual, desired, diff.changes, diff.remarks);
    }

    private <T> void compare(
            String what,
            List<T> actual,
            List<T> desired,
            Function<T, String> name,
            Function<T, Change> create,
            BiFunction<T, T, Change> change) {
        Map<String, T> there = new LinkedHashMap<>();
        actual.forEach(one -> there.put(name.apply(one), one));
        for (T wanted : desired) {
            T found = there.remove(name.apply(wanted));
            if (found == null) {
                changes.add(create.apply(wanted));
            } else if (!found.equals(wanted)) {
                changes.add(change.apply(found, wanted));
            }
        }
        there.keySet()
                .forEach(extra -> remarks.add(Finding.notice(
                        what + " " + extra,
                        "nothing",
                        "it",
                        "The definition does not speak of it; it is left as it is.")));
    }
}
