package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
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
import io.whisperschema.plan.PlanOptions.Placing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A difference sorted by how SQLite can make it: what ALTER TABLE does, and which tables are rebuilt. */
final class SqliteWork {
    private final RelationalCatalog from;
    private final RelationalCatalog to;
    private final List<RelationalChange> changes;
    private final Map<SqlitePhase, List<RelationalChange>> byPhase = new EnumMap<>(SqlitePhase.class);
    private final Placing placing;
    private final Renaming renaming;
    private final RelationalCatalog renamed;
    private final List<SqliteRebuild> rebuilds = new ArrayList<>();
    private final List<RelationalChange> altered = new ArrayList<>();

    SqliteWork(Diff diff, Placing placing) {
        this.placing = placing;
        this.from = (RelationalCatalog) diff.from();
        this.to = (RelationalCatalog) diff.to();
        this.changes = diff.changes().stream().map(RelationalChange.class::cast).toList();
        this.changes.forEach(change -> byPhase.computeIfAbsent(SqlitePhase.of(change), phase -> new ArrayList<>())
                .add(change));
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
        CatalogTable appended = SqliteTarget.of(withoutDroppedIndexes(table), ofTable);
        CatalogTable target = placing == Placing.IN_PLACE ? inPlace(appended) : appended;
        if (target.columns().equals(appended.columns())
                && ofTable.stream().allMatch(change -> isAlterable(table, change))
                && computed(ofTable) <= 1) {
            altered.addAll(ofTable);
        } else {
            rebuilds.add(SqliteRebuild.of(from, renaming, table, withNamedKey(target), ofTable));
        }
    }

    /** A key that lost its name to AUTOINCREMENT has it again. */
    private CatalogTable withNamedKey(CatalogTable table) {
        Optional<PrimaryKey> named = to.table(table.name())
                .flatMap(CatalogTable::primaryKey)
                .filter(wanted -> wanted.name().isPresent())
                .filter(wanted ->
                        table.primaryKey().filter(key -> isUnnamed(key, wanted)).isPresent())
                .filter(wanted -> table.columns().stream().allMatch(column -> column.identity() == Identity.NONE));
        return named.isPresent() ? table.withPrimaryKey(named) : table;
    }

    private static boolean isUnnamed(PrimaryKey key, PrimaryKey wanted) {
        return key.name().isEmpty() && key.columns().equals(wanted.columns());
    }

    /** Its columns as they are wanted, before those of which nothing is said. */
    private CatalogTable inPlace(CatalogTable table) {
        List<String> wanted = to.table(table.name()).stream()
                .flatMap(one -> one.columns().stream())
                .map(CatalogColumn::name)
                .toList();
        var columns = new ArrayList<>(table.columns());
        columns.sort(Comparator.comparing(
                column -> wanted.contains(column.name()) ? wanted.indexOf(column.name()) : Integer.MAX_VALUE));
        return table.withColumns(columns);
    }

    /** Computed columns may be computed out of each other; one by one they would need an order. */
    private static long computed(List<RelationalChange> ofTable) {
        return ofTable.stream().filter(SqliteWork::addsComputed).count();
    }

    private static boolean addsComputed(RelationalChange change) {
        return change instanceof RelationalChange.AddColumn added
                && added.column().generated().isPresent();
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
        boolean constant = column.defaultValue().map(SqliteWork::isConstant).orElse(column.nullable());
        boolean computedWhenRead = column.generated()
                .map(one -> one.storage() == Generated.Storage.VIRTUAL && column.nullable())
                .orElse(true);
        return constant
                && computedWhenRead
                && column.identity() == Identity.NONE
                && table.columns().stream().noneMatch(one -> SqliteNames.same(one.name(), column.name()));
    }

    private static boolean isConstant(Expression value) {
        return value instanceof Expression.Text
                || value instanceof Expression.Number
                || value instanceof Expression.Truth
                || value instanceof Expression.Bytes
                || value instanceof Expression.Texts
                || value instanceof Expression.Null;
    }

