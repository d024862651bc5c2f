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
 * One row in each table, written and read back. Rows may refer to each other in any way, so PostgreSQL takes them all in
 * one statement, and SQLite, which does not look at foreign keys unless asked, looks at them afterwards.
 */
final class RowTest {
    private final SchemaDefinition definition;
    private final Map<String, Map<String, Object>> rows;
    private final RelationalCatalog catalog;
    private final RowValues values;

    RowTest(SchemaDefinition definition, Map<String, Map<String, Object>> rows, RelationalCatalog catalog) {
        this.definition = definition;
        this.rows = rows;
        this.catalog = catalog;
        this.values = new RowValues(catalog.dialect());
    }

    void keepsEveryColumn(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            insert(connection, column -> true);
            for (Table table : tables()) {
                var written = new LinkedHashMap<String, String>();
                table.columns()
                        .forEach(column -> written.put(
                                column.name(),
                                RowValues.comparable(column, row(table).get(column.name()))));
                assertThat(read(connection, table)).as(table.toString()).isEqualTo(written);
            }
        }
    }

    void fillsInEveryDefault(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            insert(connection, RowTest::hasNoDefault);
            for (Table table : tables()) {
                Map<String, String> read = read(connection, table);
                table.columns().stream()
                        .filter(column -> !hasNoDefault(column))
                        .forEach(column -> isItsDefault(table, column, String.valueOf(read.get(column.name()))));
            }
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

    private Map<String, Object> row(Table table) {
        return rows.getOrDefault(table.name(), Map.of());
    }

    private void insert(Connection connection, Predicate<Column> wanted) throws SQLException {
        if (tables().isEmpty()) {
            return;
        }
        if (catalog.dialect().equals(DialectName.POSTGRES)) {
            insertAllAtOnce(connection, wanted);
            return;
        }
        for (Table table : tables()) {
            List<Column> columns = table.columns().stream().filter(wanted).toList();
            try (PreparedStatement insert = connection.prepareStatement(insert(table, columns))) {
                set(insert, 1, table, columns);
                insert.executeUpdate();
            }
        }
        everyReferenceHolds(connection);
    }

    private void insertAllAtOnce(Connection connection, Predicate<Column> wanted) throws SQLException {
        var parts = new ArrayList<String>();
        for (Table table : tables()) {
            parts.add("w" + parts.size() + " AS ("
                    + insert(table, table.columns().stream().filter(wanted).toList()) + ")");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("WITH " + String.join(",\n", parts) + "\nSELECT 1")) {
            int at = 1;
            for (Table table : tables()) {
                at = set(
                        insert,
                        at,
                        table,
                        table.columns().stream().filter(wanted).toList());
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

    private int set(PreparedStatement insert, int from, Table table, List<Column> columns) throws SQLException {
        int at = from;
        for (Column column : columns) {
            Object value = row(table).get(column.name());
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

    private Map<String, String> read(Connection connection, Table table) throws SQLException {
        String columns =
                table.columns().stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + columns + " FROM " + quoted(table.name()))) {
            assertThat(row.next()).as("a row in " + table).isTrue();
            var read = new LinkedHashMap<String, String>();
            int at = 1;
            for (Column column : table.columns()) {
                read.put(column.name(), values.read(row, at++, column));
            }
            assertThat(row.next()).as("one row only in " + table).isFalse();
            return read;
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
