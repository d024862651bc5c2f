package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.Unfinished;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The difference of two tables of one name. */
final class TableDiff {
    private final CatalogTable actual;
    private final CatalogTable desired;
    private final DiffHints hints;
    private final String table;
    private final List<Change> changes;
    private final List<Finding> remarks;
    private final ColumnMentions mentions;

    TableDiff(CatalogTable actual, CatalogTable desired, DiffHints hints, List<Change> changes, List<Finding> remarks) {
        this.actual = actual;
        this.desired = desired;
        this.hints = hints;
        this.table = desired.name();
        this.changes = changes;
        this.remarks = remarks;
        this.mentions = ColumnMentions.of(actual, desired);
    }

    void compare() {
        form();
        columns();
        primaryKey();
        this.<ForeignKey>match(
                actual.foreignKeys(),
                desired.foreignKeys(),
                ForeignKey::name,
                ConstraintComparison::sameButName,
                key -> changes.add(new RelationalChange.DropForeignKey(table, key)),
                key -> changes.add(new RelationalChange.AddForeignKey(table, key)));
        this.<Unique>match(
                actual.uniques(),
                desired.uniques(),
                Unique::name,
                ConstraintComparison::sameButName,
                unique -> changes.add(new RelationalChange.DropUnique(table, unique)),
                unique -> changes.add(new RelationalChange.AddUnique(table, unique)));
        checks();
        exclusions();
        new IndexDiff(actual, desired, hints, changes, remarks).compare();
        comment();
    }

    private void form() {
        if (actual.form().equals(desired.form())) {
            return;
        }
        if (desired.form().isPlain()) {
            remarks.add(beyond("table " + table + ": that it is " + RelationalWords.form(actual.form())));
        } else {
            changes.add(new RelationalChange.ChangeTableForm(table, actual.form(), desired.form()));
        }
    }

    private void columns() {
        Map<String, CatalogColumn> there = new HashMap<>();
        actual.columns().forEach(column -> there.put(column.name(), column));
        var added = new ArrayList<CatalogColumn>();
        for (CatalogColumn column : desired.columns()) {
            CatalogColumn found = there.remove(column.name());
            if (found == null) {
                added.add(column);
                changes.add(new RelationalChange.AddColumn(table, column));
            } else {
                column(found, column);
            }
        }
        actual.columns().stream()
                .filter(column -> there.containsKey(column.name()))
                .forEach(column -> {
                    changes.add(new RelationalChange.DropColumn(table, column));
                    added.stream()
                            .filter(one ->
                                    one.type().text().equals(column.type().text()))
                            .forEach(one -> possibleRename(column.name(), one.name()));
                });
    }

    private void possibleRename(String before, String after) {
        remarks.add(Finding.warning(
                "table " + table + ", column " + after,
                "the column",
                "column " + before + " of the same type, which is not wished for",
                "If it was renamed, say so with renamedColumn(\"" + table + "\", \"" + before + "\", \"" + after
                        + "\"); otherwise its values go and the new column begins empty."));
    }

    private void column(CatalogColumn found, CatalogColumn desired) {
        CatalogColumn wanted = withTheCommentThatStays(found, desired);
        var comparison = new ColumnComparison(found, wanted);
        if (comparison.isNumberedInAnotherSpelling()) {
            remarks.add(Finding.notice(
                    "table " + table + ", column " + wanted.name(),
                    RelationalWords.column(wanted),
                    RelationalWords.column(found),
                    "Both number the rows alike; it is left as it is."));
        }
        switch (hints.settled(verdict(comparison))) {
            case EQUAL -> {}
            case DIFFERENT -> changes.add(new RelationalChange.AlterColumn(table, found, wanted));
            case CANNOT_TELL ->
                remarks.add(undecided(
                        "table " + table + ", column " + wanted.name(),
                        RelationalWords.column(wanted),
                        RelationalWords.column(found)));
        }
    }

    private Verdict verdict(ColumnComparison comparison) {
        Verdict verdict = comparison.verdict();
        return verdict == Verdict.CANNOT_TELL
                ? mentions.verdict(computing(comparison.actual()), computing(comparison.desired()))
                : verdict;
    }

    private static List<Expression> computing(CatalogColumn column) {
        return column.generated().map(Generated::expression).stream().toList();
    }

    private CatalogColumn withTheCommentThatStays(CatalogColumn found, CatalogColumn wanted) {
        if (wanted.comment().isPresent() || found.comment().isEmpty() || hints.extras() == DiffHints.Extras.DROPPED) {
            return wanted;
        }
        remarks.add(beyond("comment of table " + table + ", column " + wanted.name()));
        return wanted.withComment(found.comment());
    }

    private void primaryKey() {
        Optional<PrimaryKey> before = actual.primaryKey();
        Optional<PrimaryKey> after = desired.primaryKey();
        List<String> columns = before.map(PrimaryKey::columns).orElse(List.of());
        if (!columns.equals(after.map(PrimaryKey::columns).orElse(List.of()))) {
            changes.add(new RelationalChange.ChangePrimaryKey(table, before, after));
        } else if (!columns.isEmpty()) {
            renamed(before.flatMap(PrimaryKey::name), after.flatMap(PrimaryKey::name));
        }
    }

