package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Undo;
import io.whisperschema.postgres.Renamings.Renaming;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.Phases;
import io.whisperschema.sql.TableSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The statements of one task. */
final class PostgresStatements implements RelationalChange.Cases<Workshop> {
    private static final String EXCLUSIVE = "ACCESS EXCLUSIVE";
    private static final String SHARE_ROW = "SHARE ROW EXCLUSIVE";
    private static final String SHARE_UPDATE = "SHARE UPDATE EXCLUSIVE";
    private static final Undo NAMELESS =
            new Undo.Impossible("the name that the server gives the constraint is not known beforehand");

    private final Workshop workshop;
    private final Situation situation;
    private final PostgresWords words;
    private final TableSql sql;
    private final Task task;
    private final Stage stage;

    PostgresStatements(Workshop workshop, Task task, Stage stage) {
        this.workshop = workshop;
        this.situation = workshop.situation();
        this.words = workshop.words();
        this.sql = workshop.sql();
        this.task = task;
        this.stage = stage;
    }

    /** Adds them. */
    void add() {
        task.change().match(this);
    }

    private Workshop step(String statement, Risk risk, Undo undo) {
        workshop.add(task.cause(), stage, statement, risk, undo);
        return workshop;
    }

    private Workshop step(String statement, Risk risk, String undo) {
        return step(statement, risk, new Undo.ByStatement(undo));
    }

    /** What comes with this task and is a change of its own to who reads the plan. */
    private void with(RelationalChange change) {
        new PostgresStatements(workshop, Task.of(change), stage).add();
    }

    @Override
    public Workshop createTable(RelationalChange.CreateTable change) {
        CatalogTable table = change.table();
        List<ForeignKey> keys = new ArrayList<>(table.foreignKeys());
        keys.removeAll(workshop.late(table.name()));
        step(create(table, keys), riskOfCreating(table, keys), "DROP TABLE " + words.qualified(table.name()));
        table.indexes().forEach(index -> with(new RelationalChange.CreateIndex(table.name(), index)));
        if (table.comment().isPresent()) {
            with(new RelationalChange.ChangeTableComment(table.name(), Optional.empty(), table.comment()));
        }
        table.columns().stream()
                .filter(column -> column.comment().isPresent())
                .forEach(
                        column -> with(new RelationalChange.AlterColumn(table.name(), withoutComment(column), column)));
        return workshop;
    }

    private String create(CatalogTable table, List<ForeignKey> keys) {
        return table.form()
                .partitionOf()
                .map(place -> new Partitions(situation, words).create(table, place, keys))
                .orElseGet(() -> sql.create(table, keys));
    }

    private Risk riskOfCreating(CatalogTable table, List<ForeignKey> keys) {
        Optional<String> whole =
                table.form().partitionOf().map(TableForm.PartitionOf::table).filter(this::isThere);
        if (whole.isPresent()) {
            return exclusive(whole.get());
        }
        return locking(
                SHARE_ROW, table.name(), keys.stream().map(ForeignKey::table).toList());
    }

    /** What others feel of a lock on a table and those that it refers to. */
    private Risk locking(String mode, String table, List<String> referred) {
        List<String> locked = Stream.concat(Stream.of(table), referred.stream())
                .filter(this::isThere)
                .distinct()
                .toList();
        return locked.isEmpty() ? Risk.NONE : Risk.NONE.under(lock(mode, String.join(" and on ", locked)));
    }

    private boolean isThere(String table) {
        return !situation.isNew(table);
    }

    @Override
    public Workshop dropTable(RelationalChange.DropTable change) {
        List<String> referred =
                change.table().foreignKeys().stream().map(ForeignKey::table).toList();
        return step(
                "DROP TABLE " + words.qualified(change.table().name()),
                locking(EXCLUSIVE, change.table().name(), referred).with(Danger.LOSES_DATA),
                new Undo.Impossible("the rows are gone"));
    }

    @Override
    public Workshop addColumn(RelationalChange.AddColumn change) {
        CatalogColumn column = change.column();
        step(
                alter(change.table()) + "ADD COLUMN " + sql.column(column),
                riskOfAdding(change.table(), column),
                alter(change.table()) + "DROP COLUMN " + Identifiers.quoted(column.name()));
        if (column.comment().isPresent()) {
            commentOn(change.table(), withoutComment(column), column);
        }
        return workshop;
    }

