package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * The order in which a table keeps its rows, and what of it statements can name.
 *
 * @param table the table's name
 * @param by what rows are ordered by
 * @param names the number's name or the key's columns, quoted; none where nothing can be named
 */
record SqliteOrder(String table, By by, List<String> names) {
    SqliteOrder {
        names = List.copyOf(names);
    }

    /** What rows are ordered by. */
    enum By {
        /** By the number that SQLite gives each row. */
        NUMBER,
        /** By a number of which columns hide all names. */
        HIDDEN_NUMBER,
        /** By the key, as the table has no numbers. */
        KEY
    }

    static SqliteOrder of(RelationalCatalog catalog, CatalogTable table) {
        var rowid = new SqliteRowid(table, SqliteDetails.of(catalog, table.name()));
        Optional<String> name = rowid.name();
        if (name.isPresent()) {
            return new SqliteOrder(table.name(), By.NUMBER, List.of(Identifiers.quoted(name.get())));
        }
        List<String> key = table.primaryKey().map(PrimaryKey::columns).orElse(List.of());
        return SqliteRowid.hasRowid(table)
                ? new SqliteOrder(table.name(), By.HIDDEN_NUMBER, List.of())
                : new SqliteOrder(
                        table.name(),
                        By.KEY,
                        key.stream().map(Identifiers::quoted).toList());
    }

    /** What is compared with a place in it: the number, or the key as a row of values. */
    String columns() {
        String list = String.join(", ", names);
        return by == By.KEY ? "(" + list + ")" : list;
    }

    /** The table as a query names it that reads it in its order; an index would be another order. */
    String from() {
        return " FROM " + qualified() + (by == By.KEY ? "" : " NOT INDEXED");
    }

    String qualified() {
        return "main." + Identifiers.quoted(table);
    }

    /** The words that ask for that order; where it cannot be named, reading the table alone follows it. */
    String clause() {
        return names.isEmpty() ? "" : " ORDER BY " + String.join(", ", names);
    }
}
