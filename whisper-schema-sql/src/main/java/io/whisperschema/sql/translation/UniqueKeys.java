package io.whisperschema.sql.translation;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Unique constraints and indexes in the form that a definition for both databases has. */
final class UniqueKeys {
    private final Notes notes;
    private final List<CatalogTable> tables;

    UniqueKeys(Notes notes, List<CatalogTable> tables) {
        this.notes = notes;
        this.tables = tables;
    }

    /** The table with its unique constraints in that form. */
    CatalogTable portable(CatalogTable table) {
        var uniques = new ArrayList<Unique>();
        var indexes = new ArrayList<Index>();
        for (Unique unique : table.uniques()) {
            if (SqliteCollations.ignoresCase(table, unique) && !isReferredTo(table, unique.columns())) {
                indexes.add(withoutCase(table, unique));
            } else {
                uniques.add(unique);
            }
        }
        for (Index index : table.indexes()) {
            Optional<Unique> key = referredKey(table, index);
            key.ifPresentOrElse(uniques::add, () -> indexes.add(index));
        }
        return table.withUniques(uniques).withIndexes(indexes);
    }

    private Index withoutCase(CatalogTable table, Unique unique) {
        String name = unique.name().orElse(table.name() + "_" + String.join("_", unique.columns()) + "_key");
        notes.notice(
                "table " + table.name(),
                "unique index " + name + " on lower(…)",
                "UNIQUE (" + String.join(", ", unique.columns()) + ") without regard to case (NOCASE)",
                "It becomes that; a foreign key cannot refer to it, and ON CONFLICT must name lower(…).");
        List<Index.Key> keys = unique.columns().stream()
                .map(column -> SqliteCollations.ignoresCase(table, column)
                        ? Expression.column(column).lower()
                        : Expression.column(column))
                .map(key -> new Index.Key(key, Index.Order.ASCENDING))
                .toList();
        return new Index(name, keys, Index.Uniqueness.UNIQUE, Optional.empty(), Map.of());
    }

    /** A unique index to which a foreign key refers, as the constraint that a definition refers to. */
    private Optional<Unique> referredKey(CatalogTable table, Index index) {
        List<String> columns = index.keys().stream()
                .map(Index.Key::expression)
                .filter(Expression.Column.class::isInstance)
                .map(column -> ((Expression.Column) column).name())
                .toList();
        boolean whole = index.uniqueness() == Index.Uniqueness.UNIQUE
                && index.where().isEmpty()
                && columns.size() == index.keys().size();
        if (!whole || !isReferredTo(table, columns)) {
            return Optional.empty();
        }
        notes.notice(
                "table " + table.name() + ", index " + index.name(),
                "a unique constraint",
                "a unique index to which a foreign key refers",
                "It becomes the constraint of that name, with the same index beneath.");
        return Optional.of(new Unique(Optional.of(index.name()), columns));
    }

    private boolean isReferredTo(CatalogTable table, List<String> columns) {
        return tables.stream()
                .flatMap(one -> one.foreignKeys().stream())
                .anyMatch(key -> refersTo(key, table, columns));
    }

    private static boolean refersTo(ForeignKey key, CatalogTable table, List<String> columns) {
        return key.table().equals(table.name())
                && key.references().stream()
                        .sorted()
                        .toList()
                        .equals(columns.stream().sorted().toList());
    }
}