    private static Risk riskOfAdding(String table, CatalogColumn column) {
        Risk risk = exclusive(table);
        boolean filled =
                column.identity() != Identity.NONE || column.generated().isPresent();
        if (filled
                || column.defaultValue()
                        .filter(Expression.Raw.class::isInstance)
                        .isPresent()) {
            risk = risk.with(Danger.REWRITES_TABLE);
        }
        boolean mayLackAValue = column.generated().isPresent()
                || (column.defaultValue().isEmpty() && column.identity() == Identity.NONE);
        return !column.nullable() && mayLackAValue ? risk.with(Danger.MAY_FAIL_ON_ROWS) : risk;
    }

    @Override
    public Workshop dropColumn(RelationalChange.DropColumn change) {
        CatalogColumn column = change.column();
        String statement = alter(change.table()) + "DROP COLUMN " + Identifiers.quoted(column.name());
        return task.makesWay() && column.generated().isPresent()
                ? step(statement, exclusive(change.table()), alter(change.table()) + "ADD COLUMN " + sql.column(column))
                : step(
                        statement,
                        exclusive(change.table()).with(Danger.LOSES_DATA),
                        new Undo.Impossible("the values are gone"));
    }

    @Override
    public Workshop alterColumn(RelationalChange.AlterColumn change) {
        new ColumnMoves(change, words, workshop.options().rounding())
                .all()
                .forEach(move -> step(move.statement(), move.risk(), move.undo()));
        if (!change.before().comment().equals(change.after().comment())) {
            commentOn(change.table(), change.before(), change.after());
        }
        return workshop;
    }

