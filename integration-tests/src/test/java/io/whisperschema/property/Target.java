package io.whisperschema.property;

import io.whisperschema.definition.relational.DialectName;

/**
 * For which database definitions are made.
 *
 * @param dialect its dialect
 * @param nulls whether nulls can agree in a unique constraint there
 */
record Target(DialectName dialect, Nulls nulls) {
    static final Target SQLITE = new Target(DialectName.SQLITE, Nulls.DIFFER);

    /** Whether nulls can agree in a unique constraint. */
    enum Nulls {
        DIFFER,
        MAY_AGREE
    }

    /** PostgreSQL of that version. */
    static Target postgres(String version) {
        int major = Integer.parseInt(version.split("\\.")[0]);
        return new Target(DialectName.POSTGRES, major >= 15 ? Nulls.MAY_AGREE : Nulls.DIFFER);
    }

    boolean isPostgres() {
        return dialect.equals(DialectName.POSTGRES);
    }
}
