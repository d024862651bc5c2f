package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.ForeignKey;
import java.util.HashMap;
import java.util.Map;

/** Which tables and columns have other names before and after a difference. Immutable. */
public final class Renaming {
    /** The name after by the name before. */
    private final Map<String, String> tables;

    /** The same for columns, by the name of their table after. */
    private final Map<String, Map<String, String>> columns;

    Renaming(Map<String, String> tables, Map<String, Map<String, String>> columns) {
        this.tables = tables;
        this.columns = columns;
    }

    /** What that difference of two relational catalogs calls otherwise, by a change or as another spelling. */
    public static Renaming of(Diff diff) {
        DiffHints hints = DiffHints.none();
        for (Change change : diff.changes()) {
            if (change instanceof RelationalChange.RenameTable table) {
                hints = hints.renamedTable(table.before(), table.after());
            } else if (change instanceof RelationalChange.RenameColumn column) {
                hints = hints.renamedColumn(column.table(), column.before(), column.after());
            }
        }
        return new Renames((RelationalCatalog) diff.from(), (RelationalCatalog) diff.to(), hints).renaming();
    }

    /** One table has got another name. */
    public static Renaming ofTable(String before, String after) {
        return new Renaming(Map.of(before, after), Map.of());
    }

    /** One column of that table has got another name. */
    public static Renaming ofColumn(String table, String before, String after) {
        return new Renaming(Map.of(), Map.of(table, Map.of(before, after)));
    }

    /** The way back: from the names after to the names before. */
    public Renaming reversed() {
        Map<String, String> back = reversed(tables);
        var columnsBack = new HashMap<String, Map<String, String>>();
        columns.forEach((table, names) -> columnsBack.put(back.getOrDefault(table, table), reversed(names)));
        return new Renaming(back, columnsBack);
    }

    private static Map<String, String> reversed(Map<String, String> names) {
        var back = new HashMap<String, String>();
        names.forEach((before, after) -> back.put(after, before));
        return back;
    }

    /** The table's name after. */
    public String table(String before) {
        return tables.getOrDefault(before, before);
    }

    /** The column's name after, of the table that had that name before. */
    public String column(String tableBefore, String before) {
        return columns.getOrDefault(table(tableBefore), Map.of()).getOrDefault(before, before);
    }

    /** The catalog with the names after; views and foreign objects stay as they are written. */
    public RelationalCatalog applied(RelationalCatalog catalog) {
        return tables.isEmpty() && columns.isEmpty()
                ? catalog
                : new RelationalCatalog(
                        catalog.dialect(),
                        catalog.tables().stream().map(this::applied).toList(),
                        catalog.views(),
                        catalog.foreignObjects(),
                        catalog.facts());
    }

    /** The table with the names after, wherever it names itself, its columns, other tables and their columns. */
    public CatalogTable applied(CatalogTable table) {
        String name = table(table.name());
        CatalogTable renamed = table.named(name)
                .withForeignKeys(
                        table.foreignKeys().stream().map(this::referring).toList())
                .withForm(new TableForm(
                        table.form().options(),
                        table.form().partitionedBy(),
                        table.form()
                                .partitionOf()
                                .map(one -> new TableForm.PartitionOf(table(one.table()), one.bound()))));
        return columns.containsKey(name) ? columnsOf(name).of(renamed) : renamed;
    }

    private ForeignKey referring(ForeignKey key) {
        String name = table(key.table());
        var referring = new ForeignKey(
                key.name(), key.columns(), name, key.references(), key.actions(), key.overrides(), key.deferral());
        return columns.containsKey(name) ? columnsOf(name).to(referring) : referring;
    }

    private ColumnRenaming columnsOf(String table) {
        return new ColumnRenaming(columns.getOrDefault(table, Map.of()));
    }
}
