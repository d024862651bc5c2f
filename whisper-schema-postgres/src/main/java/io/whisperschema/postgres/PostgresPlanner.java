package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.sql.CreationOrder;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.Phases;
import io.whisperschema.sql.Steps;
import io.whisperschema.sql.TableSql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps that make a difference on PostgreSQL. */
final class PostgresPlanner implements RelationalChange.Cases<Steps> {
    private static final String EXCLUSIVE = "ACCESS EXCLUSIVE";
    private static final String SHARE_ROW = "SHARE ROW EXCLUSIVE";

    /** What each type holds of another without loss or failure. */
    private static final Map<String, Set<String>> WIDER = Map.of(
            "bigint", Set.of("integer", "smallint"),
            "integer", Set.of("smallint"),
            "double precision", Set.of("real"),
            "text", Set.of("character varying", "uuid", "date", "integer", "bigint", "boolean"));

    private final String store;
    private final PostgresWords words;
    private final TableSql sql;
    private final Steps steps;
    private CreationOrder created = CreationOrder.of(List.of());

    PostgresPlanner(String store, String schema) {
        this.store = store;
        this.words = new PostgresWords(schema);
        this.sql = new TableSql(words);
        this.steps = new Steps(store);
    }

    List<Step> plan(Diff diff) {
        created = CreationOrder.of(Phases.created(
                diff.changes().stream().map(RelationalChange.class::cast).toList()));
        Phases.ordered(diff.and(foreignKeysInACircle())).forEach(change -> change.match(this));
        return steps.toList();
    }

    private List<Change> foreignKeysInACircle() {
        return created.tables().stream()
                .flatMap(table -> created.late().getOrDefault(table.name(), List.of()).stream()
                        .<Change>map(key -> new RelationalChange.AddForeignKey(table.name(), key)))
                .toList();
    }

    @Override
    public Steps createTable(RelationalChange.CreateTable change) {
        CatalogTable table = change.table();
        steps.add(change, sql.create(table, created.inline(table)), "DROP TABLE " + words.qualified(table.name()));
        table.form().partitionOf().ifPresent(place -> attach(change, place));
        table.indexes().forEach(index -> createIndex(new RelationalChange.CreateIndex(table.name(), index)));
        if (table.comment().isPresent()) {
            changeTableComment(
                    new RelationalChange.ChangeTableComment(table.name(), Optional.empty(), table.comment()));
        }
        table.columns().stream()
                .filter(column -> column.comment().isPresent())
                .forEach(column ->
                        commentColumn(new RelationalChange.AlterColumn(table.name(), withoutComment(column), column)));
        return steps;
    }

    private void attach(RelationalChange.CreateTable change, TableForm.PartitionOf place) {
        String start = alter(place.table());
        String partition = words.qualified(change.table().name());
        steps.add(
                change,
                start + "ATTACH PARTITION " + partition + " " + place.bound(),
                start + "DETACH PARTITION " + partition);
    }

    @Override
    public Steps dropTable(RelationalChange.DropTable change) {
        steps.add(
                change,
                "DROP TABLE " + words.qualified(change.table().name()),
                Risk.of(Danger.LOSES_DATA).under(lock(EXCLUSIVE, change.table().name())),
                new Undo.Impossible("the rows are gone"));
        return steps;
    }

    @Override
    public Steps addColumn(RelationalChange.AddColumn change) {
        CatalogColumn column = change.column();
        Risk risk = exclusive(change.table());
        if (column.identity() != Identity.NONE
                || column.defaultValue()
                        .filter(Expression.Raw.class::isInstance)
                        .isPresent()) {
            risk = risk.with(Danger.REWRITES_TABLE);
        }
        if (!column.nullable() && column.defaultValue().isEmpty() && column.identity() == Identity.NONE) {
            risk = risk.with(Danger.MAY_FAIL_ON_ROWS);
        }
        steps.add(
                change,
                alter(change.table()) + "ADD COLUMN " + sql.column(column),
                risk,
                new Undo.ByStatement(alter(change.table()) + "DROP COLUMN " + Identifiers.quoted(column.name())));
        if (column.comment().isPresent()) {
            commentColumn(new RelationalChange.AlterColumn(change.table(), withoutComment(column), column));
        }
        return steps;
    }

