package io.whisperschema;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.Renaming;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.migration.Operation;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.spi.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one typed operation makes of a catalog. What it is written for must be there. */
final class Reshaping implements Operation.Structural.Kinds<Reshaping.Reshaped> {
    private final SqlDialect dialect;
    private final RelationalCatalog now;
    private final String place;
    private final Way way;
    private final PartSpelling spelling;

    /**
     * @param place the operation, for messages
     */
    Reshaping(SqlDialect dialect, RelationalCatalog now, String place, Way way) {
        this.dialect = dialect;
        this.now = now;
        this.place = place;
        this.way = way;
        this.spelling = new PartSpelling(dialect);
    }

    /**
     * What has become of a catalog.
     *
     * @param catalog what there is now
     * @param hints which names have changed
     */
    record Reshaped(RelationalCatalog catalog, DiffHints hints) {}

    private InvalidMigration refused(String problem, String remedy) {
        return new InvalidMigration(place, problem, remedy);
    }

    private CatalogTable need(String table) {
        return now.table(table)
                .orElseThrow(() -> refused(
                        "there is no table " + table,
                        "Correct the name, or let a migration before this one create it."));
    }

    private void isFree(String relation) {
        Stream<String> taken = Stream.of(
                        now.tables().stream().map(CatalogTable::name),
                        now.views().stream().map(CatalogView::name),
                        now.tables().stream()
                                .flatMap(table -> table.indexes().stream())
                                .map(Index::name))
                .flatMap(names -> names);
        if (taken.anyMatch(relation::equals)) {
            throw refused(
                    "there is a table, view or index " + relation + " already",
                    "Choose another name, or say ensure(…) if it may be there in the same shape.");
        }
    }

    private Reshaped with(RelationalCatalog catalog) {
        return new Reshaped(catalog, DiffHints.none());
    }

    private RelationalCatalog holding(List<CatalogTable> tables, List<CatalogView> views) {
        return new RelationalCatalog(now.dialect(), tables, views, now.foreignObjects(), now.facts());
    }

    private Reshaped having(CatalogTable changed) {
        RelationalCatalog catalog = holding(
                now.tables().stream()
                        .map(table -> table.name().equals(changed.name()) ? changed : table)
                        .toList(),
                now.views());
        References.of(now).stillHold(catalog, this::refused);
        return with(catalog);
    }

    @Override
    public Reshaped createTable(Operation.CreateTable operation) {
        CatalogTable table = spelling.table(operation.table());
        isFree(table.name());
        table.indexes().forEach(index -> isFree(index.name()));
        RelationalCatalog catalog = holding(and(now.tables(), table), now.views());
        References.of(catalog).hold(table, this::refused);
        return with(catalog);
    }

    private static <T> List<T> and(List<T> before, T one) {
        var more = new ArrayList<>(before);
        more.add(one);
        return more;
    }

    private static <T> List<T> without(List<T> before, T one) {
        var less = new ArrayList<>(before);
        less.remove(one);
        return less;
    }

    @Override
    public Reshaped dropTable(Operation.DropTable operation) {
        CatalogTable table = need(operation.table().name());
        spelling.differences(table, spelling.table(operation.table())).ifPresent(found -> {
            throw notAsStated("table " + table.name(), found);
        });
        new StatedNames(place, dialect.name(), way).ofTable(table, operation.table());
        holdsNothingElse(table);
        return without(table);
    }

    /** What no definition can say, the way back could not bring back. */
    private void holdsNothingElse(CatalogTable table) {
        now.foreignObjects().stream()
                .filter(object -> object.table().filter(table.name()::equals).isPresent())
                .map(object -> object.type() + " " + object.name())
                .findFirst()
                .or(() -> table.form().isPlain() ? Optional.empty() : Optional.of("a form of its own"))
                .ifPresent(found -> {
                    throw refused(
                            "table " + table.name() + " has " + found + ", which the way back could not bring back",
                            "Drop that before with sql(…), or say dropTable(\"" + table.name() + "\").");
                });
    }

    private InvalidMigration notAsStated(String what, List<String> found) {
        return refused(
                what + " is not as stated: " + String.join("; ", found),
                "State what is there, so that the way back brings that back, or only name it.");
    }

    private Reshaped without(CatalogTable table) {
        RelationalCatalog catalog = holding(without(now.tables(), table), now.views());
        References.of(now).stillHold(catalog, this::refused);
        return with(catalog);
    }

    @Override
    public Reshaped renameTable(Operation.RenameTable operation) {
        need(operation.before());
        isFree(operation.after());
        return new Reshaped(
                Renaming.ofTable(operation.before(), operation.after()).applied(now),
                DiffHints.none().renamedTable(operation.before(), operation.after()));
    }

