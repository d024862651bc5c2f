package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.Together;
import io.whisperschema.error.UnsupportedChange;
import java.util.Set;

/** What SQLite cannot do in any way. */
final class SqliteRefusals {
    private static final Set<String> STRICT_TYPES = Set.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY");

    private final String store;
    private final SqliteWork work;

    SqliteRefusals(String store, SqliteWork work) {
        this.store = store;
        this.work = work;
    }

    /**
     * Lets the work pass.
     *
     * @throws UnsupportedChange if it holds what SQLite cannot do
     */
    void refuse() {
        for (RelationalChange change : work.in(SqlitePhase.NEVER)) {
            throw refused(
                    change,
                    "SQLite has no exclusion constraints, no comments and no constraint that is not proven",
                    "Leave it out of the definition for SQLite.");
        }
        work.rebuilds().forEach(rebuild -> possible(rebuild.target(), Together.of(rebuild.changes())));
        work.altered().forEach(this::added);
        work.in(SqlitePhase.RENAME_TABLE).forEach(this::renamed);
        work.kept().forEach(this::findsItsKeys);
        work.in(SqlitePhase.DROP_VIEW).forEach(this::gone);
        new SqliteNewNames(store, work).refuse();
    }

    /** The definition speaks of every table that refers to one of its own; others may refer to them too. */
    private void findsItsKeys(CatalogTable child) {
        for (ForeignKey key : child.foreignKeys()) {
            boolean lost =
                    SqliteOrphans.findsKey(key, work.from().tables()) && !SqliteOrphans.findsKey(key, work.kept());
            if (lost) {
                throw refused(
                        Together.of(work.changesOf(key.table())),
                        "table " + child.name() + " refers to (" + String.join(", ", key.references()) + ") of "
                                + key.table() + ", which would be no key any more",
                        "Add table " + child.name() + " to the definition without that foreign key, or keep the key.");
            }
        }
    }

    private void added(RelationalChange change) {
        if (change instanceof RelationalChange.AddColumn added) {
            work.renamed().table(added.table()).ifPresent(table -> holds(table, added.column(), change));
        }
    }

    private void possible(CatalogTable target, Change cause) {
        target.columns().forEach(column -> holds(target, column, cause));
        boolean numbered = target.columns().stream().anyMatch(column -> column.identity() != Identity.NONE);
        if (!SqliteRowid.hasRowid(target) && (numbered || target.primaryKey().isEmpty())) {
            throw refused(
                    cause,
                    "table " + target.name()
                            + " is WITHOUT ROWID, so that it must have a key and cannot number its rows",
                    "Make it a table with rowids first.");
        }
    }

    private void holds(CatalogTable table, CatalogColumn column, Change cause) {
        if (table.form().options().contains(TableForm.Option.STRICT)
                && column.identity() == Identity.NONE
                && !STRICT_TYPES.contains(column.type().text())) {
            throw refused(
                    cause,
                    "table " + table.name() + " is STRICT and takes no column of type "
                            + column.type().text(),
                    "Use one of its types, or make it a table that is not STRICT first.");
        }
    }

    /** The triggers of a view go with it; and SQLite renames nothing while something names a view that is away. */
    private void gone(RelationalChange change) {
        String view = ((RelationalChange.DropView) change).view().name();
        for (SqliteTrigger trigger : SqliteTrigger.in(work.from())) {
            if (trigger.isOf(view) && !work.comesAgain(view)) {
                throw refused(change, "trigger " + trigger.name() + " stands on it", "Drop the trigger first.");
            }
            if (work.comesAgain(view) && work.renames() && SqliteMentions.in(trigger.sql(), view)) {
                throw refusedToRename(change, "trigger " + trigger.name());
            }
        }
        for (CatalogView other : work.keptViews()) {
            if (work.comesAgain(view) && work.renames() && SqliteMentions.in(other.query(), view)) {
                throw refusedToRename(change, "view " + other.name());
            }
        }
    }

    private UnsupportedChange refusedToRename(RelationalChange change, String who) {
        return refused(
                change, who + " names it, and SQLite renames nothing while it is away", "Rename in a plan of its own.");
    }

    /** A full-text index on the rows of a table names it in words that only it understands. */
    private void renamed(RelationalChange change) {
        String before = ((RelationalChange.RenameTable) change).before();
        for (ForeignObject object : work.from().foreignObjects()) {
            if (object.type().equals("virtual table")
                    && object.definition()
                            .filter(sql -> SqliteMentions.asContent(sql, before))
                            .isPresent()) {
                throw refused(
                        change,
                        "virtual table " + object.name()
                                + " has its rows from it, by a name that SQLite does not carry on",
                        "Drop the virtual table, and make it again afterwards.");
            }
        }
    }

    private UnsupportedChange refused(Change change, String reason, String remedy) {
        return new UnsupportedChange(store, change.words(), reason, remedy);
    }
}
