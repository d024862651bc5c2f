package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.RelationalChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A table after some changes: with all that these do not speak of. */
final class SqliteTarget implements RelationalChange.Cases<CatalogTable> {
    private CatalogTable table;

    private SqliteTarget(CatalogTable table) {
        this.table = table;
    }

    /** The table after these changes, which are all of this table. */
    static CatalogTable of(CatalogTable table, List<RelationalChange> changes) {
        var target = new SqliteTarget(table);
        for (RelationalChange change : changes) {
            target.table = change.match(target);
        }
        return target.withItsKeyBesideTheColumn();
    }

    /** AUTOINCREMENT is written beside the column, where a key cannot have a name. */
    private CatalogTable withItsKeyBesideTheColumn() {
        boolean numbered = table.columns().stream().anyMatch(column -> column.identity() != Identity.NONE);
        return numbered
                ? table.withPrimaryKey(
                        table.primaryKey().map(key -> new PrimaryKey(Optional.empty(), key.columns(), key.surrogate())))
                : table;
    }

    @Override
    public CatalogTable addColumn(RelationalChange.AddColumn change) {
        return table.withColumns(and(table.columns(), change.column()));
    }

    /** An index on the column goes with it. */
    @Override
    public CatalogTable dropColumn(RelationalChange.DropColumn change) {
        String name = change.column().name();
        return table.withColumns(
                        without(table.columns(), column -> column.name().equals(name)))
                .withIndexes(without(table.indexes(), index -> SqliteMentions.in(index, name)));
    }

    @Override
    public CatalogTable alterColumn(RelationalChange.AlterColumn change) {
        return table.withColumns(each(
                table.columns(), column -> column.name().equals(change.after().name()) ? change.after() : column));
    }

    @Override
    public CatalogTable changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
        return table.withPrimaryKey(change.after());
    }

    @Override
    public CatalogTable addForeignKey(RelationalChange.AddForeignKey change) {
        return table.withForeignKeys(and(table.foreignKeys(), change.key()));
    }

    @Override
    public CatalogTable dropForeignKey(RelationalChange.DropForeignKey change) {
        return table.withForeignKeys(withoutOne(table.foreignKeys(), change.key()));
    }

    @Override
    public CatalogTable addUnique(RelationalChange.AddUnique change) {
        return table.withUniques(and(table.uniques(), change.unique()));
    }

    @Override
    public CatalogTable dropUnique(RelationalChange.DropUnique change) {
        return table.withUniques(withoutOne(table.uniques(), change.unique()));
    }

    @Override
    public CatalogTable addCheck(RelationalChange.AddCheck change) {
        return table.withChecks(and(table.checks(), change.check()));
    }

    @Override
    public CatalogTable dropCheck(RelationalChange.DropCheck change) {
        return table.withChecks(withoutOne(table.checks(), change.check()));
    }

    @Override
    public CatalogTable renameConstraint(RelationalChange.RenameConstraint change) {
        UnaryOperator<Optional<String>> renamed =
                name -> name.equals(Optional.of(change.before())) ? Optional.of(change.after()) : name;
        return table.withPrimaryKey(table.primaryKey()
                        .map(key -> new PrimaryKey(renamed.apply(key.name()), key.columns(), key.surrogate())))
                .withForeignKeys(each(
                        table.foreignKeys(),
                        key -> new ForeignKey(
                                renamed.apply(key.name()),
                                key.columns(),
                                key.table(),
                                key.references(),
                                key.actions(),
                                key.overrides(),
                                key.deferral())))
                .withUniques(each(
                        table.uniques(),
                        one -> new Unique(renamed.apply(one.name()), one.columns(), one.nulls(), one.deferral())))
                .withChecks(each(
                        table.checks(),
                        check -> renamed.apply(check.name()).equals(check.name())
                                ? check
                                : new Check(renamed.apply(check.name()), check.condition())));
    }

    @Override
    public CatalogTable changeTableForm(RelationalChange.ChangeTableForm change) {
        return table.withForm(change.after());
    }

    @Override
    public CatalogTable dropIndex(RelationalChange.DropIndex change) {
        return withoutIndex(change.index());
    }

    @Override
    public CatalogTable renameIndex(RelationalChange.RenameIndex change) {
        return withoutIndex(change.before());
    }

    private CatalogTable withoutIndex(Index gone) {
        return table.withIndexes(without(table.indexes(), index -> index.name().equals(gone.name())));
    }

    /** Comes when the table is as it shall be. */
    @Override
    public CatalogTable createIndex(RelationalChange.CreateIndex change) {
        return table;
    }

    @Override
    public CatalogTable createTable(RelationalChange.CreateTable change) {
        return table;
    }

    @Override
    public CatalogTable dropTable(RelationalChange.DropTable change) {
        return table;
    }

    @Override
    public CatalogTable createView(RelationalChange.CreateView change) {
        return table;
    }

    @Override
    public CatalogTable dropView(RelationalChange.DropView change) {
        return table;
    }

    @Override
    public CatalogTable renameTable(RelationalChange.RenameTable change) {
        return table;
    }

    @Override
    public CatalogTable renameColumn(RelationalChange.RenameColumn change) {
        return table;
    }

    @Override
    public CatalogTable addExclusion(RelationalChange.AddExclusion change) {
        return table;
    }

    @Override
    public CatalogTable dropExclusion(RelationalChange.DropExclusion change) {
        return table;
    }

    @Override
    public CatalogTable validateConstraint(RelationalChange.ValidateConstraint change) {
        return table;
    }

    @Override
    public CatalogTable changeTableComment(RelationalChange.ChangeTableComment change) {
        return table;
    }

    private static <T> List<T> and(List<T> list, T more) {
        var longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    private static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
        return list.stream().map(change).toList();
    }

    private static <T> List<T> without(List<T> list, Predicate<T> gone) {
        return list.stream().filter(gone.negate()).toList();
    }

    /** Two constraints may be alike; one of them goes. */
    private static <T> List<T> withoutOne(List<T> list, T gone) {
        var rest = new ArrayList<>(list);
        rest.remove(gone);
        return rest;
    }
}