    @Override
    public Reshaped addColumn(Operation.AddColumn operation) {
        CatalogTable table = need(operation.table());
        hasNo(table, operation.column().name());
        CatalogTable changed =
                table.withColumns(and(table.columns(), spelling.column(table, operation.column(), operation.keys())));
        for (TablePart key : operation.keys()) {
            changed = added(changed, key);
        }
        return having(changed);
    }

    private void hasNo(CatalogTable table, String column) {
        if (table.column(column).isPresent()) {
            throw refused(
                    "table " + table.name() + " has a column " + column + " already",
                    "Choose another name, or say ensure(…) if it may be there in the same shape.");
        }
    }

    private CatalogColumn need(CatalogTable table, String column) {
        return table.column(column)
                .orElseThrow(() -> refused(
                        "table " + table.name() + " has no column " + column,
                        "It has "
                                + String.join(
                                        ", ",
                                        table.columns().stream()
                                                .map(CatalogColumn::name)
                                                .toList())
                                + "."));
    }

    @Override
    public Reshaped dropColumn(Operation.DropColumn operation) {
        CatalogTable table = need(operation.table());
        isAsStated(table, operation.column(), operation.keys());
        CatalogTable changed = table;
        for (TablePart key : operation.keys()) {
            changed = dropped(changed, key);
        }
        return withoutColumn(changed, operation.column().name());
    }

    private CatalogColumn isAsStated(CatalogTable table, Column stated, List<TablePart> keys) {
        CatalogColumn column = need(table, stated.name());
        spelling.differences(table, column, spelling.column(table, stated, keys))
                .ifPresent(found -> {
                    throw notAsStated("column " + stated.name() + " of table " + table.name(), found);
                });
        return column;
    }

    private Reshaped withoutColumn(CatalogTable table, String name) {
        CatalogTable changed = table.withColumns(without(table.columns(), need(table, name)));
        if (changed.columns().isEmpty()) {
            throw refused("table " + table.name() + " has no other column", "Drop the table.");
        }
        new Mentions(changed, name).first().ifPresent(found -> {
            throw refused(
                    found + " of table " + table.name() + " stands on column " + name,
                    "Drop that in an operation before this one.");
        });
        new Mentions(changed, name).firstOf(now.views(), now.dialect()).ifPresent(view -> {
            throw refused(
                    "view " + view + " speaks of column " + name + " of table " + table.name(),
                    "Drop the view in an operation before this one, and create it again behind it.");
        });
        return having(changed);
    }

    @Override
    public Reshaped alterColumn(Operation.AlterColumn operation) {
        CatalogTable table = need(operation.table());
        CatalogColumn before = isAsStated(table, operation.before(), List.of());
        staysInTheKey(table, operation);
        CatalogColumn after = spelling.column(table, operation.after(), List.of());
        return having(table.withColumns(table.columns().stream()
                .map(column -> column.equals(before) ? after : column)
                .toList()));
    }

    /** Some keys are never null whatever is said, so nothing would change, and the way back would not find it changed. */
    private void staysInTheKey(CatalogTable table, Operation.AlterColumn operation) {
        boolean isKey = table.primaryKey()
                .filter(key -> key.columns().contains(operation.before().name()))
                .isPresent();
        if (isKey
                && way == Way.THERE
                && operation.after().nullable()
                && !operation.before().nullable()) {
            throw refused(
                    "the column is in the primary key and shall be null", "Keep it notNull(), or drop the key before.");
        }
    }

    @Override
    public Reshaped renameColumn(Operation.RenameColumn operation) {
        CatalogTable table = need(operation.table());
        need(table, operation.before());
        hasNo(table, operation.after());
        if (now.dialect().equals(DialectName.SQLITE)) {
            refuseViewsOverViews(table, operation.before());
        }
        return new Reshaped(
                Renaming.ofColumn(table.name(), operation.before(), operation.after())
                        .applied(now),
                DiffHints.none().renamedColumn(table.name(), operation.before(), operation.after()));
    }

    private void refuseViewsOverViews(CatalogTable table, String column) {
        new Mentions(table, column).firstOver(now.views(), now.dialect()).ifPresent(view -> {
            throw refused(
                    "view " + view + " asks a view for column " + column + " of table " + table.name()
                            + ", which SQLite would take for a text",
                    "Drop the view in an operation before this one, and create it again behind it.");
        });
    }

    @Override
    public Reshaped add(Operation.Add operation) {
        return having(added(need(operation.table()), operation.part()));
    }

