package io.whisperschema.diff;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ScalarType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What values a type of some database is for, and what it cannot hold of them.
 *
 * @param family what values
 * @param limit what it cannot hold
 * @param exactly the portable type, where there is one
 */
record LogicalType(Family family, Limit limit, Optional<ColumnType> exactly) {
    /** A double keeps that many digits; SQLite keeps longer decimals as text. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private static final Pattern LIMITED_TEXT =
            Pattern.compile("(character varying|varchar|nvarchar)( ?\\( ?\\d+ ?\\))?");
    private static final Pattern ZONELESS = Pattern.compile("timestamp(\\(\\d\\))? without time zone");

    /** Kinds of values. */
    enum Family {
        TEXT,
        JSON,
        UUID,
        ARRAY,
        WHOLE_NUMBER,
        REAL,
        DECIMAL,
        TRUTH,
        MOMENT,
        DATE,
        BYTES,
        UNKNOWN
    }

    /** What a type cannot hold of its family. */
    enum Limit {
        NONE("nothing"),
        LENGTH("texts beyond its length"),
        BITS_16("numbers beyond 16 bits"),
        BITS_32("what needs more than 32 bits"),
        NO_ZONE("a zone");

        private final String words;

        Limit(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static LogicalType of(NativeType type, DialectName dialect) {
        return type.portable()
                .map(LogicalType::of)
                .orElseGet(() -> read(type.text().toLowerCase(Locale.ROOT), dialect));
    }

    private static LogicalType of(ColumnType type) {
        Limit limit = type == ScalarType.INTEGER ? Limit.BITS_32 : Limit.NONE;
        return new LogicalType(family(type), limit, Optional.of(type));
    }

    private static Family family(ColumnType type) {
        return type.match(new ColumnType.Cases<Family>() {
            @Override
            public Family scalar(ScalarType scalar) {
                return switch (scalar) {
                    case TEXT -> Family.TEXT;
                    case JSON, JSONB -> Family.JSON;
                    case UUID -> Family.UUID;
                    case INTEGER, BIGINT -> Family.WHOLE_NUMBER;
                    case REAL -> Family.REAL;
                    case BOOLEAN -> Family.TRUTH;
                    case TIMESTAMP -> Family.MOMENT;
                    case DATE -> Family.DATE;
                    case BLOB -> Family.BYTES;
                };
            }

            @Override
            public Family decimal(DecimalType decimal) {
                return Family.DECIMAL;
            }

            @Override
            public Family array(ArrayType array) {
                return Family.ARRAY;
            }
        });
    }

    /** What no definition says, but installs have. SQLite holds a text to no length. */
    private static LogicalType read(String text, DialectName dialect) {
        if (LIMITED_TEXT.matcher(text).matches()) {
            return known(Family.TEXT, Limit.LENGTH);
        }
        if (!dialect.equals(DialectName.POSTGRES)) {
            return known(Family.UNKNOWN, Limit.NONE);
        }
        if (ZONELESS.matcher(text).matches()) {
            return known(Family.MOMENT, Limit.NO_ZONE);
        }
        return switch (text) {
            case "real" -> known(Family.REAL, Limit.BITS_32);
            case "smallint" -> known(Family.WHOLE_NUMBER, Limit.BITS_16);
            default -> known(Family.UNKNOWN, Limit.NONE);
        };
    }

    private static LogicalType known(Family family, Limit limit) {
        return new LogicalType(family, limit, Optional.empty());
    }

    boolean isJson() {
        return family == Family.JSON;
    }

    /** Text without a limit. */
    boolean isPlainText() {
        return family == Family.TEXT && limit == Limit.NONE;
    }

    boolean isRealOf32Bits() {
        return family == Family.REAL && limit == Limit.BITS_32;
    }

    /** Whether SQLite keeps such values as text. */
    boolean isTextOnSqlite() {
        return switch (family) {
            case JSON, UUID, ARRAY -> true;
            case DECIMAL -> exactly.filter(LogicalType::isLong).isPresent();
            default -> false;
        };
    }

    private static boolean isLong(ColumnType type) {
        return type instanceof DecimalType decimal && decimal.precision() > DIGITS_OF_A_DOUBLE;
    }
}
