package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.Renaming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A difference sorted by how SQLite can make it: what ALTER TABLE does, and which tables are rebuilt. */
final class SqliteWork {
    private final RelationalCatalog from;
    private final RelationalCatalog to;
    private final List<RelationalChange> changes;
    private final Renaming renaming;
    private final RelationalCatalog renamed;
    private final List<SqliteRebuild> rebuilds = new ArrayList<>();
    private final List<RelationalChange> altered = new ArrayList<>();

    SqliteWork(Diff diff) {
        this.from = (RelationalCatalog) diff.from();
        this.to = (RelationalCatalog) diff.to();
        this.changes = diff.changes().stream().map(RelationalChange.class::cast).toList();
        this.renaming = Renaming.of(diff);
        this.renamed = renaming.applied(from);
        byTable().forEach(this::sort);
    }

    private Map<String, List<RelationalChange>> byTable() {
        var byTable = new LinkedHashMap<String, List<RelationalChange>>();
        for (RelationalChange change : changes) {
            SqlitePhase.tableOf(change)
                    .ifPresent(table -> byTable.computeIfAbsent(table, name -> new ArrayList<>())
                            .add(change));
        }
        return byTable;
    }

    private void sort(String name, List<RelationalChange> ofTable) {
        CatalogTable table = renamed.table(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The difference changes table " + name + ", which is not there; create it as it shall be."));
        if (ofTable.stream().allMatch(change -> isAlterable(table, change))) {
            altered.addAll(ofTable);
        } else {
            CatalogTable target = SqliteTarget.of(withoutDroppedIndexes(table), ofTable);
            rebuilds.add(SqliteRebuild.of(from, renaming, table, target, ofTable));
        }
    }

    /** New indexes come when the table is as it shall be. */
    private CatalogTable withoutDroppedIndexes(CatalogTable table) {
        return SqliteTarget.of(
                table,
                changes.stream()
                        .filter(change -> change instanceof RelationalChange.DropIndex
                                || change instanceof RelationalChange.RenameIndex)
                        .toList());
    }

    private boolean isAlterable(CatalogTable table, RelationalChange change) {
        if (change instanceof RelationalChange.AddColumn added) {
            return isAddable(table, added.column());
        }
        return change instanceof RelationalChange.DropColumn dropped && isDroppable(table, dropped.column());
    }

    /** SQLite adds no column that rows which are there would need a value for, other than a constant. */
    private static boolean isAddable(CatalogTable table, CatalogColumn column) {
        boolean constant = column.defaultValue()
                .map(value -> !(value instanceof Expression.Now || value instanceof Expression.Raw))
                .orElse(column.nullable());
        boolean computedWhenRead = column.generated()
                .map(one -> one.storage() == Generated.Storage.VIRTUAL && column.nullable())
                .orElse(true);
        return constant
                && computedWhenRead
                && column.identity() == Identity.NONE
                && table.columns().stream().noneMatch(one -> SqliteNames.same(one.name(), column.name()));
    }

    /** SQLite drops no column that something names, and none while a view or trigger anywhere is broken. */
    private boolean isDroppable(CatalogTable table, CatalogColumn column) {
        Stream<List<String>> keys = Stream.of(
                        table.primaryKey().map(PrimaryKey::columns).stream(),
                        table.uniques().stream().map(Unique::columns),
                        table.foreignKeys().stream().map(ForeignKey::columns))
                .flatMap(columns -> columns);
        return from.views().isEmpty()
                && triggers().isEmpty()
                && keys.noneMatch(columns -> columns.contains(column.name()));
    }

    private List<SqliteTrigger> triggers() {
        return SqliteTrigger.in(from);
    }

    /** The changes of that phase, in the order of the difference. */
    List<RelationalChange> in(SqlitePhase phase) {
        return changes.stream()
                .filter(change -> SqlitePhase.of(change) == phase)
                .toList();
    }

    /** The tables that are written anew. */
    List<SqliteRebuild> rebuilds() {
        return rebuilds;
    }

    /** The changes of tables that ALTER TABLE makes, columns that come before those that go. */
    List<RelationalChange> altered() {
        return Stream.concat(
                        altered.stream().filter(RelationalChange.AddColumn.class::isInstance),
                        altered.stream().filter(RelationalChange.DropColumn.class::isInstance))
                .toList();
    }

    /** The indexes that name a column which goes; what else names it, the difference speaks of. */
    List<Index> indexesThatGoWith(RelationalChange.DropColumn dropped) {
        return renamed.table(dropped.table()).map(this::withoutDroppedIndexes).stream()
                .flatMap(table -> table.indexes().stream())
                .filter(index -> SqliteMentions.in(index, dropped.column().name()))
                .toList();
    }

    /** What there is. */
    RelationalCatalog from() {
        return from;
    }

    /** What there is, under the names it will have. */
    RelationalCatalog renamed() {
        return renamed;
    }

    /** What there shall be. */
    RelationalCatalog to() {
        return to;
    }

    /** From the names there are to those there shall be. */
    Renaming renaming() {
        return renaming;
    }
}