    @Override
    public Steps dropColumn(RelationalChange.DropColumn change) {
        steps.add(
                change,
                alter(change.table()) + "DROP COLUMN "
                        + Identifiers.quoted(change.column().name()),
                exclusive(change.table()).with(Danger.LOSES_DATA),
                new Undo.Impossible("the values are gone"));
        return steps;
    }

    @Override
    public Steps alterColumn(RelationalChange.AlterColumn change) {
        CatalogColumn before = change.before();
        CatalogColumn after = change.after();
        if (before.identity() != after.identity()) {
            throw new UnsupportedChange(
                    store,
                    change.words(),
                    "this release does not change what numbers a column",
                    "Do it by hand, or define the column as it is.");
        }
        boolean retyped = !before.type().text().equals(after.type().text());
        boolean newDefault = retyped || !before.defaultValue().equals(after.defaultValue());
        if (newDefault && before.defaultValue().isPresent()) {
            alterColumn(change, "DROP DEFAULT", exclusive(change.table()), defaultClause(before));
        }
        if (retyped) {
            alterColumn(change, type(before, after, change), riskOfType(change), type(after, before, change));
        }
        if (newDefault && after.defaultValue().isPresent()) {
            alterColumn(change, defaultClause(after), exclusive(change.table()), "DROP DEFAULT");
        }
        if (before.nullable() && !after.nullable()) {
            alterColumn(
                    change, "SET NOT NULL", exclusive(change.table()).with(Danger.MAY_FAIL_ON_ROWS), "DROP NOT NULL");
        }
        if (!before.nullable() && after.nullable()) {
            alterColumn(change, "DROP NOT NULL", exclusive(change.table()), "SET NOT NULL");
        }
        if (!before.comment().equals(after.comment())) {
            commentColumn(change);
        }
        return steps;
    }

    private void alterColumn(RelationalChange.AlterColumn change, String clause, Risk risk, String back) {
        String start = alter(change.table()) + "ALTER COLUMN "
                + Identifiers.quoted(change.after().name()) + " ";
        steps.add(change, start + clause, risk, new Undo.ByStatement(start + back));
    }

    private static String type(CatalogColumn from, CatalogColumn to, RelationalChange.AlterColumn change) {
        String column = Identifiers.quoted(change.after().name());
        String value = MomentZone.isNeeded(from.type(), to.type())
                ? MomentZone.of(change).at(column)
                : column;
        return "TYPE " + to.type().text() + " USING " + value + "::" + to.type().text();
    }

    private String defaultClause(CatalogColumn column) {
        return column.defaultValue()
                .map(value -> "SET DEFAULT " + sql.defaultValue(value))
                .orElse("DROP DEFAULT");
    }

    private static Risk riskOfType(RelationalChange.AlterColumn change) {
        Risk risk = exclusive(change.table()).with(Danger.REWRITES_TABLE);
        if (MomentZone.isWithoutLoss(change)) {
            return risk;
        }
        String from = change.before().type().text().replaceAll("\\(.*\\)", "");
        boolean wider =
                WIDER.getOrDefault(change.after().type().text(), Set.of()).contains(from);
        return wider ? risk : risk.with(Danger.MAY_FAIL_ON_ROWS).with(Danger.LOSES_DATA);
    }

