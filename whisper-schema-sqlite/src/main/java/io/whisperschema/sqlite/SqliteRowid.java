package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The number that SQLite gives each row of most tables, and the names under which it can be read and written.
 *
 * @param table the table
 * @param details what its statement says beyond the catalog
 */
record SqliteRowid(CatalogTable table, SqliteDetails details) {
    private static final List<String> NAMES = List.of("rowid", "_rowid_", "oid");

    /** The column that is another name of the number. */
    Optional<CatalogColumn> alias() {
        return table.primaryKey().map(PrimaryKey::columns).stream()
                .filter(columns -> columns.size() == 1 && hasRowid(table))
                .flatMap(columns -> table.column(columns.get(0)).stream())
                .filter(column -> column.type().text().equals("INTEGER") || column.identity() != Identity.NONE)
                .filter(column -> !details.isKeyBesideColumn(column))
                .findFirst();
    }

    /** A name of the number, whether a column is one or not; none where columns hide all of them, or there is no number. */
    Optional<String> name() {
        Stream<String> hidden = hasRowid(table)
                ? NAMES.stream()
                        .filter(name -> table.columns().stream().noneMatch(c -> SqliteNames.same(c.name(), name)))
                : Stream.of();
        return alias().map(CatalogColumn::name).or(hidden::findFirst);
    }

    /** Whether a column of that name hides the number; SQLite drops none. */
    static boolean isHiddenBy(CatalogColumn column) {
        return NAMES.stream().anyMatch(name -> SqliteNames.same(name, column.name()));
    }

    static boolean hasRowid(CatalogTable table) {
        return !table.form().options().contains(TableForm.Option.WITHOUT_ROWID);
    }
}