    private void comment() {
        if (desired.comment().isEmpty() && actual.comment().isPresent() && hints.extras() == DiffHints.Extras.KEPT) {
            remarks.add(beyond("comment of table " + table));
        } else if (!actual.comment().equals(desired.comment())) {
            changes.add(new RelationalChange.ChangeTableComment(table, actual.comment(), desired.comment()));
        }
    }

    private void checks() {
        var missing = new ArrayList<Check>();
        var extra = new ArrayList<Check>();
        this.<Check>match(
                actual.checks(),
                desired.checks(),
                Check::name,
                (left, right) -> ConstraintComparison.compareButName(left, right) == Verdict.EQUAL,
                extra::add,
                missing::add);
        for (Check check : List.copyOf(missing)) {
            extra.stream()
                    .filter(one -> hints.settled(ConstraintComparison.compare(one, check)) == Verdict.CANNOT_TELL)
                    .filter(one -> mentions.verdict(List.of(one.condition()), List.of(check.condition()))
                            == Verdict.CANNOT_TELL)
                    .findFirst()
                    .ifPresent(one -> {
                        remarks.add(
                                undecided("table " + table, RelationalWords.check(check), RelationalWords.check(one)));
                        extra.remove(one);
                        missing.remove(check);
                    });
        }
        extra.forEach(check -> changes.add(new RelationalChange.DropCheck(table, check)));
        missing.forEach(check -> changes.add(new RelationalChange.AddCheck(table, check)));
    }

    private void exclusions() {
        var extra = new ArrayList<Exclusion>();
        this.<Exclusion>match(
                actual.exclusions(),
                desired.exclusions(),
                exclusion -> Optional.of(exclusion.name()),
                (left, right) -> ConstraintComparison.same(left, right),
                extra::add,
                exclusion -> changes.add(new RelationalChange.AddExclusion(table, exclusion)));
        for (Exclusion exclusion : extra) {
            boolean replaced =
                    desired.exclusions().stream().anyMatch(one -> one.name().equals(exclusion.name()));
            if (replaced || hints.extras() == DiffHints.Extras.DROPPED) {
                changes.add(new RelationalChange.DropExclusion(table, exclusion));
            } else {
                remarks.add(beyond("exclusion constraint " + exclusion.name() + " on table " + table));
            }
        }
    }

    /**
     * Pairs what is the same on both sides; what is left over goes or comes. Who has no name is the same as any of its
     * kind, so it chooses last; two names for the same are a rename.
     */
    private <T> void match(
            List<T> before,
            List<T> after,
            Function<T, Optional<String>> name,
            BiPredicate<T, T> sameButName,
            Consumer<T> extra,
            Consumer<T> missing) {
        var left = new ArrayList<>(before);
        var unmet = new ArrayList<>(after);
        Consumer<T> paired = one -> proven(name.apply(one));
        pair(left, unmet, sameButName.and((one, wanted) -> name.apply(one).equals(name.apply(wanted))), paired);
        pair(left, unmet, sameButName.and((one, wanted) -> isNameless(name, one, wanted)), paired);
        unmet.removeIf(wanted -> {
            Optional<T> found =
                    left.stream().filter(one -> sameButName.test(one, wanted)).findFirst();
            found.ifPresent(one -> {
                left.remove(one);
                proven(name.apply(one));
                renamed(name.apply(one), name.apply(wanted));
            });
            return found.isPresent();
        });
        left.forEach(extra);
        unmet.forEach(missing);
    }

    private static <T> boolean isNameless(Function<T, Optional<String>> name, T one, T other) {
        return name.apply(one).isEmpty() || name.apply(other).isEmpty();
    }

    private static <T> void pair(List<T> left, List<T> unmet, BiPredicate<T, T> same, Consumer<T> paired) {
        unmet.removeIf(wanted -> {
            int at = indexOf(left, one -> same.test(one, wanted));
            if (at >= 0) {
                paired.accept(left.remove(at));
            }
            return at >= 0;
        });
    }

    private static <T> int indexOf(List<T> list, Predicate<T> test) {
        for (int i = 0; i < list.size(); i++) {
            if (test.test(list.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private void proven(Optional<String> name) {
        Unfinished unfinished = actual.unfinished();
        name.filter(unfinished.constraints()::contains)
                .filter(one -> !desired.unfinished().constraints().contains(one))
                .ifPresent(one -> changes.add(new RelationalChange.ValidateConstraint(table, one)));
    }

    private void renamed(Optional<String> before, Optional<String> after) {
        if (before.isPresent() && after.isPresent() && !before.equals(after)) {
            changes.add(new RelationalChange.RenameConstraint(table, before.get(), after.get()));
        }
    }

    static Finding undecided(String place, String expected, String found) {
        return Finding.warning(
                place,
                expected,
                found,
                "We cannot tell whether these are the same; compare them by eye. Nothing will be changed.");
    }

    static Finding beyond(String what) {
        return Finding.notice(what, "nothing", "it", "The definition does not speak of it; it is left as it is.");
    }
}
