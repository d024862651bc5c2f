package io.whisperschema.definition.relational;

import io.whisperschema.internal.Checks;

/**
 * The name by which definitions, plans and documents speak of a dialect.
 *
 * @param value lower case, for example {@code postgres}
 */
public record DialectName(String value) implements Comparable<DialectName> {
    /** SQLite. */
    public static final DialectName SQLITE = new DialectName("sqlite");
    /** PostgreSQL. */
    public static final DialectName POSTGRES = new DialectName("postgres");

    public DialectName {
        Checks.name("dialect", value);
    }

    /** By its name. */
    @Override
    public int compareTo(DialectName other) {
        return value.compareTo(other.value);
    }

    /** Written out, as what the compiler gives a record costs each start milliseconds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DialectName dialect && value.equals(dialect.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
