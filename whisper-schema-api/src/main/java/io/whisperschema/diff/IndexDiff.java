package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The difference of the indexes of two tables of one name. */
final class IndexDiff {
    private final CatalogTable actual;
    private final CatalogTable desired;
    private final DiffHints hints;
    private final List<Change> changes;
    private final List<Finding> remarks;
    private final Map<String, Index> there = new LinkedHashMap<>();

    IndexDiff(CatalogTable actual, CatalogTable desired, DiffHints hints, List<Change> changes, List<Finding> remarks) {
        this.actual = actual;
        this.desired = desired;
        this.hints = hints;
        this.changes = changes;
        this.remarks = remarks;
        actual.indexes().forEach(index -> there.put(index.name(), index));
    }

    void compare() {
        var missing = new ArrayList<Index>();
        for (Index index : desired.indexes()) {
            Index found = there.remove(index.name());
            if (found == null) {
                missing.add(index);
            } else {
                compare(found, index);
            }
        }
        missing.forEach(this::renameOrCreate);
        there.values().forEach(this::dropOrLeave);
    }

    /** An index that refuses no row harms nobody; somebody may have made it for a query of theirs. */
    private void dropOrLeave(Index index) {
        if (index.uniqueness() == Index.Uniqueness.REPEATING
                && !isInvalid(index)
                && hints.extras() == DiffHints.Extras.KEPT) {
            remarks.add(TableDiff.beyond("index " + index.name() + " on table " + desired.name()));
        } else {
            drop(index);
        }
    }

    private void compare(Index found, Index wanted) {
        switch (isInvalid(found) ? Verdict.DIFFERENT : hints.settled(verdict(found, wanted))) {
            case EQUAL -> {}
            case CANNOT_TELL ->
                remarks.add(TableDiff.undecided(
                        "table " + desired.name(), RelationalWords.index(wanted), RelationalWords.index(found)));
            case DIFFERENT -> {
                drop(found);
                create(wanted);
            }
        }
    }

    private Verdict verdict(Index found, Index wanted) {
        Verdict verdict = ConstraintComparison.compare(found, wanted);
        return verdict == Verdict.CANNOT_TELL
                ? ColumnMentions.of(actual, desired).verdict(expressions(found), expressions(wanted))
                : verdict;
    }

    private static List<Expression> expressions(Index index) {
        return Stream.concat(index.keys().stream().map(Index.Key::expression), index.where().stream())
                .toList();
    }

    /** The same index under another name is renamed. */
    private void renameOrCreate(Index wanted) {
        Optional<Index> same = there.values().stream()
                .filter(index -> !isInvalid(index))
                .filter(index -> ConstraintComparison.compareButName(index, wanted) == Verdict.EQUAL)
                .findFirst();
        if (same.isPresent()) {
            there.remove(same.get().name());
            changes.add(new RelationalChange.RenameIndex(desired.name(), same.get(), wanted));
        } else {
            create(wanted);
        }
    }

    private boolean isInvalid(Index index) {
        return actual.unfinished().indexes().contains(index.name());
    }

    private void create(Index index) {
        changes.add(new RelationalChange.CreateIndex(desired.name(), index));
    }

    private void drop(Index index) {
        changes.add(new RelationalChange.DropIndex(desired.name(), index));
    }
}
