package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.sql.ViewComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The difference of two relational catalogs. */
final class RelationalDiff {
    private final DiffHints hints;
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();

    private RelationalDiff(DiffHints hints) {
        this.hints = hints;
    }

    static Diff between(RelationalCatalog actual, RelationalCatalog desired, DiffHints hints) {
        if (!actual.dialect().equals(desired.dialect())) {
            throw new IllegalArgumentException("A catalog of " + actual.dialect() + " cannot be compared with one of "
                    + desired.dialect() + "; spell the definition for each.");
        }
        var renames = new Renames(actual, desired, hints);
        var diff = new RelationalDiff(hints);
        diff.changes.addAll(renames.changes());
        diff.remarks.addAll(renames.remarks());
        RelationalCatalog renamed = renames.renaming().applied(actual);
        diff.tables(renamed, desired);
        diff.views(renamed, desired);
        renamed.foreignObjects()
                .forEach(object -> diff.beyond(object.type() + " " + object.name()
                        + object.table().map(t -> " on table " + t).orElse("")));
        return new Diff(actual, desired, diff.changes, diff.remarks);
    }

    private void tables(RelationalCatalog actual, RelationalCatalog desired) {
        Map<String, CatalogTable> there = byName(actual.tables(), CatalogTable::name);
        var missing = new ArrayList<CatalogTable>();
        for (CatalogTable table : desired.tables()) {
            CatalogTable found = there.remove(table.name());
            if (found == null) {
                missing.add(table);
                changes.add(new RelationalChange.CreateTable(table));
            } else {
                new TableDiff(found, table, hints, changes, remarks).compare();
            }
        }
        missing.forEach(table -> possibleRenames(table, there.values()));
        there.values().forEach(table -> {
            if (hints.extras() == DiffHints.Extras.DROPPED) {
                changes.add(new RelationalChange.DropTable(table));
            } else {
                beyond("table " + table.name());
            }
        });
    }

    private void possibleRenames(CatalogTable missing, Iterable<CatalogTable> extras) {
        for (CatalogTable extra : extras) {
            if (columnNames(extra).equals(columnNames(missing))) {
                remarks.add(Finding.warning(
                        "table " + missing.name(),
                        "the table",
                        "table " + extra.name() + " with the same columns",
                        "If it was renamed, say so with renamedTable(\"" + extra.name() + "\", \"" + missing.name()
                                + "\"); otherwise a new, empty table comes beside it."));
            }
        }
    }

    private static List<String> columnNames(CatalogTable table) {
        return table.columns().stream().map(CatalogColumn::name).sorted().toList();
    }

    private void views(RelationalCatalog actual, RelationalCatalog desired) {
        Map<String, CatalogView> there = byName(actual.views(), CatalogView::name);
        for (CatalogView view : desired.views()) {
            CatalogView found = there.remove(view.name());
            if (found == null) {
                changes.add(new RelationalChange.CreateView(view));
            } else if (!ViewComparison.same(found.query(), view.query(), desired.dialect())) {
                changed(found, view);
            }
        }
        there.values().forEach(view -> {
            if (hints.extras() == DiffHints.Extras.DROPPED) {
                changes.add(new RelationalChange.DropView(view));
            } else {
                beyond("view " + view.name());
            }
        });
    }

    private void changed(CatalogView found, CatalogView view) {
        if (hints.views().contains(view.name())) {
            changes.add(new RelationalChange.DropView(found));
            changes.add(new RelationalChange.CreateView(view));
        } else {
            remarks.add(Finding.warning(
                    "view " + view.name(),
                    view.query(),
                    found.query(),
                    "We cannot tell whether these are the same; compare them by eye. Nothing will be changed, unless you"
                            + " say so with changedView(\"" + view.name() + "\")."));
        }
    }

    private void beyond(String what) {
        remarks.add(TableDiff.beyond(what));
    }

    private static <T> Map<String, T> byName(List<T> list, Function<T, String> name) {
        var byName = new LinkedHashMap<String, T>();
        list.stream().sorted(java.util.Comparator.comparing(name)).forEach(one -> byName.put(name.apply(one), one));
        return byName;
    }
}
