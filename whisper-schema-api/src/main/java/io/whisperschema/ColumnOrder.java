package io.whisperschema;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The order of columns as it was once. */
final class ColumnOrder {
    private ColumnOrder() {}

    /** That catalog, with the columns of each table in the order that they had, if they are those it had. */
    static RelationalCatalog asIn(RelationalCatalog former, RelationalCatalog now) {
        return new RelationalCatalog(
                now.dialect(),
                now.tables().stream()
                        .map(table -> former.table(table.name())
                                .flatMap(one -> sorted(table, names(one)))
                                .orElse(table))
                        .toList(),
                now.views(),
                now.foreignObjects(),
                now.facts());
    }

    private static Optional<CatalogTable> sorted(CatalogTable table, List<String> former) {
        return Set.copyOf(former).equals(Set.copyOf(names(table)))
                ? Optional.of(table.withColumns(table.columns().stream()
                        .sorted(Comparator.comparing(column -> former.indexOf(column.name())))
                        .toList()))
                : Optional.empty();
    }

    private static List<String> names(CatalogTable table) {
        return table.columns().stream().map(CatalogColumn::name).toList();
    }
}
