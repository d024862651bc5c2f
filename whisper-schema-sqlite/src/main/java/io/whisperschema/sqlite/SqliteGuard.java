package io.whisperschema.sqlite;

import io.whisperschema.sql.Identifiers;

/**
 * A small table that refuses what must not happen, so that a rebuild which would lose something fails in a statement of
 * its own and is rolled back. It is there only while the transaction lasts.
 *
 * @param table its name, quoted
 */
record SqliteGuard(String table) {
    String create() {
        return "CREATE TABLE " + table + """
                 (
                  rows_lost INTEGER CONSTRAINT "no row may be lost" CHECK (rows_lost = 0),
                  values_changed INTEGER CONSTRAINT "every value must be held by its new type" CHECK (values_changed = 0),
                  numbers_missing INTEGER CONSTRAINT "every row must have a key" CHECK (numbers_missing = 0),
                  orphans_made INTEGER CONSTRAINT "every row must find the row it refers to" CHECK (orphans_made <= 0)
                )""";
    }

    String drop() {
        return "DROP TABLE " + table;
    }

    /** Refuses if one table has not as many rows as the other. */
    String rowsLost(String before, String after) {
        return insert("rows_lost") + "SELECT (SELECT count(*) FROM " + Identifiers.quoted(before)
                + ") - (SELECT count(*) FROM " + Identifiers.quoted(after) + ")";
    }

    /** Refuses if there are such rows. */
    String valuesChanged(String table, String condition) {
        return insert("values_changed") + count(table, condition);
    }

    /** Refuses if there are rows without a value there. */
    String numbersMissing(String table, String column) {
        return insert("numbers_missing") + count(table, Identifiers.quoted(column) + " IS NULL");
    }

    /** Refuses if that query finds more than none. */
    String orphansMade(String query) {
        return insert("orphans_made") + query;
    }

    private String insert(String column) {
        return "INSERT INTO " + table + " (" + column + ")\n";
    }

    private static String count(String table, String condition) {
        return "SELECT count(*) FROM " + Identifiers.quoted(table) + "\nWHERE " + condition;
    }
}