    @Override
    public Workshop changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
        change.before()
                .ifPresent(key -> step(
                        alter(change.table()) + dropConstraint(change.table(), key.name(), "primary key"),
                        exclusive(change.table()),
                        alter(change.table()) + "ADD " + sql.primaryKey(key)));
        change.after()
                .ifPresent(key -> step(
                        alter(change.table()) + "ADD " + sql.primaryKey(key),
                        exclusive(change.table()).with(Danger.MAY_FAIL_ON_ROWS),
                        undo(change.table(), key.name())));
        return workshop;
    }

    private Undo undo(String table, Optional<String> name) {
        return name.<Undo>map(one -> new Undo.ByStatement(alter(table) + "DROP CONSTRAINT " + Identifiers.quoted(one)))
                .orElse(NAMELESS);
    }

    @Override
    public Workshop addForeignKey(RelationalChange.AddForeignKey change) {
        boolean later = workshop.stages().isProvenLater(change);
        ForeignKey key = later ? workshop.names().named(change.table(), change.key()) : change.key();
        Risk locking = locking(SHARE_ROW, change.table(), List.of(key.table()));
        return later
                ? addUnproven(change.table(), sql.foreignKey(key), key.name(), locking)
                : add(change.table(), sql.foreignKey(key), key.name(), locking);
    }

    @Override
    public Workshop dropForeignKey(RelationalChange.DropForeignKey change) {
        return drop(
                change.table(),
                change.key().name(),
                sql.foreignKey(change.key()),
                locking(EXCLUSIVE, change.table(), List.of(change.key().table())));
    }

    @Override
    public Workshop addUnique(RelationalChange.AddUnique change) {
        return add(
                change.table(),
                sql.unique(change.unique()),
                change.unique().name(),
                locking(EXCLUSIVE, change.table(), List.of()));
    }

    @Override
    public Workshop dropUnique(RelationalChange.DropUnique change) {
        return drop(change.table(), change.unique().name(), sql.unique(change.unique()), exclusive(change.table()));
    }

    @Override
    public Workshop addCheck(RelationalChange.AddCheck change) {
        boolean later = workshop.stages().isProvenLater(change);
        Check check = later ? workshop.names().named(change.table(), change.check()) : change.check();
        Risk locking = locking(EXCLUSIVE, change.table(), List.of());
        return later
                ? addUnproven(change.table(), sql.check(check), check.name(), locking)
                : add(change.table(), sql.check(check), check.name(), locking);
    }

    @Override
    public Workshop dropCheck(RelationalChange.DropCheck change) {
        return drop(change.table(), change.check().name(), sql.check(change.check()), exclusive(change.table()));
    }

    private Workshop add(String table, String constraint, Optional<String> name, Risk locking) {
        Risk risk = isThere(table) ? locking.with(Danger.MAY_FAIL_ON_ROWS) : locking;
        return step(alter(table) + "ADD " + constraint, risk, undo(table, name));
    }

    /** New rows must meet it at once; those that are there are looked at later, under a weaker lock. */
    private Workshop addUnproven(String table, String constraint, Optional<String> name, Risk locking) {
        name.ifPresent(one -> workshop.toProve(table, one));
        return step(alter(table) + "ADD " + constraint + " NOT VALID", locking, undo(table, name));
    }

    private Workshop drop(String table, Optional<String> name, String constraint, Risk locking) {
        return step(
                alter(table) + dropConstraint(table, name, constraint), locking, alter(table) + "ADD " + constraint);
    }

    private String dropConstraint(String table, Optional<String> name, String what) {
        return "DROP CONSTRAINT "
                + Identifiers.quoted(name.orElseThrow(() -> new UnsupportedChange(
                        situation.store(),
                        "drop " + what + " of table " + table,
                        "it has no name",
                        "Inspect the store first.")));
    }

    @Override
    public Workshop addExclusion(RelationalChange.AddExclusion change) {
        return add(
                change.table(),
                sql.exclusion(change.exclusion()),
                Optional.of(change.exclusion().name()),
                locking(EXCLUSIVE, change.table(), List.of()));
    }

    @Override
    public Workshop dropExclusion(RelationalChange.DropExclusion change) {
        return drop(
                change.table(),
                Optional.of(change.exclusion().name()),
                sql.exclusion(change.exclusion()),
                exclusive(change.table()));
    }

    @Override
    public Workshop validateConstraint(RelationalChange.ValidateConstraint change) {
        String name = situation.renamedConstraint(change.table(), change.name());
        return step(
                alter(change.table()) + "VALIDATE CONSTRAINT " + Identifiers.quoted(name),
                Risk.of(Danger.MAY_FAIL_ON_ROWS).under(lock(SHARE_UPDATE, change.table())),
                new Undo.Impossible("a constraint that is proven cannot be made unproven"));
    }

    @Override
    public Workshop renameTable(RelationalChange.RenameTable change) {
        return step(
                alter(change.before()) + "RENAME TO " + Identifiers.quoted(change.after()),
                exclusive(change.before()),
                alter(change.after()) + "RENAME TO " + Identifiers.quoted(change.before()));
    }

    @Override
    public Workshop renameColumn(RelationalChange.RenameColumn change) {
        return renamePart(change.table(), "COLUMN ", change.before(), change.after());
    }

    @Override
    public Workshop renameIndex(RelationalChange.RenameIndex change) {
        return rename(
                new Renaming(change, change.before().name(), change.after().name()));
    }

    @Override
    public Workshop renameConstraint(RelationalChange.RenameConstraint change) {
        return rename(new Renaming(change, change.before(), change.after()));
    }

    /** Gives the index or constraint of this task that name. */
    Workshop rename(Renaming renaming) {
        if (renaming.change() instanceof RelationalChange.RenameConstraint constraint) {
            return renamePart(constraint.table(), "CONSTRAINT ", renaming.before(), renaming.after());
        }
        return step(
                "ALTER INDEX " + words.qualified(renaming.before()) + " RENAME TO "
                        + Identifiers.quoted(renaming.after()),
                Risk.NONE.under(lock(SHARE_UPDATE, "index " + renaming.before())),
                "ALTER INDEX " + words.qualified(renaming.after()) + " RENAME TO "
                        + Identifiers.quoted(renaming.before()));
    }

    private Workshop renamePart(String table, String what, String before, String after) {
        String start = alter(table) + "RENAME " + what;
        return step(
                start + Identifiers.quoted(before) + " TO " + Identifiers.quoted(after),
                exclusive(table),
                start + Identifiers.quoted(after) + " TO " + Identifiers.quoted(before));
    }

    @Override
    public Workshop changeTableForm(RelationalChange.ChangeTableForm change) {
        TableForm before = change.before();
        TableForm after = change.after();
        if (!before.partitionedBy().equals(after.partitionedBy())) {
            throw new UnsupportedChange(
                    situation.store(),
                    change.words(),
                    "PostgreSQL divides no table that is there into partitions",
                    "Make a new table and copy the rows.");
        }
        before.partitionOf()
                .ifPresent(place -> step(detach(change, place), exclusive(place.table()), attach(change, place)));
        after.partitionOf()
                .ifPresent(place -> step(
                        attach(change, place),
                        Risk.of(Danger.MAY_FAIL_ON_ROWS)
                                .under(lock(EXCLUSIVE, change.table()) + ", " + lock(SHARE_UPDATE, place.table())),
                        detach(change, place)));
        return workshop;
    }

    private String attach(RelationalChange.ChangeTableForm change, TableForm.PartitionOf place) {
        return alter(place.table()) + "ATTACH PARTITION " + words.qualified(change.table()) + " " + place.bound();
    }

    private String detach(RelationalChange.ChangeTableForm change, TableForm.PartitionOf place) {
        return alter(place.table()) + "DETACH PARTITION " + words.qualified(change.table());
    }

    @Override
    public Workshop createIndex(RelationalChange.CreateIndex change) {
        String name = words.qualified(change.index().name());
        Risk risk = Phases.riskOfIndex(change.index());
        if (stage == Stage.INDEXES) {
            return step(
                    sql.createIndex("INDEX CONCURRENTLY ", change.table(), change.index()),
                    risk.under(lock(SHARE_UPDATE, change.table())),
                    "DROP INDEX CONCURRENTLY " + name);
        }
        return step(
                sql.createIndex(change.table(), change.index()),
                situation.isNew(change.table()) ? Risk.NONE : risk.under(lock("SHARE", change.table())),
                "DROP INDEX " + name);
    }

    @Override
    public Workshop dropIndex(RelationalChange.DropIndex change) {
        String name = words.qualified(change.index().name());
        return stage == Stage.INDEXES
                ? step(
                        "DROP INDEX CONCURRENTLY " + name,
                        Risk.NONE.under(lock(SHARE_UPDATE, change.table())),
                        sql.createIndex("INDEX CONCURRENTLY ", change.table(), change.index()))
                : step(
                        "DROP INDEX " + name,
                        exclusive(change.table()),
                        sql.createIndex(change.table(), change.index()));
    }

    @Override
    public Workshop createView(RelationalChange.CreateView change) {
        step(create(change.view()), Risk.NONE, drop(change.view()));
        settingsOf(change.view());
        return workshop;
    }

    private void settingsOf(CatalogView view) {
        situation.found().foreignObjects().stream()
                .filter(object -> object.type().equals(ForeignDependents.SETTINGS_OF_VIEW)
                        && object.name().equals(view.name()))
                .flatMap(object -> object.definition().stream())
                .forEach(statements ->
                        step(statements, Risk.NONE, new Undo.Impossible("the view had these before it made way")));
    }

    @Override
    public Workshop dropView(RelationalChange.DropView change) {
        return step(
                drop(change.view()),
                Risk.NONE.under(lock(EXCLUSIVE, "view " + change.view().name())),
                create(change.view()));
    }

    private String create(CatalogView view) {
        return "CREATE VIEW " + words.qualified(view.name()) + " AS "
                + view.query().strip().replaceAll(";$", "");
    }

    private String drop(CatalogView view) {
        return "DROP VIEW " + words.qualified(view.name());
    }

    @Override
    public Workshop changeTableComment(RelationalChange.ChangeTableComment change) {
        return comment(
                "COMMENT ON TABLE " + words.qualified(change.table()) + " IS ",
                change.table(),
                change.before(),
                change.after());
    }

    private void commentOn(String table, CatalogColumn before, CatalogColumn after) {
        comment(
                "COMMENT ON COLUMN " + words.qualified(table) + "." + Identifiers.quoted(after.name()) + " IS ",
                table,
                before.comment(),
                after.comment());
    }

    private Workshop comment(String start, String table, Optional<String> before, Optional<String> after) {
        return step(
                start + text(after),
                situation.isNew(table) ? Risk.NONE : Risk.NONE.under(lock(SHARE_UPDATE, table)),
                start + text(before));
    }

    private static String text(Optional<String> comment) {
        return comment.map(text -> ExpressionWriter.write(Expression.literal(text), ExpressionWriter.Style.POSTGRES))
                .orElse("NULL");
    }

    private static CatalogColumn withoutComment(CatalogColumn column) {
        return column.withComment(Optional.empty());
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
