package io.whisperschema.definition.relational;

import java.util.Locale;

/** The types without parameters. */
public enum ScalarType implements ColumnType {
    /** Unicode text of any length, without NUL characters. */
    TEXT,
    /** A 32-bit integer: a promise that a move checks, since SQLite holds 64 bits. */
    INTEGER,
    /** A 64-bit integer. */
    BIGINT,
    /** A 64-bit floating point number. */
    REAL,
    /** True or false. */
    BOOLEAN,
    /** A moment, kept with its zone on PostgreSQL and read as UTC on SQLite. */
    TIMESTAMP,
    /** A calendar date. */
    DATE,
    /** JSON kept as the text it was written as. */
    JSON,
    /** JSON in PostgreSQL's binary form: searchable, but spacing, key order and duplicate keys are not kept. */
    JSONB,
    /** Bytes. */
    BLOB,
    /** A UUID. */
    UUID;

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scalar type of that word, as {@link #text()} gives it. */
    public static ScalarType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.scalar(this);
    }
}
