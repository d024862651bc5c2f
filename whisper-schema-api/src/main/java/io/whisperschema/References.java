package io.whisperschema;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.error.InvalidMigration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Whether foreign keys of a catalog find the keys that they refer to.
 *
 * @param catalog the tables
 */
record References(RelationalCatalog catalog) {
    static References of(RelationalCatalog catalog) {
        return new References(catalog);
    }

    /** Refuses one that finds its key here and no longer there. */
    void stillHold(RelationalCatalog later, BiFunction<String, String, InvalidMigration> refusal) {
        for (CatalogTable table : later.tables()) {
            for (ForeignKey key : table.foreignKeys()) {
                if (problem(table, key).isEmpty()) {
                    of(later).problem(table, key).ifPresent(problem -> {
                        throw refusal.apply(
                                "table " + table.name() + " refers to it: " + problem,
                                "Drop that foreign key in an operation before this one.");
                    });
                }
            }
        }
    }

    /** Refuses a table with one that finds none. */
    void hold(CatalogTable table, BiFunction<String, String, InvalidMigration> refusal) {
        table.foreignKeys().forEach(key -> holds(table, key, refusal));
    }

    /** Refuses a foreign key of that table which finds none. */
    void holds(CatalogTable table, ForeignKey key, BiFunction<String, String, InvalidMigration> refusal) {
        problem(table, key).ifPresent(problem -> {
            throw refusal.apply(
                    problem,
                    "Correct what it refers to, or let an operation before this one create that as a key or unique.");
        });
    }

    /** The table is as it is given; the others are as they are in the catalog. */
    private Optional<String> problem(CatalogTable table, ForeignKey key) {
        String of = "foreign key (" + String.join(", ", key.columns()) + ")";
        Optional<CatalogTable> target =
                key.table().equals(table.name()) ? Optional.of(table) : catalog.table(key.table());
        if (target.isEmpty()) {
            return Optional.of(of + " finds no table " + key.table());
        }
        List<String> columns =
                target.get().columns().stream().map(CatalogColumn::name).toList();
        return columns.containsAll(key.references()) && isKey(target.get(), key.references())
                ? Optional.empty()
                : Optional.of(of + " finds no key or unique (" + String.join(", ", key.references()) + ") in table "
                        + key.table());
    }

    private static boolean isKey(CatalogTable table, Collection<String> wanted) {
        return table.distinctColumns().anyMatch(columns -> Set.copyOf(columns).equals(Set.copyOf(wanted)));
    }
}
