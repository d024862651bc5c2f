package io.whisperschema.sql.translation;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.Unique;
import java.util.Optional;

/** Where SQLite does not tell small letters from capital ones. */
final class SqliteCollations {
    private SqliteCollations() {}

    static boolean ignoresCase(CatalogTable table, Index.Key key) {
        String own = key.collations().get(DialectName.SQLITE);
        return own == null
                ? key.expression() instanceof Expression.Column column && ignoresCase(table, column.name())
                : own.equalsIgnoreCase("nocase");
    }

    static boolean ignoresCase(CatalogTable table, Unique unique) {
        return unique.columns().stream().anyMatch(column -> ignoresCase(table, column));
    }

    static boolean ignoresCase(CatalogTable table, String column) {
        return table.columns().stream()
                .filter(one -> one.name().equalsIgnoreCase(column))
                .map(CatalogColumn::collation)
                .flatMap(Optional::stream)
                .anyMatch(collation -> collation.equalsIgnoreCase("nocase"));
    }
}
