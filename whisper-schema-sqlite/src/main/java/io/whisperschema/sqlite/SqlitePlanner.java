package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.Together;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.sql.CreationOrder;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.Phases;
import io.whisperschema.sql.Steps;
import io.whisperschema.sql.TableSql;
import java.util.ArrayList;
import java.util.List;

/** The steps that make a difference on SQLite: by ALTER TABLE where that can, else by rebuilding tables. */
final class SqlitePlanner implements RelationalChange.Cases<Steps> {
    private final String store;
    private final Steps steps;
    private final SqliteWork work;
    private final SqliteNames names;
    private final TableSql sql = new TableSql(SqliteWords.WORDS);

    private SqlitePlanner(String store, Diff diff, PlanOptions options) {
        this.store = store;
        this.steps = new Steps(store);
        this.work = new SqliteWork(diff, options.placing());
        this.names = new SqliteNames(work.from(), work.to());
    }

    static List<Step> plan(String store, Diff diff, PlanOptions options) {
        return new SqlitePlanner(store, diff, options).plan();
    }

    private List<Step> plan() {
        new SqliteRefusals(store, work).refuse();
        each(SqlitePhase.DROP_VIEW);
        dropIndexes();
        new SqliteTables(work, steps, names).rebuildAndDrop();
        rename();
        work.altered().forEach(change -> change.match(this));
        createTables();
        each(SqlitePhase.CREATE_INDEX);
        each(SqlitePhase.CREATE_VIEW);
        triggersOfViews();
        new SqliteProofs(work, steps).add();
        return steps.toList();
    }

    private void each(SqlitePhase phase) {
        work.in(phase).forEach(change -> change.match(this));
    }

    /** They went with their views, and come again with them. */
    private void triggersOfViews() {
        for (RelationalChange change : work.in(SqlitePhase.CREATE_VIEW)) {
            String view = ((RelationalChange.CreateView) change).view().name();
            SqliteTrigger.in(work.from()).stream()
                    .filter(trigger -> trigger.isOf(view) && work.comesAgain(view))
                    .forEach(trigger ->
                            steps.add(change, trigger.sql(), "DROP TRIGGER " + Identifiers.quoted(trigger.name())));
        }
    }

    private void dropIndexes() {
        each(SqlitePhase.DROP_INDEX);
        for (RelationalChange change : work.in(SqlitePhase.CREATE_INDEX)) {
            if (change instanceof RelationalChange.RenameIndex renamed) {
                dropIndex(change, renamed.table(), renamed.before());
            }
        }
        work.indexesThatGoWithColumns().forEach((index, change) -> dropIndex(change, change.table(), index));
    }

    /** SQLite renames nothing while a view is broken, so those that were are set aside. */
    private void rename() {
        List<RelationalChange> renames = new ArrayList<>(work.in(SqlitePhase.RENAME_TABLE));
        renames.addAll(work.in(SqlitePhase.RENAME_COLUMN));
        if (!renames.isEmpty()) {
            var broken = new SqliteBrokenViews(work, steps, Together.of(renames));
            broken.setAside();
            renames.forEach(change -> change.match(this));
            broken.putBack();
        }
    }

    private void createTables() {
        List<CatalogTable> created = Phases.created(work.in(SqlitePhase.CREATE_TABLE));
        CreationOrder.of(created).tables().forEach(table -> createTable(new RelationalChange.CreateTable(table)));
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
    public Steps addColumn(RelationalChange.AddColumn change) {
        CatalogColumn column = change.column();
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
    public Steps renameTable(RelationalChange.RenameTable change) {
        if (SqliteNames.same(change.before(), change.after())) {
            String between = names.fresh(change.after());
            rename(change, change.before(), between);
            return rename(change, between, change.after());
        }
        return rename(change, change.before(), change.after());
    }

    private Steps rename(Change change, String before, String after) {
        steps.add(
                change,
                alter(before) + " RENAME TO " + Identifiers.quoted(after),
                alter(after) + " RENAME TO " + Identifiers.quoted(before));
        return steps;
    }

    @Override
    public Steps renameColumn(RelationalChange.RenameColumn change) {
        String start = alter(change.table()) + " RENAME COLUMN ";
        steps.add(
                change,
                start + Identifiers.quoted(change.before()) + " TO " + Identifiers.quoted(change.after()),
                start + Identifiers.quoted(change.after()) + " TO " + Identifiers.quoted(change.before()));
        return steps;
    }

    /** SQLite has no other way than to make it anew. */
    @Override
    public Steps renameIndex(RelationalChange.RenameIndex change) {
        createIndex(change, change.table(), change.after(), Risk.NONE);
        return steps;
    }

    @Override
    public Steps createIndex(RelationalChange.CreateIndex change) {
        createIndex(change, Phases.riskOfIndex(change.index()));
        return steps;
    }

    private void createIndex(RelationalChange.CreateIndex change, Risk risk) {
        createIndex(change, change.table(), change.index(), risk);
    }

    private void createIndex(Change change, String table, Index index, Risk risk) {
        steps.add(
                change,
                sql.createIndex(table, index),
                risk,
                new Undo.ByStatement("DROP INDEX " + Identifiers.quoted(index.name())));
    }

    @Override
    public Steps dropIndex(RelationalChange.DropIndex change) {
        dropIndex(change, change.table(), change.index());
        return steps;
    }

    private void dropIndex(Change change, String table, Index index) {
        steps.add(change, "DROP INDEX " + Identifiers.quoted(index.name()), sql.createIndex(table, index));
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

    private static String alter(String table) {
        return "ALTER TABLE " + Identifiers.quoted(table);
    }

    private static String dropColumn(String table, CatalogColumn column) {
        return alter(table) + " DROP COLUMN " + Identifiers.quoted(column.name());
    }

    @Override
    public Steps dropTable(RelationalChange.DropTable change) {
        return inTables();
    }

    @Override
    public Steps alterColumn(RelationalChange.AlterColumn change) {
        return inTables();
    }

    @Override
    public Steps changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
        return inTables();
    }

    @Override
    public Steps addForeignKey(RelationalChange.AddForeignKey change) {
        return inTables();
    }

    @Override
    public Steps dropForeignKey(RelationalChange.DropForeignKey change) {
        return inTables();
    }

    @Override
    public Steps addUnique(RelationalChange.AddUnique change) {
        return inTables();
    }

    @Override
    public Steps dropUnique(RelationalChange.DropUnique change) {
        return inTables();
    }

    @Override
    public Steps addCheck(RelationalChange.AddCheck change) {
        return inTables();
    }

    @Override
    public Steps dropCheck(RelationalChange.DropCheck change) {
        return inTables();
    }

    @Override
    public Steps renameConstraint(RelationalChange.RenameConstraint change) {
        return inTables();
    }

    @Override
    public Steps changeTableForm(RelationalChange.ChangeTableForm change) {
        return inTables();
    }

    /** {@link SqliteTables} makes it, with the others that rebuild tables or take them away. */
    private Steps inTables() {
        return steps;
    }

    @Override
    public Steps addExclusion(RelationalChange.AddExclusion change) {
        return refused();
    }

    @Override
    public Steps dropExclusion(RelationalChange.DropExclusion change) {
        return refused();
    }

    @Override
    public Steps validateConstraint(RelationalChange.ValidateConstraint change) {
        return refused();
    }

    @Override
    public Steps changeTableComment(RelationalChange.ChangeTableComment change) {
        return refused();
    }

    /** {@link SqliteRefusals} has seen it before. */
    private Steps refused() {
        return steps;
    }
}