    /** SQLite drops no column that something names, and none while a view or trigger anywhere is broken. */
    private boolean isDroppable(CatalogTable table, CatalogColumn column) {
        Stream<List<String>> keys = Stream.of(
                        table.primaryKey().map(PrimaryKey::columns).stream(),
                        table.uniques().stream().map(Unique::columns),
                        table.foreignKeys().stream().map(ForeignKey::columns))
                .flatMap(columns -> columns);
        Stream<Expression> expressions = Stream.concat(
                table.checks().stream().map(Check::condition),
                table.columns().stream()
                        .flatMap(one -> one.generated().stream())
                        .map(Generated::expression));
        return from.views().isEmpty()
                && SqliteTrigger.in(from).isEmpty()
                && !SqliteRowid.isHiddenBy(column)
                && keys.noneMatch(columns -> columns.contains(column.name()))
                && expressions.noneMatch(expression -> SqliteMentions.in(expression, column.name()));
    }

    /** The changes of that phase, in the order of the difference. */
    List<RelationalChange> in(SqlitePhase phase) {
        return byPhase.getOrDefault(phase, List.of());
    }

    /** The tables that are written anew. */
    List<SqliteRebuild> rebuilds() {
        return rebuilds;
    }

    /** The changes of tables that ALTER TABLE makes: columns that come, computed ones last, before those that go. */
    List<RelationalChange> altered() {
        var ordered = new ArrayList<>(altered);
        ordered.sort(Comparator.comparing(
                change -> change instanceof RelationalChange.DropColumn ? 2 : addsComputed(change) ? 1 : 0));
        return ordered;
    }

    /** The indexes that name a column which goes, with the change that takes it; what else names it, the difference speaks of. */
    Map<Index, RelationalChange.DropColumn> indexesThatGoWithColumns() {
        var going = new LinkedHashMap<Index, RelationalChange.DropColumn>();
        for (RelationalChange change : in(SqlitePhase.TABLE)) {
            if (change instanceof RelationalChange.DropColumn dropped) {
                renamed.table(dropped.table()).map(this::withoutDroppedIndexes).stream()
                        .flatMap(table -> table.indexes().stream())
                        .filter(index ->
                                SqliteMentions.in(index, dropped.column().name()))
                        .forEach(index -> going.putIfAbsent(index, dropped));
            }
        }
        return going;
    }

    /** The tables that stay, as they are once rebuilt, under the names they have. */
    List<CatalogTable> kept() {
        var targets = new HashMap<String, CatalogTable>();
        rebuilds.forEach(rebuild -> targets.put(rebuild.source().name(), rebuild.target()));
        List<String> dropped = dropped();
        return from.tables().stream()
                .filter(table -> !dropped.contains(table.name()))
                .map(table -> targets.getOrDefault(table.name(), withoutDroppedIndexes(table)))
                .toList();
    }

    /** The views that stay as they are. */
    List<CatalogView> keptViews() {
        List<String> gone = droppedViews();
        return from.views().stream().filter(view -> !gone.contains(view.name())).toList();
    }

    private List<String> droppedViews() {
        return in(SqlitePhase.DROP_VIEW).stream()
                .map(change -> ((RelationalChange.DropView) change).view().name())
                .toList();
    }

    /** Whether the view of that name goes and comes again. */
    boolean comesAgain(String view) {
        return droppedViews().stream().anyMatch(name -> SqliteNames.same(name, view))
                && in(SqlitePhase.CREATE_VIEW).stream()
                        .anyMatch(change -> SqliteNames.same(
                                ((RelationalChange.CreateView) change).view().name(), view));
    }

    /** Whether a table or column gets another name. */
    boolean renames() {
        return !in(SqlitePhase.RENAME_TABLE).isEmpty()
                || !in(SqlitePhase.RENAME_COLUMN).isEmpty();
    }

    /** What is changed of the table of that name before. */
    List<RelationalChange> changesOf(String table) {
        List<RelationalChange> ofTable = changes.stream()
                .filter(change -> SqlitePhase.tableOf(change)
                        .map(renaming.reversed()::table)
                        .filter(name -> SqliteNames.same(name, table))
                        .isPresent())
                .toList();
        return ofTable.isEmpty() ? changes : ofTable;
    }

    /** The tables that go. */
    List<String> dropped() {
        return in(SqlitePhase.DROP_TABLE).stream()
                .map(change -> ((RelationalChange.DropTable) change).table().name())
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
