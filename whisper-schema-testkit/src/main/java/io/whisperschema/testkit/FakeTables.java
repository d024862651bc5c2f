package io.whisperschema.testkit;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.RelationalChange;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a relational store holds after a change.
 *
 * @param held what it holds before
 */
record FakeTables(RelationalCatalog held) implements RelationalChange.Cases<RelationalCatalog> {
    @Override
    public RelationalCatalog createTable(RelationalChange.CreateTable change) {
        String name = change.table().name();
        return tables(
                Parts.with(held.tables(), change.table(), table -> table.name().equals(name)));
    }

    @Override
    public RelationalCatalog dropTable(RelationalChange.DropTable change) {
        String name = change.table().name();
        return tables(Parts.without(held.tables(), table -> table.name().equals(name)));
    }

    @Override
    public RelationalCatalog addColumn(RelationalChange.AddColumn change) {
        return columns(
                change.table(),
                columns -> Parts.with(
                        columns,
                        change.column(),
                        column -> column.name().equals(change.column().name())));
    }

    @Override
    public RelationalCatalog dropColumn(RelationalChange.DropColumn change) {
        return columns(
                change.table(),
                columns -> Parts.without(
                        columns, column -> column.name().equals(change.column().name())));
    }

    @Override
    public RelationalCatalog alterColumn(RelationalChange.AlterColumn change) {
        return columns(
                change.table(),
                columns -> Parts.replacing(
                        columns,
                        change.after(),
                        column -> column.name().equals(change.before().name())));
    }

    @Override
    public RelationalCatalog changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
        return table(change.table(), table -> with(table, table.columns(), change.after()));
    }

    @Override
    public RelationalCatalog addForeignKey(RelationalChange.AddForeignKey change) {
        return table(
                change.table(),
                table -> table.withForeignKeys(Parts.with(table.foreignKeys(), change.key(), change.key()::equals)));
    }

    @Override
    public RelationalCatalog dropForeignKey(RelationalChange.DropForeignKey change) {
        return table(
                change.table(),
                table -> table.withForeignKeys(Parts.without(table.foreignKeys(), change.key()::equals)));
    }

    @Override
    public RelationalCatalog addUnique(RelationalChange.AddUnique change) {
        return uniques(change.table(), uniques -> Parts.with(uniques, change.unique(), change.unique()::equals));
    }

    @Override
    public RelationalCatalog dropUnique(RelationalChange.DropUnique change) {
        return uniques(change.table(), uniques -> Parts.without(uniques, change.unique()::equals));
    }

    @Override
    public RelationalCatalog addCheck(RelationalChange.AddCheck change) {
        return checks(change.table(), checks -> Parts.with(checks, change.check(), change.check()::equals));
    }

    @Override
    public RelationalCatalog dropCheck(RelationalChange.DropCheck change) {
        return checks(change.table(), checks -> Parts.without(checks, change.check()::equals));
    }

    @Override
    public RelationalCatalog createIndex(RelationalChange.CreateIndex change) {
        return indexes(
                change.table(),
                indexes -> Parts.with(
                        indexes,
                        change.index(),
                        index -> index.name().equals(change.index().name())));
    }

    @Override
    public RelationalCatalog dropIndex(RelationalChange.DropIndex change) {
        return indexes(
                change.table(),
                indexes -> Parts.without(
                        indexes, index -> index.name().equals(change.index().name())));
    }

    @Override
    public RelationalCatalog createView(RelationalChange.CreateView change) {
        String name = change.view().name();
        return views(Parts.with(held.views(), change.view(), view -> view.name().equals(name)));
    }

    @Override
    public RelationalCatalog dropView(RelationalChange.DropView change) {
        String name = change.view().name();
        return views(Parts.without(held.views(), view -> view.name().equals(name)));
    }

    @Override
    public RelationalCatalog changeTableComment(RelationalChange.ChangeTableComment change) {
        return table(
                change.table(),
                table -> new CatalogTable(
                        table.name(),
                        table.columns(),
                        table.primaryKey(),
                        table.foreignKeys(),
                        table.uniques(),
                        table.checks(),
                        table.indexes(),
                        change.after()));
    }

    private RelationalCatalog columns(String name, UnaryOperator<List<CatalogColumn>> changed) {
        return table(name, table -> with(table, changed.apply(table.columns()), table.primaryKey()));
    }

    private RelationalCatalog uniques(String name, UnaryOperator<List<Unique>> changed) {
        return table(name, table -> with(table, changed.apply(table.uniques()), table.checks(), table.indexes()));
    }

    private RelationalCatalog checks(String name, UnaryOperator<List<Check>> changed) {
        return table(name, table -> with(table, table.uniques(), changed.apply(table.checks()), table.indexes()));
    }

    private RelationalCatalog indexes(String name, UnaryOperator<List<Index>> changed) {
        return table(name, table -> with(table, table.uniques(), table.checks(), changed.apply(table.indexes())));
    }

    private static CatalogTable with(CatalogTable table, List<CatalogColumn> columns, Optional<PrimaryKey> key) {
        return new CatalogTable(
                table.name(),
                columns,
                key,
                table.foreignKeys(),
                table.uniques(),
                table.checks(),
                table.indexes(),
                table.comment());
    }

    private static CatalogTable with(
            CatalogTable table, List<Unique> uniques, List<Check> checks, List<Index> indexes) {
        return new CatalogTable(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.foreignKeys(),
                uniques,
                checks,
                indexes,
                table.comment());
    }

    private RelationalCatalog table(String name, UnaryOperator<CatalogTable> changed) {
        CatalogTable before =
                held.table(name).orElseThrow(() -> new IllegalStateException("there is no table " + name));
        return tables(Parts.replacing(
                held.tables(), changed.apply(before), table -> table.name().equals(name)));
    }

    private RelationalCatalog tables(List<CatalogTable> tables) {
        return new RelationalCatalog(held.dialect(), tables, held.views(), held.foreignObjects(), held.facts());
    }

    private RelationalCatalog views(List<CatalogView> views) {
        return new RelationalCatalog(held.dialect(), held.tables(), views, held.foreignObjects(), held.facts());
    }
}
