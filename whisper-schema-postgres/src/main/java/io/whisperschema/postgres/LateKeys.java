package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.sql.CreationOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Foreign keys of new tables that cannot come with them: what they refer to is not there yet, or still changes. */
final class LateKeys {
    private LateKeys() {}

    /** Per table, its late foreign keys. */
    static Map<String, List<ForeignKey>> of(Situation situation) {
        List<CatalogTable> created = situation.all(RelationalChange.CreateTable.class).stream()
                .map(RelationalChange.CreateTable::table)
                .toList();
        Map<String, List<ForeignKey>> inCircles = CreationOrder.of(created).late();
        Set<String> changing = changing(situation);
        var late = new HashMap<String, List<ForeignKey>>();
        for (CatalogTable table : created) {
            List<ForeignKey> circle = inCircles.getOrDefault(table.name(), List.of());
            List<ForeignKey> keys = table.foreignKeys().stream()
                    .filter(key ->
                            circle.contains(key) || changing.contains(key.table()) || refersToOwnIndex(table, key))
                    .toList();
            if (!keys.isEmpty()) {
                late.put(table.name(), keys);
            }
        }
        return late;
    }

    /** An index comes after its table; a key within the table comes with it. */
    private static boolean refersToOwnIndex(CatalogTable table, ForeignKey key) {
        var references = new HashSet<>(key.references());
        return key.table().equals(table.name())
                && table.primaryKey()
                        .filter(one -> references.equals(new HashSet<>(one.columns())))
                        .isEmpty()
                && table.uniques().stream().noneMatch(one -> references.equals(new HashSet<>(one.columns())));
    }

    private static Set<String> changing(Situation situation) {
        var names = new HashSet<String>();
        situation.all(RelationalChange.CreateTable.class).stream()
                .map(RelationalChange.CreateTable::table)
                .filter(table -> table.form().partitionOf().isPresent())
                .forEach(table -> names.add(table.name()));
        situation.all(RelationalChange.AddColumn.class).forEach(change -> names.add(change.table()));
        situation.all(RelationalChange.AlterColumn.class).forEach(change -> names.add(change.table()));
        situation.all(RelationalChange.ChangePrimaryKey.class).forEach(change -> names.add(change.table()));
        situation.all(RelationalChange.AddUnique.class).forEach(change -> names.add(change.table()));
        situation.all(RelationalChange.CreateIndex.class).forEach(change -> names.add(change.table()));
        return names;
    }
}