    private CatalogTable added(CatalogTable table, TablePart part) {
        CatalogTable alone = spelling.part(table, part);
        if (part instanceof PrimaryKey key) {
            if (table.primaryKey().isPresent()) {
                throw refused("table " + table.name() + " has a primary key already", "Drop that before.");
            }
            key.columns().forEach(column -> isNeverNull(need(table, column)));
            return table.withPrimaryKey(alone.primaryKey());
        }
        if (part instanceof ForeignKey key) {
            key.columns().forEach(column -> need(table, column));
            CatalogTable changed = table.withForeignKeys(
                    and(table.foreignKeys(), alone.foreignKeys().get(0)));
            References.of(now).holds(changed, alone.foreignKeys().get(0), this::refused);
            return changed;
        }
        if (part instanceof Unique) {
            return table.withUniques(and(table.uniques(), alone.uniques().get(0)));
        }
        if (part instanceof Index index) {
            isFree(index.name());
            return table.withIndexes(and(table.indexes(), alone.indexes().get(0)));
        }
        return table.withChecks(and(table.checks(), alone.checks().get(0)));
    }

    /** PostgreSQL would make it not null, which the way back would leave. */
    private void isNeverNull(CatalogColumn column) {
        if (column.nullable() && way == Way.THERE) {
            throw refused(
                    "column " + column.name() + " of the key may be null", "Make it notNull() before, with alter(…).");
        }
    }

    @Override
    public Reshaped drop(Operation.Drop operation) {
        return having(dropped(need(operation.table()), operation.part()));
    }

    private CatalogTable dropped(CatalogTable table, TablePart part) {
        CatalogTable alone = spelling.part(table, part);
        CatalogTable left = spelling.withoutLike(table, alone)
                .orElseThrow(() -> notAsStated(
                        "what to drop of table " + table.name(),
                        spelling.differences(spelling.only(table, part), alone).orElse(List.of("it is not there"))));
        new StatedNames(place, dialect.name(), way).ofPart(table, left, part);
        return left;
    }

    @Override
    public Reshaped createView(Operation.CreateView operation) {
        return spelling.view(operation.view())
                .map(view -> {
                    isFree(view.name());
                    return with(holding(now.tables(), and(now.views(), view)));
                })
                .orElseGet(() -> with(now));
    }

    @Override
    public Reshaped dropView(Operation.DropView operation) {
        return spelling.view(operation.view())
                .map(view -> withoutView(view.name()))
                .orElseGet(() -> with(now));
    }

    private Reshaped withoutView(String name) {
        CatalogView view = now.view(name)
                .orElseThrow(() -> refused(
                        "there is no view " + name, "Correct the name, or let a migration before this one create it."));
        return with(holding(now.tables(), without(now.views(), view)));
    }

    @Override
    public Reshaped dropNamed(Operation.DropNamed operation) {
        return switch (operation.kind()) {
            case TABLE -> without(need(operation.name()));
            case VIEW -> withoutView(operation.name());
            case COLUMN -> withoutColumn(need(operation.table()), operation.name());
            case INDEX, CONSTRAINT -> {
                CatalogTable table = need(operation.table());
                yield having(spelling.withoutNamed(table, operation)
                        .orElseThrow(() -> refused(
                                "table " + table.name() + " has no such thing",
                                "Correct the name, or state what to drop with drop(…).")));
            }
        };
    }

    @Override
    public Reshaped keep(Operation.Keep operation) {
        RelationalCatalog wanted = dialect.spell(operation.component().state().orElseThrow());
        List<CatalogTable> tables = operation.component().keptTables().stream()
                .flatMap(table -> wanted.table(table.name()).stream())
                .toList();
        List<CatalogView> views = operation.component().keptViews().stream()
                .flatMap(view -> wanted.view(view.name()).stream())
                .toList();
        var others = new RelationalCatalog(
                now.dialect(),
                now.tables().stream()
                        .filter(table ->
                                tables.stream().noneMatch(one -> one.name().equals(table.name())))
                        .toList(),
                now.views().stream()
                        .filter(view ->
                                views.stream().noneMatch(one -> one.name().equals(view.name())))
                        .toList(),
                now.foreignObjects(),
                now.facts());
        return with(holding(
                Stream.concat(others.tables().stream(), tables.stream()).toList(),
                Stream.concat(others.views().stream(), views.stream()).toList()));
    }

    @Override
    public Reshaped ensure(Operation.Ensure operation) {
        Optional<List<String>> differences = new Presence(now, spelling).differences(operation.addition());
        if (differences.isEmpty()) {
            return operation.addition().match((Operation.Structural.Kinds<Reshaped>) this);
        }
        if (!differences.get().isEmpty()) {
            throw refused(
                    "it is there in another shape: " + String.join("; ", differences.get()),
                    "Bring it to this shape, or correct the shape here.");
        }
        return with(now);
    }
}
