package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import java.util.Locale;

/** What values PostgreSQL compares with each other. */
enum Kind {
    NUMBER,
    TEXT,
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
                    case INTEGER, BIGINT, REAL -> NUMBER;
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

    /** The kind as a word for people. */
    String word() {
        return this == ANY ? "value of a kind we do not know" : name().toLowerCase(Locale.ROOT);
    }
}
