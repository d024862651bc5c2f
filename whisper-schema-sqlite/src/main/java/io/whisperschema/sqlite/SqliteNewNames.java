package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.UnsupportedChange;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of what comes, beside those of what stays. For SQLite tables, indexes and views have their names in common, and
 * names that differ only in the case of letters are one.
 */
final class SqliteNewNames {
    private final String store;
    private final SqliteWork work;
    private final Map<String, String> taken = new HashMap<>();

    SqliteNewNames(String store, SqliteWork work) {
        this.store = store;
        this.work = work;
    }

    /**
     * Lets the work pass.
     *
     * @throws UnsupportedChange if something comes under the name of something that stays
     */
    void refuse() {
        work.kept().forEach(this::stays);
        work.keptViews().stream().map(CatalogView::name).forEach(name -> stays("view", name));
        work.from().foreignObjects().stream()
                .filter(object -> object.type().endsWith(" table"))
                .map(ForeignObject::name)
                .forEach(name -> stays("table", name));
        work.in(SqlitePhase.CREATE_TABLE).forEach(this::table);
        work.in(SqlitePhase.CREATE_INDEX).forEach(this::index);
        work.in(SqlitePhase.CREATE_VIEW)
                .forEach(change -> comes(
                        change,
                        "view",
                        ((RelationalChange.CreateView) change).view().name()));
    }

    private void stays(CatalogTable table) {
        stays("table", work.renaming().table(table.name()));
        table.indexes().forEach(index -> stays("index", index.name()));
    }

    private void stays(String what, String name) {
        taken.put(SqliteNames.folded(name), what + " " + name);
    }

    private void table(RelationalChange change) {
        CatalogTable table = ((RelationalChange.CreateTable) change).table();
        comes(change, "table", table.name());
        table.indexes().forEach(index -> comes(change, "index", index.name()));
    }

    private void index(RelationalChange change) {
        Index index = change instanceof RelationalChange.RenameIndex renamed
                ? renamed.after()
                : ((RelationalChange.CreateIndex) change).index();
        comes(change, "index", index.name());
    }

    private void comes(RelationalChange change, String what, String name) {
        String other = taken.put(SqliteNames.folded(name), what + " " + name);
        if (other != null) {
            throw new UnsupportedChange(
                    store,
                    change.words(),
                    what + " " + name + " would have the name of " + other
                            + ", which for SQLite is the same whatever the case of its letters",
                    "Give one of them another name, or, if it is meant to be the same table, say so with a hint.");
        }
    }
}
