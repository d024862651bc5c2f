package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hints about names, applied to what is there: the changes that they make, and the catalog after them. */
final class Renames {
    private final Map<String, String> tables = new HashMap<>();
    private final Map<String, ColumnRenaming> columns = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    /** A hint that does not fit is none: it may have been followed already. */
    Renames(RelationalCatalog actual, RelationalCatalog desired, DiffHints hints) {
        hints.tables().forEach((before, after) -> {
            if (goes(actual.table(before).isPresent(), desired.table(before).isPresent())
                    && comes(
                            actual.table(after).isPresent(),
                            desired.table(after).isPresent())) {
                tables.put(before, after);
                changes.add(new RelationalChange.RenameTable(before, after));
            }
        });
        for (CatalogTable table : actual.tables()) {
            String name = tables.getOrDefault(table.name(), table.name());
            desired.table(name)
                    .ifPresent(wanted ->
                            columns(name, table, wanted, hints.columns().getOrDefault(name, Map.of())));
        }
    }

    private void columns(String name, CatalogTable table, CatalogTable wanted, Map<String, String> hints) {
        var names = new HashMap<String, String>();
        hints.forEach((before, after) -> {
            if (goes(table.column(before).isPresent(), wanted.column(before).isPresent())
                    && comes(
                            table.column(after).isPresent(),
                            wanted.column(after).isPresent())) {
                names.put(before, after);
                changes.add(new RelationalChange.RenameColumn(name, before, after));
            }
        });
        if (!names.isEmpty()) {
            columns.put(name, new ColumnRenaming(names));
        }
    }

    private static boolean goes(boolean isThere, boolean isWanted) {
        return isThere && !isWanted;
    }

    private static boolean comes(boolean isThere, boolean isWanted) {
        return !isThere && isWanted;
    }

    List<Change> changes() {
        return changes;
    }

    RelationalCatalog applied(RelationalCatalog actual) {
        return changes.isEmpty()
                ? actual
                : new RelationalCatalog(
                        actual.dialect(),
                        actual.tables().stream().map(this::applied).toList(),
                        actual.views(),
                        actual.foreignObjects(),
                        actual.facts());
    }

    private CatalogTable applied(CatalogTable table) {
        String name = renamed(table.name());
        CatalogTable renamed = table.named(name)
                .withForeignKeys(
                        table.foreignKeys().stream().map(this::referring).toList())
                .withForm(new TableForm(
                        table.form().options(),
                        table.form().partitionedBy(),
                        table.form()
                                .partitionOf()
                                .map(one -> new TableForm.PartitionOf(renamed(one.table()), one.bound()))));
        return columns.containsKey(name) ? columns.get(name).of(renamed) : renamed;
    }

    private ForeignKey referring(ForeignKey key) {
        String name = renamed(key.table());
        var referring = new ForeignKey(
                key.name(), key.columns(), name, key.references(), key.actions(), key.overrides(), key.deferral());
        return columns.containsKey(name) ? columns.get(name).to(referring) : referring;
    }

    private String renamed(String table) {
        return tables.getOrDefault(table, table);
    }
}
