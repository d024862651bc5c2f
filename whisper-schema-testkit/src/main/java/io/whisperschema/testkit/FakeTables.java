package io.whisperschema.testkit;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.Unfinished;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.RelationalChange;
import java.util.List;
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
        return table(change.table(), table -> table.withPrimaryKey(change.after()));
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
        return table(change.table(), table -> table.withComment(change.after()));
    }

    @Override
    public RelationalCatalog renameTable(RelationalChange.RenameTable change) {
        return table(change.before(), table -> table.named(change.after()));
    }

    @Override
    public RelationalCatalog renameColumn(RelationalChange.RenameColumn change) {
        return columns(
                change.table(),
                columns -> columns.stream()
                        .map(column -> column.name().equals(change.before()) ? column.named(change.after()) : column)
                        .toList());
    }

    @Override
    public RelationalCatalog renameIndex(RelationalChange.RenameIndex change) {
        return indexes(
                change.table(),
                indexes -> Parts.replacing(
                        indexes,
                        change.after(),
                        index -> index.name().equals(change.before().name())));
    }

    /** A fake's constraints need no name. */
    @Override
    public RelationalCatalog renameConstraint(RelationalChange.RenameConstraint change) {
        return held;
    }

    @Override
    public RelationalCatalog addExclusion(RelationalChange.AddExclusion change) {
        return table(
                change.table(),
                table -> table.withExclusions(
                        Parts.with(table.exclusions(), change.exclusion(), change.exclusion()::equals)));
    }

    @Override
    public RelationalCatalog dropExclusion(RelationalChange.DropExclusion change) {
        return table(
                change.table(),
                table -> table.withExclusions(Parts.without(table.exclusions(), change.exclusion()::equals)));
    }

    @Override
    public RelationalCatalog validateConstraint(RelationalChange.ValidateConstraint change) {
        return table(change.table(), table -> table.withUnfinished(Unfinished.NOTHING));
    }

    @Override
    public RelationalCatalog changeTableForm(RelationalChange.ChangeTableForm change) {
        return table(change.table(), table -> table.withForm(change.after()));
    }

    private RelationalCatalog columns(String name, UnaryOperator<List<CatalogColumn>> changed) {
        return table(name, table -> table.withColumns(changed.apply(table.columns())));
    }

    private RelationalCatalog uniques(String name, UnaryOperator<List<Unique>> changed) {
        return table(name, table -> table.withUniques(changed.apply(table.uniques())));
    }

    private RelationalCatalog checks(String name, UnaryOperator<List<Check>> changed) {
        return table(name, table -> table.withChecks(changed.apply(table.checks())));
    }

    private RelationalCatalog indexes(String name, UnaryOperator<List<Index>> changed) {
        return table(name, table -> table.withIndexes(changed.apply(table.indexes())));
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
