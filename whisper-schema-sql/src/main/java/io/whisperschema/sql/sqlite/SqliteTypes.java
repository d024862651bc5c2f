package io.whisperschema.sql.sqlite;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How SQLite spells types. What it would turn into a number behind our back is declared TEXT. */
public final class SqliteTypes {
    /** A double keeps so many decimal digits; SQLite turns NUMERIC values into doubles. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern DECIMAL =
            Pattern.compile("(?:DECIMAL|NUMERIC) ?\\( ?(\\d{1,3}) ?(?:, ?(\\d{1,3}) ?)?\\)");

    private static final Spelling SPELLING = new Spelling();

    private SqliteTypes() {}

    public static NativeType spell(ColumnType type) {
        return type.match(SPELLING);
    }

    private static final class Spelling implements ColumnType.Cases<NativeType> {
        private final Map<ScalarType, NativeType> scalars = new EnumMap<>(ScalarType.class);

        Spelling() {
            for (ScalarType scalar : ScalarType.values()) {
                scalars.put(scalar, read(word(scalar)));
            }
        }

        private static String word(ScalarType scalar) {
            return switch (scalar) {
                case TEXT, JSON, JSONB, UUID -> "TEXT";
                case INTEGER, BIGINT -> "INTEGER";
                case REAL -> "REAL";
                case BOOLEAN -> "BOOLEAN";
                case TIMESTAMP -> "TIMESTAMP";
                case DATE -> "DATE";
                case BLOB -> "BLOB";
            };
        }

        @Override
        public NativeType scalar(ScalarType scalar) {
            return requireNonNull(scalars.get(scalar));
        }

        @Override
        public NativeType decimal(DecimalType decimal) {
            return read(
                    decimal.precision() > DIGITS_OF_A_DOUBLE
                            ? "TEXT"
                            : "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")");
        }

        @Override
        public NativeType array(ArrayType array) {
            return read("TEXT");
        }
    }

    public static NativeType read(String declared) {
        String text = SPACE.matcher(declared.strip()).replaceAll(" ").toUpperCase(Locale.ROOT);
        return new NativeType(text, portable(text));
    }

    private static Optional<ColumnType> portable(String text) {
        if (text.endsWith(")")) {
            Matcher decimal = DECIMAL.matcher(text);
            return decimal.matches() ? decimal(Integer.parseInt(decimal.group(1)), decimal.group(2)) : Optional.empty();
        }
        return Optional.ofNullable(
                switch (text) {
                    case "TEXT" -> ScalarType.TEXT;
                    case "INTEGER", "INT", "BIGINT" -> ScalarType.BIGINT;
                    case "REAL", "DOUBLE", "DOUBLE PRECISION", "FLOAT" -> ScalarType.REAL;
                    case "BOOLEAN", "BOOL" -> ScalarType.BOOLEAN;
                    case "TIMESTAMP", "DATETIME" -> ScalarType.TIMESTAMP;
                    case "DATE" -> ScalarType.DATE;
                    case "BLOB" -> ScalarType.BLOB;
                    case "JSON" -> ScalarType.JSON;
                    case "UUID" -> ScalarType.UUID;
                    default -> null;
                });
    }

    private static Optional<ColumnType> decimal(int precision, @org.jspecify.annotations.Nullable String scale) {
        int after = scale == null ? 0 : Integer.parseInt(scale);
        return precision >= 1 && precision <= 1000 && after <= precision
                ? Optional.of(new DecimalType(precision, after))
                : Optional.empty();
    }
}
