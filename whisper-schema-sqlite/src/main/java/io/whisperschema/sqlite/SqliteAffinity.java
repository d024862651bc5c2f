package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.Identity;

/** What SQLite makes of a value that comes into a column, by the column's declared type. */
enum SqliteAffinity {
    /** Numbers become text. */
    TEXT,
    /** Text that reads as a number becomes one. */
    NUMERIC,
    /** The same; SQLite tells it from {@link #NUMERIC} only in casts. */
    INTEGER,
    /** Text that reads as a number, and whole numbers, become floating point numbers. */
    REAL,
    /** Every value stays as it is. */
    NONE;

    /** What the column of that table makes of values. */
    static SqliteAffinity of(CatalogTable table, CatalogColumn column) {
        if (column.identity() != Identity.NONE) {
            return INTEGER;
        }
        String type = column.type().text();
        boolean strict = table.form().options().contains(TableForm.Option.STRICT);
        return strict && type.equals("ANY") ? NONE : of(type);
    }

    /** SQLite's own rules, in its order. */
    private static SqliteAffinity of(String type) {
        if (type.contains("INT")) {
            return INTEGER;
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return TEXT;
        }
        if (type.isEmpty() || type.contains("BLOB")) {
            return NONE;
        }
        return type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB") ? REAL : NUMERIC;
    }

    /** Whether text that reads as a number becomes one. */
    boolean makesNumbers() {
        return this == NUMERIC || this == INTEGER || this == REAL;
    }

    /** Whether a column of this kind may hold texts that read as numbers. */
    boolean keepsDigitsAsText() {
        return this == TEXT || this == NONE;
    }
}
