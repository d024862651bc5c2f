package io.whisperschema.property;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All rows of some tables.
 *
 * @param tables by the table's name its rows, each a value by its column's name; no value is null
 */
record Rows(Map<String, List<Map<String, String>>> tables) {
    /** Those in the tables of that definition, as it says that they are. */
    static Rows in(Place place, SchemaDefinition definition) throws SQLException {
        return in(place, definition.relational().tables());
    }

    static Rows in(Place place, List<Table> tables) throws SQLException {
        var reading = new Reading(place.target());
        var rows = new LinkedHashMap<String, List<Map<String, String>>>();
        try (Connection connection = place.connect()) {
            for (Table table : tables) {
                rows.put(table.name(), of(connection, table, reading));
            }
        }
        return new Rows(rows);
    }

    private static List<Map<String, String>> of(Connection connection, Table table, Reading reading)
            throws SQLException {
        List<Column> columns = table.columns();
        var rows = new ArrayList<Map<String, String>>();
        reading.query(connection, table.name(), columns, result -> {
            var row = new TreeMap<String, String>();
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                reading.read(result, i + 1, column.type()).ifPresent(value -> row.put(column.name(), value));
            }
            rows.add(Collections.unmodifiableMap(row));
        });
        rows.sort(java.util.Comparator.comparing(Map::toString));
        return rows;
    }

    int count() {
        return tables.values().stream().mapToInt(List::size).sum();
    }
}
