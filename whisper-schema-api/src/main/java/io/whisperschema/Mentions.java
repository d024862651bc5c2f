package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.diff.Renaming;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What of a table speaks of a column: a rename of the column would change it.
 *
 * @param table the table, without the column
 * @param column the column
 */
record Mentions(CatalogTable table, String column) {
    /** The first of them, in words. */
    Optional<String> first() {
        CatalogTable renamed =
                Renaming.ofColumn(table.name(), column, column + "\u001F").applied(table);
        return changed(renamed, CatalogTable::columns, "a computed column")
                .or(() -> changed(renamed, one -> one.primaryKey().stream().toList(), "the primary key"))
                .or(() -> changed(renamed, CatalogTable::foreignKeys, "a foreign key"))
                .or(() -> changed(renamed, CatalogTable::uniques, "a unique constraint"))
                .or(() -> changed(renamed, CatalogTable::checks, "a check"))
                .or(() -> changed(renamed, CatalogTable::indexes, "an index"))
                .or(() -> changed(renamed, CatalogTable::exclusions, "an exclusion constraint"));
    }

    private Optional<String> changed(CatalogTable renamed, Function<CatalogTable, List<?>> parts, String words) {
        return parts.apply(renamed).equals(parts.apply(table)) ? Optional.empty() : Optional.of(words);
    }
}
