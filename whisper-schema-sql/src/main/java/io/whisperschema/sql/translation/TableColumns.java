package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.ColumnType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The columns of one table, by name in any case, with their portable types. */
final class TableColumns {
    private final Map<String, Column> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * A column.
     *
     * @param name its name as declared
     * @param type its type
     */
    record Column(String name, ColumnType type) {
        Kind kind() {
            return Kind.of(type);
        }
    }

    void add(String name, ColumnType type) {
        columns.put(name, new Column(name, type));
    }

    Optional<Column> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }
}
