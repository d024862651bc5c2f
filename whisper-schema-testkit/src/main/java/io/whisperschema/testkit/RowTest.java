package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Rows of each table, written and read back. Rows may refer to each other in any way, so PostgreSQL takes them all in
 * one statement, and SQLite, which does not look at foreign keys unless asked, looks at them afterwards.
 */
final class RowTest {
    private final SchemaDefinition definition;
    private final Map<String, List<Map<String, Object>>> rows;
    private final RelationalCatalog catalog;
    private final RowValues values;

    RowTest(SchemaDefinition definition, Map<String, List<Map<String, Object>>> rows, RelationalCatalog catalog) {
        this.definition = definition;
        this.rows = rows;
        this.catalog = catalog;
        this.values = new RowValues(catalog.dialect());
    }

    void keepsEveryColumn(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            insert(connection, column -> true);
            for (Table table : tables()) {
                List<Map<String, String>> written =
                        rows(table).stream().map(row -> written(table, row)).toList();
                assertThat(read(connection, table)).as(table.toString()).containsExactlyInAnyOrderElementsOf(written);
            }
        }
    }

    private static Map<String, String> written(Table table, Map<String, Object> row) {
        var written = new LinkedHashMap<String, String>();
        writable(table, column -> true)
                .forEach(column -> written.put(column.name(), RowValues.comparable(column, row.get(column.name()))));
        return written;
    }

    void fillsInEveryDefault(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            insert(connection, RowTest::hasNoDefault);
            for (Table table : tables()) {
                List<Column> filled = writable(table, column -> !hasNoDefault(column));
                assertThat(read(connection, table))
                        .as(table.toString())
                        .hasSameSizeAs(rows(table))
                        .allSatisfy(row -> filled.forEach(
                                column -> isItsDefault(table, column, String.valueOf(row.get(column.name())))));
            }
        }
    }

    /** What every table holds, in no order. */
    Map<String, List<Map<String, String>>> read(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            var read = new LinkedHashMap<String, List<Map<String, String>>>();
            for (Table table : tables()) {
                read.put(table.name(), read(connection, table));
            }
            return read;
        }
    }

    private static boolean hasNoDefault(Column column) {
        return column.defaultValue().isEmpty() && column.identity() == Identity.NONE;
    }

    private static void isItsDefault(Table table, Column column, String found) {
        String place = table + ", column " + column.name();
        if (column.defaultValue().filter(Expression.Null.class::isInstance).isPresent()) {
            assertThat(found).as(place).isEqualTo("null");
        } else if (column.identity() != Identity.NONE) {
            assertThat(found).as(place).isEqualTo("1");
        } else {
            SampleRow.constant(column)
                    .ifPresentOrElse(
                            value -> assertThat(found).as(place).isEqualTo(RowValues.comparable(column, value)),
                            () -> assertThat(found).as(place).isNotEqualTo("null"));
        }
    }

    private List<Table> tables() {
        return definition.relational().tables();
    }

    private List<Map<String, Object>> rows(Table table) {
        return rows.getOrDefault(table.name(), List.of());
    }

    private static List<Column> writable(Table table, Predicate<Column> wanted) {
        return table.columns().stream()
                .filter(column -> column.generated().isEmpty())
                .filter(wanted)
                .toList();
    }

    private void insert(Connection connection, Predicate<Column> wanted) throws SQLException {
        if (catalog.dialect().equals(DialectName.POSTGRES)) {
            insertAllAtOnce(connection, wanted);
            return;
        }
        for (Table table : tables()) {
            insert(connection, table, writable(table, wanted));
        }
        everyReferenceHolds(connection);
    }

    private void insert(Connection connection, Table table, List<Column> columns) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(insert(table, columns))) {
            for (Map<String, Object> row : rows(table)) {
                set(insert, 1, row, columns);
                insert.executeUpdate();
            }
        } catch (SQLException refused) {
            throw new AssertionError(
                    "%s refuses a row of this test: %s\n  Override sampleRow or rowsToMove and give rows that fit."
                            .formatted(table, refused.getMessage()),
                    refused);
        }
    }

    private void insertAllAtOnce(Connection connection, Predicate<Column> wanted) throws SQLException {
        var parts = new ArrayList<String>();
        for (Table table : tables()) {
            String insert = insert(table, writable(table, wanted));
            rows(table).forEach(row -> parts.add("w" + parts.size() + " AS (" + insert + ")"));
        }
        if (parts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("WITH " + String.join(",\n", parts) + "\nSELECT 1")) {
            int at = 1;
            for (Table table : tables()) {
                for (Map<String, Object> row : rows(table)) {
                    at = set(insert, at, row, writable(table, wanted));
                }
            }
            insert.execute();
        }
    }

    private String insert(Table table, List<Column> columns) {
        String start = "INSERT INTO " + quoted(table.name());
        if (columns.isEmpty()) {
            return start + " DEFAULT VALUES";
        }
        CatalogTable spelled = catalog.table(table.name()).orElseThrow();
        return start
                + columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", ", " (", ")"))
                + columns.stream()
                        .map(column ->
                                values.placeholder(spelled.column(column.name()).orElseThrow()))
                        .collect(Collectors.joining(", ", " VALUES (", ")"));
    }

    private int set(PreparedStatement insert, int from, Map<String, Object> row, List<Column> columns)
            throws SQLException {
        int at = from;
        for (Column column : columns) {
            Object value = row.get(column.name());
            if (value == null) {
                insert.setObject(at++, null);
            } else {
                values.set(insert, at++, value);
            }
        }
        return at;
    }

    private static void everyReferenceHolds(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet violations = statement.executeQuery("PRAGMA foreign_key_check")) {
            assertThat(violations.next()).as("a row refers to nothing").isFalse();
        }
    }

    private List<Map<String, String>> read(Connection connection, Table table) throws SQLException {
        List<Column> columns = writable(table, column -> true);
        String names = columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT " + names + " FROM " + quoted(table.name()))) {
            var rows = new ArrayList<Map<String, String>>();
            while (found.next()) {
                var row = new LinkedHashMap<String, String>();
                int at = 1;
                for (Column column : columns) {
                    row.put(column.name(), values.read(found, at++, column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
