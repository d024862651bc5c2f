package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.sql.RawComparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The difference of two relational catalogs. */
final class RelationalDiff {
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();

    private RelationalDiff() {}

    static Diff between(RelationalCatalog actual, RelationalCatalog desired) {
        if (!actual.dialect().equals(desired.dialect())) {
            throw new IllegalArgumentException("A catalog of " + actual.dialect() + " cannot be compared with one of "
                    + desired.dialect() + "; spell the definition for each.");
        }
        var diff = new RelationalDiff();
        diff.tables(actual, desired);
        diff.views(actual, desired);
        actual.foreignObjects()
                .forEach(object -> diff.beyond(object.type() + " " + object.name()
                        + object.table().map(t -> " on table " + t).orElse("")));
        return new Diff(StoreKind.RELATIONAL, diff.changes, diff.remarks);
    }

    private void tables(RelationalCatalog actual, RelationalCatalog desired) {
        Map<String, CatalogTable> there = byName(actual.tables(), CatalogTable::name);
        for (CatalogTable table : desired.tables()) {
            CatalogTable found = there.remove(table.name());
            if (found == null) {
                changes.add(new RelationalChange.CreateTable(table));
            } else {
                table(found, table);
            }
        }
        there.keySet().stream().sorted().forEach(name -> beyond("table " + name));
    }

    private void table(CatalogTable actual, CatalogTable desired) {
        String table = desired.name();
        columns(actual, desired);
        if (!ConstraintComparison.same(actual.primaryKey(), desired.primaryKey())) {
            changes.add(new RelationalChange.ChangePrimaryKey(table, actual.primaryKey(), desired.primaryKey()));
        }
        this.<ForeignKey>match(
                actual.foreignKeys(),
                desired.foreignKeys(),
                ForeignKey::name,
                ConstraintComparison::same,
                key -> changes.add(new RelationalChange.DropForeignKey(table, key)),
                key -> changes.add(new RelationalChange.AddForeignKey(table, key)));
        this.<Unique>match(
                actual.uniques(),
                desired.uniques(),
                Unique::name,
                ConstraintComparison::same,
                unique -> changes.add(new RelationalChange.DropUnique(table, unique)),
                unique -> changes.add(new RelationalChange.AddUnique(table, unique)));
        checks(table, actual.checks(), desired.checks());
        indexes(table, actual.indexes(), desired.indexes());
        if (!actual.comment().equals(desired.comment())) {
            changes.add(new RelationalChange.ChangeTableComment(table, actual.comment(), desired.comment()));
        }
    }

    private void columns(CatalogTable actual, CatalogTable desired) {
        Map<String, CatalogColumn> there = byName(actual.columns(), CatalogColumn::name);
        for (CatalogColumn column : desired.columns()) {
            CatalogColumn found = there.remove(column.name());
            if (found == null) {
                changes.add(new RelationalChange.AddColumn(desired.name(), column));
            } else {
                column(desired.name(), found, column);
            }
        }
        actual.columns().stream()
                .filter(column -> there.containsKey(column.name()))
                .forEach(column -> changes.add(new RelationalChange.DropColumn(desired.name(), column)));
    }

    private void column(String table, CatalogColumn actual, CatalogColumn desired) {
        switch (new ColumnComparison(actual, desired).verdict()) {
            case EQUAL -> {}
            case DIFFERENT -> changes.add(new RelationalChange.AlterColumn(table, actual, desired));
            case CANNOT_TELL ->
                undecided(
                        "table " + table + ", column " + desired.name(),
                        RelationalWords.column(desired),
                        RelationalWords.column(actual));
        }
    }

    private void checks(String table, List<Check> actual, List<Check> desired) {
        var missing = new ArrayList<Check>();
        var extra = new ArrayList<Check>();
        this.<Check>match(
                actual,
                desired,
                Check::name,
                (left, right) -> ConstraintComparison.compare(left, right) == Verdict.EQUAL,
                extra::add,
                missing::add);
        for (Check check : List.copyOf(missing)) {
            extra.stream()
                    .filter(one -> ConstraintComparison.compare(one, check) == Verdict.CANNOT_TELL)
                    .findFirst()
                    .ifPresent(one -> {
                        undecided("table " + table, RelationalWords.check(check), RelationalWords.check(one));
                        extra.remove(one);
                        missing.remove(check);
                    });
        }
        extra.forEach(check -> changes.add(new RelationalChange.DropCheck(table, check)));
        missing.forEach(check -> changes.add(new RelationalChange.AddCheck(table, check)));
    }

    private void indexes(String table, List<Index> actual, List<Index> desired) {
        Map<String, Index> there = byName(actual, Index::name);
        for (Index index : desired) {
            Index found = there.remove(index.name());
            Verdict verdict = found == null ? Verdict.DIFFERENT : ConstraintComparison.compare(found, index);
            if (found != null && verdict == Verdict.CANNOT_TELL) {
                undecided("table " + table, RelationalWords.index(index), RelationalWords.index(found));
            } else if (verdict == Verdict.DIFFERENT) {
                if (found != null) {
                    changes.add(new RelationalChange.DropIndex(table, found));
                }
                changes.add(new RelationalChange.CreateIndex(table, index));
            }
        }
        actual.stream()
                .filter(index -> there.containsKey(index.name()))
                .forEach(index -> changes.add(new RelationalChange.DropIndex(table, index)));
    }

    private void views(RelationalCatalog actual, RelationalCatalog desired) {
        Map<String, CatalogView> there = byName(actual.views(), CatalogView::name);
        for (CatalogView view : desired.views()) {
            CatalogView found = there.remove(view.name());
            if (found == null) {
                changes.add(new RelationalChange.CreateView(view));
            } else if (!RawComparison.same(found.query(), view.query(), desired.dialect())) {
                undecided("view " + view.name(), view.query(), found.query());
            }
        }
        there.keySet().stream().sorted().forEach(name -> beyond("view " + name));
    }

    /**
     * Pairs what is the same on both sides; what is left over goes or comes. Who has no name is the same as any of its
     * kind, so it chooses last.
     */
    private <T> void match(
            List<T> actual,
            List<T> desired,
            Function<T, Optional<String>> name,
            BiPredicate<T, T> same,
            Consumer<T> extra,
            Consumer<T> missing) {
        var left = new ArrayList<>(actual);
        var unmet = new ArrayList<>(desired);
        pair(left, unmet, same.and((one, wanted) -> name.apply(one).equals(name.apply(wanted))));
        pair(left, unmet, same.and((one, wanted) -> name.apply(wanted).isPresent()));
        pair(left, unmet, same);
        left.forEach(extra);
        unmet.forEach(missing);
    }

    private static <T> void pair(List<T> left, List<T> unmet, BiPredicate<T, T> same) {
        unmet.removeIf(wanted -> {
            int at = indexOf(left, one -> same.test(one, wanted));
            if (at >= 0) {
                left.remove(at);
            }
            return at >= 0;
        });
    }

    private static <T> int indexOf(List<T> list, java.util.function.Predicate<T> test) {
        for (int i = 0; i < list.size(); i++) {
            if (test.test(list.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private void undecided(String place, String expected, String found) {
        remarks.add(Finding.warning(
                place,
                expected,
                found,
                "We cannot tell whether these are the same; compare them by eye. Nothing will be changed."));
    }

    private void beyond(String what) {
        remarks.add(Finding.notice(what, "nothing", "it", "The definition does not speak of it; it is left as it is."));
    }

    private static <T> Map<String, T> byName(List<T> list, Function<T, String> name) {
        return new HashMap<>(list.stream().collect(Collectors.toMap(name, Function.identity())));
    }
}
