package io.whisperschema.sqlite;

import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A key as SQLite returned it, which finds its row again whatever its values are.
 *
 * @param values its values, as one-letter types and what is written of them
 */
record SqliteKey(List<Value> values) {
    SqliteKey {
        values = List.copyOf(values);
    }

    /** The values of a key in SQLite's storage classes. */
    enum Storage {
        /** A number of 64 bits. */
        INTEGER,
        /** A floating point number, by its bits. */
        REAL,
        /** Text, by its bytes. */
        TEXT,
        /** Bytes. */
        BLOB
    }

    /**
     * A value.
     *
     * @param storage its storage class
     * @param written its digits, or its bytes in base 64
     */
    record Value(Storage storage, String written) {
        private static Value of(JsonMembers members) {
            return new Value(members.need("type").word(Storage.class), members.text("value"));
        }

        private Json json() {
            return Json.object().put("type", storage).put("value", written).build();
        }

        private String place() {
            return storage == Storage.TEXT ? "CAST(? AS TEXT)" : "?";
        }

        private void bind(PreparedStatement statement, int at) throws SQLException {
            switch (storage) {
                case INTEGER -> statement.setLong(at, Long.parseLong(written));
                case REAL -> statement.setDouble(at, Double.longBitsToDouble(Long.parseLong(written)));
                case TEXT, BLOB -> statement.setBytes(at, Base64.getDecoder().decode(written));
            }
        }
    }

    /** What a query must ask for so that {@link #in} can read it. */
    static String asked(List<String> columns) {
        return columns.stream()
                .map(column -> "typeof(%s), %s, CAST(%s AS BLOB)".formatted(column, column, column))
                .collect(Collectors.joining(", "));
    }

    /** The key in that row, of so many columns. */
    static SqliteKey in(ResultSet row, int columns) throws SQLException {
        var values = new ArrayList<Value>();
        for (int i = 0; i < columns; i++) {
            values.add(value(row, 3 * i + 1));
        }
        return new SqliteKey(values);
    }

    private static Value value(ResultSet row, int at) throws SQLException {
        return switch (row.getString(at)) {
            case "integer" -> new Value(Storage.INTEGER, Long.toString(row.getLong(at + 1)));
            case "real" -> new Value(Storage.REAL, Long.toString(Double.doubleToRawLongBits(row.getDouble(at + 1))));
            case "text" -> new Value(Storage.TEXT, bytes(row, at + 2));
            default -> new Value(Storage.BLOB, bytes(row, at + 2));
        };
    }

    private static String bytes(ResultSet row, int at) throws SQLException {
        byte[] bytes = row.getBytes(at);
        return Base64.getEncoder().encodeToString(bytes == null ? new byte[0] : bytes);
    }

    static SqliteKey of(JsonValue json) {
        return new SqliteKey(json.list(value -> value.object(Value::of)));
    }

    Json json() {
        return Json.items(values, Value::json);
    }

    /** The places of its values in a statement. */
    String places() {
        return values.stream().map(Value::place).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Sets its values from that place on; the place behind them. */
    int bind(PreparedStatement statement, int from) throws SQLException {
        int next = from;
        for (Value value : values) {
            value.bind(statement, next++);
        }
        return next;
    }
}
