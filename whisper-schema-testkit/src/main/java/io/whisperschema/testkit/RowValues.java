package io.whisperschema.testkit;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ScalarType;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How Java values go into columns of a dialect and come back, as a host would do it. */
record RowValues(DialectName dialect) {
    /** The place of a value in an INSERT. */
    String placeholder(CatalogColumn column) {
        return isPostgres() ? "CAST(? AS " + column.type().text() + ")" : "?";
    }

    void set(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof List<?> texts) {
            statement.setObject(at, isPostgres() ? arrayOf(statement, texts) : jsonOf(texts));
        } else if (isPostgres() && value instanceof Instant moment) {
            statement.setObject(at, moment.atOffset(ZoneOffset.UTC));
        } else if (isPostgres() || value instanceof Integer || value instanceof Long || value instanceof Double) {
            statement.setObject(at, value);
        } else if (value instanceof Boolean truth) {
            statement.setInt(at, truth ? 1 : 0);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(at, bytes);
        } else if (value instanceof Instant moment) {
            statement.setString(at, moment.toString().replace("T", " ").replace("Z", ""));
        } else {
            statement.setString(at, value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        }
    }

    private static Object arrayOf(PreparedStatement statement, List<?> texts) throws SQLException {
        return statement.getConnection().createArrayOf("text", texts.toArray());
    }

    private static String jsonOf(List<?> texts) {
        return texts.stream()
                .map(text -> "\""
                        + text.toString()
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n") + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** What stands in the column, as text by which values of its type can be compared. */
    String read(ResultSet row, int at, Column column) throws SQLException {
        if (row.getObject(at) == null) {
            return "null";
        }
        if (column.type() instanceof ArrayType) {
            return JsonMeaning.of(
                    isPostgres()
                            ? jsonOf(Arrays.asList((Object[]) row.getArray(at).getArray()))
                            : row.getString(at));
        }
        if (column.type() instanceof DecimalType) {
            return comparable(column, new BigDecimal(row.getString(at)));
        }
        return comparable(
                column,
                switch ((ScalarType) column.type()) {
                    case TEXT, JSON, JSONB -> row.getString(at);
                    case INTEGER -> row.getInt(at);
                    case BIGINT -> row.getLong(at);
                    case REAL -> row.getDouble(at);
                    case BOOLEAN -> row.getBoolean(at);
                    case TIMESTAMP ->
                        isPostgres() ? row.getObject(at, OffsetDateTime.class).toInstant() : moment(row.getString(at));
                    case DATE -> LocalDate.parse(row.getString(at));
                    case BLOB -> row.getBytes(at);
                    case UUID -> row.getString(at).toLowerCase(Locale.ROOT);
                });
    }

    /** A value as {@link #read} gives it. */
    static String comparable(Column column, @Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof List<?> texts) {
            return JsonMeaning.of(jsonOf(texts));
        }
        return column.type() == ScalarType.JSONB && value instanceof String json
                ? JsonMeaning.of(json)
                : String.valueOf(value);
    }

    /** A moment in the forms in which databases and definitions write it; without a zone it is UTC. */
    static Instant moment(String text) {
        String iso = text.trim().replaceFirst(" ", "T");
        if (iso.length() == "2024-02-29".length()) {
            return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        if (iso.matches(".*[+-]\\d\\d")) {
            iso += ":00";
        }
        return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    private boolean isPostgres() {
        return dialect.equals(DialectName.POSTGRES);
    }
}
