package io.whisperschema.sql.translation;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.ScalarType;
import java.util.Set;
import java.util.regex.Pattern;

/** Which portable type a type of SQLite's is, where SQLite itself looks at a few of its letters only. */
final class SqliteColumnTypes {
    private static final Pattern PARAMETERS = Pattern.compile(" ?\\([^)]*\\)");
    private static final Set<String> MOMENTS = Set.of(
            "TIMESTAMP",
            "TIMESTAMPTZ",
            "TIMESTAMP WITH TIME ZONE",
            "TIMESTAMP WITHOUT TIME ZONE",
            "DATETIME",
            "DATETIME2",
            "SMALLDATETIME");
    private static final Set<String> NUMERIC = Set.of("NUMERIC", "DECIMAL", "DEC", "NUMBER", "MONEY", "CURRENCY");

    private final Notes notes;

    SqliteColumnTypes(Notes notes) {
        this.notes = notes;
    }

    ColumnType of(String place, NativeType type) {
        return type.portable().orElseGet(() -> decided(place, type.text()));
    }

    private ColumnType decided(String place, String text) {
        String plain = PARAMETERS.matcher(text).replaceAll("").strip();
        boolean limited = !plain.equals(text);
        if (MOMENTS.contains(plain)) {
            return ScalarType.TIMESTAMP;
        }
        if (plain.contains("INT") && !plain.contains("POINT") && !plain.contains("INTERVAL")) {
            return whole(place, text);
        }
        if (plain.contains("CHAR") || plain.contains("CLOB") || plain.contains("TEXT")) {
            return limited ? unlimited(place, text) : ScalarType.TEXT;
        }
        if (plain.isEmpty() || plain.equals("ANY")) {
            return untyped(place, plain);
        }
        if (plain.contains("BLOB") || plain.contains("BINARY") || plain.equals("BYTEA")) {
            return ScalarType.BLOB;
        }
        if (plain.contains("REAL") || plain.contains("FLOA") || plain.contains("DOUB")) {
            return ScalarType.REAL;
        }
        return NUMERIC.contains(plain) ? numeric(place, text) : other(place, plain, text);
    }

    private ColumnType whole(String place, String text) {
        boolean flag = text.equals("TINYINT(1)");
        notes.notice(
                place,
                "bigint, for SQLite holds 64 bits whatever is declared",
                text,
                flag
                        ? "If it holds nothing but 0 and 1, declare it BOOLEAN and translate again."
                        : "If its values are smaller, a definition can promise so with integer(…).");
        return ScalarType.BIGINT;
    }

    private ColumnType unlimited(String place, String text) {
        notes.notice(
                place,
                "text, for SQLite keeps longer values too",
                text,
                "If the length matters, say so with check(…, column(…).length().atMost(…)).");
        return ScalarType.TEXT;
    }

    private ColumnType untyped(String place, String text) {
        notes.warning(
                place,
                "a type",
                text.isEmpty() ? "none" : text,
                "It becomes text; declare the type that its values have and translate again.");
        return ScalarType.TEXT;
    }

    private ColumnType numeric(String place, String text) {
        notes.warning(
                place,
                "a number of digits",
                text,
                "It becomes double precision, in which whole numbers beyond 2^53 lose digits; declare DECIMAL(…, …) or"
                        + " BIGINT and translate again.");
        return ScalarType.REAL;
    }

    private ColumnType other(String place, String plain, String text) {
        if (plain.equals("JSONB")) {
            return ScalarType.JSON;
        }
        notes.warning(
                place,
                "a type that we know",
                text,
                "It becomes text; declare the type that its values have and translate again.");
        return ScalarType.TEXT;
    }
}
