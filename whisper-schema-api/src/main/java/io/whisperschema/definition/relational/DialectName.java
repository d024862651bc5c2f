package io.whisperschema.definition.relational;

import io.whisperschema.internal.Checks;

/**
 * The name by which definitions, plans and documents speak of a dialect.
 *
 * @param value lower case, for example {@code postgres}
 */
public record DialectName(String value) {
    /** SQLite. */
    public static final DialectName SQLITE = new DialectName("sqlite");
    /** PostgreSQL. */
    public static final DialectName POSTGRES = new DialectName("postgres");

    public DialectName {
        Checks.name("dialect", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
