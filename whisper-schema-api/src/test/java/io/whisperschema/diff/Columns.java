package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Catalogs in few words. */
final class Columns {
    private Columns() {}

    static RelationalCatalog catalog(DialectName dialect, CatalogTable... tables) {
        return new RelationalCatalog(dialect, List.of(tables), List.of(), List.of(), Facts.none("test"));
    }

    static CatalogTable table(String name, CatalogColumn... columns) {
        return new CatalogTable(
                name,
                Arrays.asList(columns),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    static CatalogTable keyed(CatalogTable table, String column) {
        return table.withPrimaryKey(Optional.of(PrimaryKey.of(column)));
    }

    static CatalogColumn column(String name, String type, ColumnType portable) {
        return column(name, new NativeType(type, Optional.of(portable)));
    }

    static CatalogColumn column(String name, String type) {
        return column(name, new NativeType(type, Optional.empty()));
    }

    private static CatalogColumn column(String name, NativeType type) {
        return new CatalogColumn(name, type, true, Optional.empty(), Identity.NONE, Optional.empty());
    }

    static CatalogColumn defaulting(CatalogColumn column, Expression value) {
        return new CatalogColumn(
                column.name(),
                column.type(),
                column.nullable(),
                Optional.of(value),
                column.identity(),
                column.comment());
    }

    static CatalogColumn notNull(CatalogColumn column) {
        return new CatalogColumn(
                column.name(), column.type(), false, column.defaultValue(), column.identity(), column.comment());
    }

    static CatalogColumn numbered(CatalogColumn column, Identity identity) {
        return new CatalogColumn(
                column.name(), column.type(), false, column.defaultValue(), identity, column.comment());
    }
}
