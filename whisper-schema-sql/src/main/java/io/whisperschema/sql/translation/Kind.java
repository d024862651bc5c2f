package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import java.util.Locale;
import java.util.Optional;

/** What values PostgreSQL compares with each other. */
enum Kind {
    NUMBER,
    /** A number without a fraction. */
    WHOLE,
    /** A number that SQLite keeps as a text, for it has more digits than SQLite's numbers. */
    DIGITS,
    TEXT,
    /** One of the texts of an enum, in its order. */
    LABEL,
    TRUTH,
    TIME,
    DAY,
    BYTES,
    UUID,
    JSON,
    ARRAY,
    /** Nobody knows, or nothing matters. */
    ANY;

    static Kind of(ColumnType type) {
        return type.match(new ColumnType.Cases<Kind>() {
            @Override
            public Kind scalar(ScalarType scalar) {
                return switch (scalar) {
                    case TEXT, JSON -> TEXT;
                    case INTEGER, BIGINT -> WHOLE;
                    case REAL -> NUMBER;
                    case BOOLEAN -> TRUTH;
                    case TIMESTAMP -> TIME;
                    case DATE -> DAY;
                    case JSONB -> JSON;
                    case BLOB -> BYTES;
                    case UUID -> UUID;
                };
            }

            @Override
            public Kind decimal(DecimalType decimal) {
                return NUMBER;
            }

            @Override
            public Kind array(ArrayType array) {
                return ARRAY;
            }
        });
    }

    boolean isNumber() {
        return this == NUMBER || this == WHOLE || this == DIGITS;
    }

    private boolean isText() {
        return this == TEXT || this == LABEL;
    }

    /** Whether PostgreSQL compares values of both. */
    boolean agreesWith(Kind other) {
        return this == other
                || this == ANY
                || other == ANY
                || (isNumber() && other.isNumber())
                || (isText() && other.isText());
    }

    /** The kind of values of which some are of the one, some of the other. */
    Optional<Kind> with(Kind other) {
        if (!agreesWith(other)) {
            return Optional.empty();
        }
        return Optional.of(this == ANY ? other : other == ANY || this == other ? this : isText() ? TEXT : NUMBER);
    }

    /** The kind as a word for people. */
    String word() {
        return isNumber() ? "number" : this == ANY ? "value of a kind we do not know" : name().toLowerCase(Locale.ROOT);
    }
}
