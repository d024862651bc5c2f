package io.whisperschema.property;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.internal.json.Json;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How {@link Values} go into columns and come back. */
record Reading(Target target) {
    /** The place of a value in an INSERT. */
    String placeholder(ColumnType type) {
        return target.isPostgres() ? "CAST(? AS " + postgresName(type) + ")" : "?";
    }

    private static String postgresName(ColumnType type) {
        if (type == ScalarType.REAL) {
            return "double precision";
        }
        if (type == ScalarType.BLOB) {
            return "bytea";
        }
        if (type == ScalarType.TIMESTAMP) {
            return "timestamptz";
        }
        return type == ScalarType.JSON ? "text" : type.text();
    }

    void set(PreparedStatement statement, int at, ColumnType type, Optional<String> value) throws SQLException {
        if (value.isEmpty()) {
            statement.setObject(at, null);
        } else if (target.isPostgres()) {
            statement.setString(at, written(type, value.get()));
        } else {
            setOnSqlite(statement, at, type, value.get());
        }
    }

    private static String written(ColumnType type, String value) {
        if (type == ScalarType.BLOB) {
            return "\\x" + value;
        }
        if (type instanceof ArrayType) {
            return ((Json.Items) Json.parse(value))
                    .items().stream()
                            .map(item -> ((Json.Text) item).value())
                            .map(text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                            .collect(Collectors.joining(",", "{", "}"));
        }
        return value;
    }

    private static void setOnSqlite(PreparedStatement statement, int at, ColumnType type, String value)
            throws SQLException {
        if (type == ScalarType.BLOB) {
            statement.setBytes(at, HexFormat.of().parseHex(value));
        } else if (type == ScalarType.BOOLEAN) {
            statement.setInt(at, Boolean.parseBoolean(value) ? 1 : 0);
        } else if (type == ScalarType.REAL) {
            statement.setDouble(at, Double.parseDouble(value));
        } else if (type == ScalarType.INTEGER || type == ScalarType.BIGINT) {
            statement.setLong(at, Long.parseLong(value));
        } else {
            statement.setString(at, type instanceof DecimalType ? new BigDecimal(value).toPlainString() : value);
        }
    }

    /** What a query selects to read a column. */
    String selected(Column column) {
        String name = RandomColumns.quoted(column.name());
        return !target.isPostgres()
                ? name
                : column.type() instanceof ArrayType ? "to_jsonb(" + name + ")::text" : name + "::text";
    }

    Optional<String> read(ResultSet row, int at, ColumnType type) throws SQLException {
        if (!target.isPostgres()) {
            return Optional.ofNullable(row.getObject(at)).map(value -> onSqlite(type, value));
        }
        return Optional.ofNullable(row.getString(at)).map(text -> onPostgres(type, text));
    }

    private static String onPostgres(ColumnType type, String text) {
        if (type == ScalarType.REAL) {
            double number = Double.parseDouble(text);
            return Double.isNaN(number) ? text : Values.number(BigDecimal.valueOf(number));
        }
        if (type instanceof DecimalType) {
            return Values.number(new BigDecimal(text));
        }
        if (type == ScalarType.TIMESTAMP) {
            return moment(text).toString();
        }
        if (type == ScalarType.BLOB) {
            return text.substring("\\x".length());
        }
        return type == ScalarType.JSONB || type instanceof ArrayType ? Values.json(text) : text;
    }

    /** A value of another class than its column's type is said to be what it is. */
    private static String onSqlite(ColumnType type, Object value) {
        if (value instanceof byte[] bytes) {
            return (type == ScalarType.BLOB ? "" : "blob ") + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Double number) {
            return Values.number(BigDecimal.valueOf(number));
        }
        if (value instanceof Number number) {
            return type == ScalarType.BOOLEAN && List.of(0L, 1L).contains(number.longValue())
                    ? String.valueOf(number.longValue() == 1)
                    : type instanceof DecimalType || type == ScalarType.REAL
                            ? Values.number(new BigDecimal(number.toString()))
                            : number.toString();
        }
        if (type instanceof DecimalType decimal && decimal.precision() > 15) {
            return decimal(value.toString());
        }
        if (type == ScalarType.TIMESTAMP) {
            return momentOf(value.toString());
        }
        return type == ScalarType.JSONB || type instanceof ArrayType ? json(value.toString()) : value.toString();
    }

    private static String momentOf(String text) {
        try {
            return moment(text).toString();
        } catch (DateTimeException noMoment) {
            return text;
        }
    }

    private static String decimal(String text) {
        try {
            return Values.number(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            return text;
        }
    }

    private static String json(String text) {
        try {
            return Values.json(text);
        } catch (RuntimeException noJson) {
            return text;
        }
    }

    /** A moment as databases write it. */
    static Instant moment(String text) {
        String iso = text.strip().replaceFirst(" ", "T");
        if (iso.matches(".*[+-]\\d\\d")) {
            iso += ":00";
        }
        return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d(:\\d\\d)?)")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    /** Runs a query and gives each row to be read. */
    void query(Connection connection, String table, List<Column> columns, RowReader reader) throws SQLException {
        String selected = columns.stream().map(this::selected).collect(Collectors.joining(", "));
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT " + selected + " FROM " + RandomColumns.quoted(table));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    /** Reads one row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
