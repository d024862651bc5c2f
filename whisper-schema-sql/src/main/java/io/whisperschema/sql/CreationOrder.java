package io.whisperschema.sql;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables in an order in which each can be created, those it refers to first; where tables refer to each other in a
 * circle, the foreign keys that must wait.
 *
 * @param tables the tables, in order
 * @param late per table, the foreign keys to add once all tables are there
 */
public record CreationOrder(List<CatalogTable> tables, Map<String, List<ForeignKey>> late) {
    /** The order for these tables; tables outside are there already. */
    public static CreationOrder of(List<CatalogTable> tables) {
        var byName = new LinkedHashMap<String, CatalogTable>();
        tables.forEach(table -> byName.put(table.name(), table));
        var ordered = new LinkedHashSet<String>();
        while (ordered.size() < byName.size()) {
            ordered.add(next(byName, ordered));
        }
        return new CreationOrder(ordered.stream().map(byName::get).toList(), late(byName, ordered));
    }

    /** The foreign keys of that table which its CREATE TABLE can hold. */
    public List<ForeignKey> inline(CatalogTable table) {
        var keys = new ArrayList<>(table.foreignKeys());
        keys.removeAll(late.getOrDefault(table.name(), List.of()));
        return keys;
    }

    /** The first table, as written, that waits for none; in a circle the first that is left and no part of one to come. */
    private static String next(Map<String, CatalogTable> tables, Set<String> done) {
        String first = "";
        for (CatalogTable table : tables.values()) {
            if (!done.contains(table.name()) && !waitsForWhole(table, tables, done)) {
                if (waitsFor(table, tables, done).isEmpty()) {
                    return table.name();
                }
                first = first.isEmpty() ? table.name() : first;
            }
        }
        return first;
    }

    private static List<ForeignKey> waitsFor(CatalogTable table, Map<String, CatalogTable> tables, Set<String> done) {
        return table.foreignKeys().stream()
                .filter(key -> tables.containsKey(key.table())
                        && !key.table().equals(table.name())
                        && !done.contains(key.table()))
                .toList();
    }

    /** A partition comes after the table that it is a part of. */
    private static boolean waitsForWhole(CatalogTable table, Map<String, CatalogTable> tables, Set<String> done) {
        return table.form()
                .partitionOf()
                .filter(place -> tables.containsKey(place.table()) && !done.contains(place.table()))
                .isPresent();
    }

    private static Map<String, List<ForeignKey>> late(Map<String, CatalogTable> tables, Set<String> ordered) {
        var late = new HashMap<String, List<ForeignKey>>();
        var done = new HashSet<String>();
        for (String name : ordered) {
            CatalogTable table = tables.get(name);
            if (table != null) {
                List<ForeignKey> keys = waitsFor(table, tables, done);
                if (!keys.isEmpty()) {
                    late.put(name, keys);
                }
            }
            done.add(name);
        }
        return late;
    }
}
