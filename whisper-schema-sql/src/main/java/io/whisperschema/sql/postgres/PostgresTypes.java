package io.whisperschema.sql.postgres;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How PostgreSQL spells types; the text is what its {@code format_type} says. */
public final class PostgresTypes {
    private static final Pattern DECIMAL = Pattern.compile("numeric\\((\\d{1,4}),(\\d{1,4})\\)");

    private static final ColumnType.Cases<String> SPELLING = new ColumnType.Cases<>() {
        @Override
        public String scalar(ScalarType type) {
            return switch (type) {
                case TEXT, JSON -> "text";
                case INTEGER -> "integer";
                case BIGINT -> "bigint";
                case REAL -> "double precision";
                case BOOLEAN -> "boolean";
                case TIMESTAMP -> "timestamp with time zone";
                case DATE -> "date";
                case JSONB -> "jsonb";
                case BLOB -> "bytea";
                case UUID -> "uuid";
            };
        }

        @Override
        public String decimal(DecimalType type) {
            return "numeric(" + type.precision() + "," + type.scale() + ")";
        }

        @Override
        public String array(ArrayType type) {
            return scalar(type.element()) + "[]";
        }
    };

    private PostgresTypes() {}

    public static NativeType spell(ColumnType type) {
        return read(type.match(SPELLING));
    }

    public static NativeType read(String text) {
        return new NativeType(text, portable(text));
    }

    private static Optional<ColumnType> portable(String text) {
        Matcher decimal = DECIMAL.matcher(text);
        if (text.startsWith("numeric(") && decimal.matches()) {
            int precision = Integer.parseInt(decimal.group(1));
            int scale = Integer.parseInt(decimal.group(2));
            return scale <= precision ? Optional.of(new DecimalType(precision, scale)) : Optional.empty();
        }
        if (text.endsWith("[]")) {
            return scalar(text.substring(0, text.length() - 2)).map(ArrayType::new);
        }
        return scalar(text).map(type -> type);
    }

    private static Optional<ScalarType> scalar(String text) {
        return Optional.ofNullable(
                switch (text) {
                    case "text" -> ScalarType.TEXT;
                    case "integer" -> ScalarType.INTEGER;
                    case "bigint" -> ScalarType.BIGINT;
                    case "double precision" -> ScalarType.REAL;
                    case "boolean" -> ScalarType.BOOLEAN;
                    case "timestamp with time zone" -> ScalarType.TIMESTAMP;
                    case "date" -> ScalarType.DATE;
                    case "jsonb" -> ScalarType.JSONB;
                    case "json" -> ScalarType.JSON;
                    case "bytea" -> ScalarType.BLOB;
                    case "uuid" -> ScalarType.UUID;
                    default -> null;
                });
    }
}
