package io.whisperschema.postgres;

import io.whisperschema.move.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of a table's columns, of domains those that they are made of, as far as we know their binary form. */
final class ColumnTypes {
    private static final String QUERY = """
            WITH RECURSIVE kept (name, type) AS (
                SELECT a.attname::pg_catalog.text, a.atttypid
                  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
                UNION ALL
                SELECT k.name, t.typbasetype FROM kept k JOIN pg_catalog.pg_type t ON t.oid = k.type WHERE t.typtype = 'd')
            SELECT k.name, t.oid, t.typtype, e.oid AS element, e.typtype AS element_typtype
            FROM kept k JOIN pg_catalog.pg_type t ON t.oid = k.type
            LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
            WHERE t.typtype <> 'd'
            """;

    private final Map<String, Optional<BinaryType>> types;

    private ColumnTypes(Map<String, Optional<BinaryType>> types) {
        this.types = types;
    }

    /** Those of a table; none where there is no such table. */
    static ColumnTypes of(Connection connection, String schema, String table) throws SQLException {
        var types = new HashMap<String, Optional<BinaryType>>();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    types.put(row.getString("name"), type(row));
                }
            }
        }
        return new ColumnTypes(types);
    }

    private static Optional<BinaryType> type(ResultSet row) throws SQLException {
        long oid = row.getLong("oid");
        long element = row.getLong("element");
        return element == 0
                ? BinaryType.scalar(oid, row.getString("typtype").charAt(0))
                : BinaryType.scalar(element, row.getString("element_typtype").charAt(0))
                        .map(type -> BinaryType.arrayOf(type, oid));
    }

    /** Whether there is such a table. */
    boolean areThere() {
        return !types.isEmpty();
    }

    /** That of a column, if we know its binary form. */
    Optional<BinaryType> of(String column) {
        return types.getOrDefault(column, Optional.empty());
    }

    /** Those as which a target takes the fields in their binary form, if it can take all of them so. */
    Optional<List<BinaryType>> taking(List<Field> fields) {
        List<BinaryType> taking = fields.stream()
                .flatMap(field -> of(field.target()).filter(type -> type.takes(field.kind())).stream())
                .toList();
        return taking.size() == fields.size() ? Optional.of(taking) : Optional.empty();
    }
}
