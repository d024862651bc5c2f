package io.whisperschema.sql.translation;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.ForeignKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the columns of foreign keys the type of what they refer to, where both are whole numbers of another size. */
final class KeyTypes {
    private final Notes notes;
    private final Map<String, CatalogTable> tables = new LinkedHashMap<>();

    private KeyTypes(Notes notes, List<CatalogTable> tables) {
        this.notes = notes;
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    static List<CatalogTable> agreed(List<CatalogTable> tables, Notes notes) {
        var types = new KeyTypes(notes, tables);
        // A column may refer to one that refers itself, so once for each table at most.
        for (int i = 0; i < tables.size() && types.agree(); i++) {}
        return List.copyOf(types.tables.values());
    }

    private boolean agree() {
        boolean changed = false;
        for (CatalogTable table : List.copyOf(tables.values())) {
            for (ForeignKey key : table.foreignKeys()) {
                changed |= agree(table.name(), key);
            }
        }
        return changed;
    }

    private boolean agree(String table, ForeignKey key) {
        boolean changed = false;
        for (int i = 0; i < key.columns().size(); i++) {
            String column = key.columns().get(i);
            Optional<ColumnType> own = type(table, column);
            Optional<ColumnType> other = type(key.table(), key.references().get(i));
            if (!own.equals(other) && isNumber(own) && isNumber(other)) {
                changed = true;
                change(table, column, own.orElseThrow(), other.orElseThrow());
            }
        }
        return changed;
    }

    private static boolean isNumber(Optional<ColumnType> type) {
        return type.map(Kind::of).filter(Kind::isNumber).isPresent();
    }

    private Optional<ColumnType> type(String table, String column) {
        return Optional.ofNullable(tables.get(table))
                .flatMap(one -> one.column(column))
                .flatMap(one -> one.type().portable());
    }

    private void change(String table, String column, ColumnType own, ColumnType other) {
        notes.notice(
                "table " + table + ", column " + column,
                other.text(),
                own.text(),
                "It becomes that, as what it refers to is; a row that refers holds no other number anyway.");
        tables.computeIfPresent(
                table,
                (name, found) -> found.withColumns(found.columns().stream()
                        .map(one -> one.name().equals(column) ? with(one, other) : one)
                        .toList()));
    }

    private static CatalogColumn with(CatalogColumn column, ColumnType type) {
        return new CatalogColumn(
                column.name(),
                new NativeType(column.type().text(), Optional.of(type)),
                column.nullable(),
                column.defaultValue(),
                column.identity(),
                column.generated(),
                column.collation(),
                column.comment());
    }
}
