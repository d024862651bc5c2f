package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.Phases;
import io.whisperschema.sql.Steps;
import io.whisperschema.sql.TableSql;
import java.util.List;

/** The steps that make a difference on SQLite, as far as its ALTER TABLE goes. */
final class SqlitePlanner implements RelationalChange.Cases<Steps> {
    private final String store;
    private final Steps steps;
    private final TableSql sql = new TableSql(SqliteWords.WORDS);

    SqlitePlanner(String store) {
        this.store = store;
        this.steps = new Steps(store);
    }

    List<Step> plan(Diff diff) {
        Phases.ordered(diff).forEach(change -> change.match(this));
        return steps.toList();
    }

    /** SQLite does not mind a foreign key to a table that is still to come, so a circle needs no second step. */
    @Override
    public Steps createTable(RelationalChange.CreateTable change) {
        CatalogTable table = change.table();
        steps.add(change, sql.create(table, table.foreignKeys()), "DROP TABLE " + Identifiers.quoted(table.name()));
        table.indexes().forEach(index -> createIndex(new RelationalChange.CreateIndex(table.name(), index), Risk.NONE));
        return steps;
    }

    @Override
    public Steps dropTable(RelationalChange.DropTable change) {
        steps.add(
                change,
                "DROP TABLE " + Identifiers.quoted(change.table().name()),
                Risk.of(Risk.Danger.LOSES_DATA),
                new Undo.Impossible("the rows are gone"));
        return steps;
    }

    @Override
    public Steps addColumn(RelationalChange.AddColumn change) {
        CatalogColumn column = change.column();
        boolean constant = column.defaultValue()
                .map(value -> !(value instanceof Expression.Now || value instanceof Expression.Raw))
                .orElse(true);
        if (!constant) {
            throw rebuild(change, "SQLite adds no column whose default is not a constant");
        }
        if (!column.nullable() && column.defaultValue().isEmpty()) {
            throw rebuild(change, "SQLite adds no column that is not null and has no default");
        }
        steps.add(
                change,
                alter(change.table()) + " ADD COLUMN " + sql.column(column),
                dropColumn(change.table(), column));
        return steps;
    }

    @Override
    public Steps dropColumn(RelationalChange.DropColumn change) {
        steps.add(
                change,
                dropColumn(change.table(), change.column()),
                Risk.of(Risk.Danger.LOSES_DATA).with(Risk.Danger.REWRITES_TABLE),
                new Undo.Impossible("the values are gone"));
        return steps;
    }

    @Override
    public Steps alterColumn(RelationalChange.AlterColumn change) {
        throw rebuild(change, "SQLite changes no column in place");
    }

    @Override
    public Steps changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
        throw rebuild(change, "SQLite changes no key in place");
    }

    @Override
    public Steps addForeignKey(RelationalChange.AddForeignKey change) {
        throw rebuild(change, "SQLite adds no constraint to a table that is there");
    }

    @Override
    public Steps dropForeignKey(RelationalChange.DropForeignKey change) {
        throw rebuild(change, "SQLite drops no constraint");
    }

    @Override
    public Steps addUnique(RelationalChange.AddUnique change) {
        throw rebuild(change, "SQLite adds no constraint to a table that is there");
    }

    @Override
    public Steps dropUnique(RelationalChange.DropUnique change) {
        throw rebuild(change, "SQLite drops no constraint");
    }

    @Override
    public Steps addCheck(RelationalChange.AddCheck change) {
        throw rebuild(change, "SQLite adds no constraint to a table that is there");
    }

    @Override
    public Steps dropCheck(RelationalChange.DropCheck change) {
        throw rebuild(change, "SQLite drops no constraint");
    }

    @Override
    public Steps renameTable(RelationalChange.RenameTable change) {
        throw rebuild(change, "this release renames no tables");
    }

    @Override
    public Steps renameColumn(RelationalChange.RenameColumn change) {
        throw rebuild(change, "this release renames no columns");
    }

    @Override
    public Steps renameConstraint(RelationalChange.RenameConstraint change) {
        throw rebuild(change, "SQLite renames no constraint");
    }

    @Override
    public Steps addExclusion(RelationalChange.AddExclusion change) {
        throw rebuild(change, "SQLite has no exclusion constraints");
    }

    @Override
    public Steps dropExclusion(RelationalChange.DropExclusion change) {
        throw rebuild(change, "SQLite has no exclusion constraints");
    }

    @Override
    public Steps validateConstraint(RelationalChange.ValidateConstraint change) {
        throw rebuild(change, "SQLite proves every constraint at once");
    }

    @Override
    public Steps changeTableForm(RelationalChange.ChangeTableForm change) {
        throw rebuild(change, "SQLite changes no table in place");
    }

    /** SQLite has no other way to rename one. */
    @Override
    public Steps renameIndex(RelationalChange.RenameIndex change) {
        dropIndex(new RelationalChange.DropIndex(change.table(), change.before()));
        return createIndex(new RelationalChange.CreateIndex(change.table(), change.after()));
    }

    @Override
    public Steps createIndex(RelationalChange.CreateIndex change) {
        createIndex(change, Phases.riskOfIndex(change.index()));
        return steps;
    }

    private void createIndex(RelationalChange.CreateIndex change, Risk risk) {
        steps.add(
                change,
                sql.createIndex(change.table(), change.index()),
                risk,
                new Undo.ByStatement(
                        "DROP INDEX " + Identifiers.quoted(change.index().name())));
    }

    @Override
    public Steps dropIndex(RelationalChange.DropIndex change) {
        steps.add(
                change,
                "DROP INDEX " + Identifiers.quoted(change.index().name()),
                sql.createIndex(change.table(), change.index()));
        return steps;
    }

    @Override
    public Steps createView(RelationalChange.CreateView change) {
        steps.add(
                change,
                SqliteDialect.create(change.view()),
                "DROP VIEW " + Identifiers.quoted(change.view().name()));
        return steps;
    }

    @Override
    public Steps dropView(RelationalChange.DropView change) {
        steps.add(change, "DROP VIEW " + Identifiers.quoted(change.view().name()), SqliteDialect.create(change.view()));
        return steps;
    }

    @Override
    public Steps changeTableComment(RelationalChange.ChangeTableComment change) {
        throw rebuild(change, "SQLite keeps no comments");
    }

    private static String alter(String table) {
        return "ALTER TABLE " + Identifiers.quoted(table);
    }

    private static String dropColumn(String table, CatalogColumn column) {
        return alter(table) + " DROP COLUMN " + Identifiers.quoted(column.name());
    }

    private UnsupportedChange rebuild(Change change, String reason) {
        return new UnsupportedChange(
                store,
                change.words(),
                reason,
                "This release does not rebuild tables; make a new table and copy the rows.");
    }
}