    @Override
    public Steps changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
        change.before()
                .ifPresent(key -> steps.add(
                        change,
                        alter(change.table()) + dropConstraint(change.table(), key.name(), "primary key"),
                        exclusive(change.table()),
                        new Undo.ByStatement(alter(change.table()) + "ADD " + sql.primaryKey(key))));
        change.after()
                .ifPresent(key -> steps.add(
                        change,
                        alter(change.table()) + "ADD " + sql.primaryKey(key),
                        exclusive(change.table()).with(Danger.MAY_FAIL_ON_ROWS),
                        new Undo.Impossible("the name that the server gives the key is not known beforehand")));
        return steps;
    }

    @Override
    public Steps addForeignKey(RelationalChange.AddForeignKey change) {
        ForeignKey key = change.key();
        add(
                change,
                change.table(),
                sql.foreignKey(key),
                key.name(),
                lock(SHARE_ROW, change.table()) + " and on " + key.table());
        return steps;
    }

    @Override
    public Steps dropForeignKey(RelationalChange.DropForeignKey change) {
        drop(change, change.table(), change.key().name(), sql.foreignKey(change.key()));
        return steps;
    }

    @Override
    public Steps addUnique(RelationalChange.AddUnique change) {
        add(
                change,
                change.table(),
                sql.unique(change.unique()),
                change.unique().name(),
                lock(EXCLUSIVE, change.table()));
        return steps;
    }

    @Override
    public Steps dropUnique(RelationalChange.DropUnique change) {
        drop(change, change.table(), change.unique().name(), sql.unique(change.unique()));
        return steps;
    }

    @Override
    public Steps addCheck(RelationalChange.AddCheck change) {
        add(change, change.table(), sql.check(change.check()), change.check().name(), lock(EXCLUSIVE, change.table()));
        return steps;
    }

    @Override
    public Steps dropCheck(RelationalChange.DropCheck change) {
        drop(change, change.table(), change.check().name(), sql.check(change.check()));
        return steps;
    }

    private void add(RelationalChange change, String table, String constraint, Optional<String> name, String lock) {
        Undo undo = name.<Undo>map(
                        text -> new Undo.ByStatement(alter(table) + "DROP CONSTRAINT " + Identifiers.quoted(text)))
                .orElseGet(() ->
                        new Undo.Impossible("the name that the server gives the constraint is not known beforehand"));
        Risk risk = isNew(table) ? Risk.NONE : Risk.of(Danger.MAY_FAIL_ON_ROWS).under(lock);
        steps.add(change, alter(table) + "ADD " + constraint, risk, undo);
    }

    private void drop(RelationalChange change, String table, Optional<String> name, String constraint) {
        steps.add(
                change,
                alter(table) + dropConstraint(table, name, constraint),
                exclusive(table),
                new Undo.ByStatement(alter(table) + "ADD " + constraint));
    }

    private String dropConstraint(String table, Optional<String> name, String what) {
        return "DROP CONSTRAINT "
                + Identifiers.quoted(name.orElseThrow(() -> new UnsupportedChange(
                        store, "drop " + what + " of table " + table, "it has no name", "Inspect the store first.")));
    }

    @Override
    public Steps renameTable(RelationalChange.RenameTable change) {
        rename(
                change,
                alter(change.before()) + "RENAME TO ",
                change.after(),
                alter(change.after()) + "RENAME TO ",
                change.before());
        return steps;
    }

    @Override
    public Steps renameColumn(RelationalChange.RenameColumn change) {
        String start = alter(change.table()) + "RENAME COLUMN ";
        steps.add(
                change,
                start + Identifiers.quoted(change.before()) + " TO " + Identifiers.quoted(change.after()),
                exclusive(change.table()),
                new Undo.ByStatement(
                        start + Identifiers.quoted(change.after()) + " TO " + Identifiers.quoted(change.before())));
        return steps;
    }

    @Override
    public Steps renameIndex(RelationalChange.RenameIndex change) {
        String before = change.before().name();
        String after = change.after().name();
        rename(
                change,
                "ALTER INDEX " + words.qualified(before) + " RENAME TO ",
                after,
                "ALTER INDEX " + words.qualified(after) + " RENAME TO ",
                before);
        return steps;
    }

    private void rename(RelationalChange change, String start, String after, String back, String before) {
        steps.add(change, start + Identifiers.quoted(after), back + Identifiers.quoted(before));
    }

    @Override
    public Steps renameConstraint(RelationalChange.RenameConstraint change) {
        String start = alter(change.table()) + "RENAME CONSTRAINT ";
        steps.add(
                change,
                start + Identifiers.quoted(change.before()) + " TO " + Identifiers.quoted(change.after()),
                exclusive(change.table()),
                new Undo.ByStatement(
                        start + Identifiers.quoted(change.after()) + " TO " + Identifiers.quoted(change.before())));
        return steps;
    }

    @Override
    public Steps addExclusion(RelationalChange.AddExclusion change) {
        add(
                change,
                change.table(),
                sql.exclusion(change.exclusion()),
                Optional.of(change.exclusion().name()),
                lock(EXCLUSIVE, change.table()));
        return steps;
    }

    @Override
    public Steps dropExclusion(RelationalChange.DropExclusion change) {
        drop(change, change.table(), Optional.of(change.exclusion().name()), sql.exclusion(change.exclusion()));
        return steps;
    }

    @Override
    public Steps validateConstraint(RelationalChange.ValidateConstraint change) {
        steps.add(
                change,
                alter(change.table()) + "VALIDATE CONSTRAINT " + Identifiers.quoted(change.name()),
                Risk.of(Danger.MAY_FAIL_ON_ROWS).under(lock("SHARE UPDATE EXCLUSIVE", change.table())),
                new Undo.Impossible("a constraint that is proven cannot be made unproven"));
        return steps;
    }

    @Override
    public Steps changeTableForm(RelationalChange.ChangeTableForm change) {
        throw new UnsupportedChange(
                store,
                change.words(),
                "PostgreSQL partitions no table that is there",
                "Make a new table and copy the rows.");
    }

    @Override
    public Steps createIndex(RelationalChange.CreateIndex change) {
        Risk risk = isNew(change.table())
                ? Risk.NONE
                : Phases.riskOfIndex(change.index()).under(lock("SHARE", change.table()));
        steps.add(
                change,
                sql.createIndex(change.table(), change.index()),
                risk,
                new Undo.ByStatement(dropIndex(change.index().name())));
        return steps;
    }

    @Override
    public Steps dropIndex(RelationalChange.DropIndex change) {
        steps.add(
                change,
                dropIndex(change.index().name()),
                exclusive(change.table()),
                new Undo.ByStatement(sql.createIndex(change.table(), change.index())));
        return steps;
    }

    private String dropIndex(String name) {
        return "DROP INDEX " + words.qualified(name);
    }

    @Override
    public Steps createView(RelationalChange.CreateView change) {
        steps.add(change, create(change.view()), drop(change.view()));
        return steps;
    }

    @Override
    public Steps dropView(RelationalChange.DropView change) {
        steps.add(change, drop(change.view()), create(change.view()));
        return steps;
    }

    private String create(CatalogView view) {
        return "CREATE VIEW " + words.qualified(view.name()) + " AS " + view.query();
    }

    private String drop(CatalogView view) {
        return "DROP VIEW " + words.qualified(view.name());
    }

    @Override
    public Steps changeTableComment(RelationalChange.ChangeTableComment change) {
        String start = "COMMENT ON TABLE " + words.qualified(change.table()) + " IS ";
        steps.add(change, start + comment(change.after()), start + comment(change.before()));
        return steps;
    }

    private void commentColumn(RelationalChange.AlterColumn change) {
        String start = "COMMENT ON COLUMN " + words.qualified(change.table()) + "."
                + Identifiers.quoted(change.after().name()) + " IS ";
        steps.add(
                change,
                start + comment(change.after().comment()),
                start + comment(change.before().comment()));
    }

    private static String comment(Optional<String> comment) {
        return comment.map(text -> ExpressionWriter.write(Expression.literal(text), ExpressionWriter.Style.POSTGRES))
                .orElse("NULL");
    }

    private static CatalogColumn withoutComment(CatalogColumn column) {
        return column.withComment(Optional.empty());
    }

    private boolean isNew(String table) {
        return created.tables().stream().anyMatch(one -> one.name().equals(table));
    }

    private String alter(String table) {
        return "ALTER TABLE " + words.qualified(table) + " ";
    }

    private static Risk exclusive(String table) {
        return Risk.NONE.under(lock(EXCLUSIVE, table));
    }

    private static String lock(String mode, String table) {
        return mode + " on " + table;
    }
}
