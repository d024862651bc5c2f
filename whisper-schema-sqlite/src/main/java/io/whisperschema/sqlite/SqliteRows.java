package io.whisperschema.sqlite;

import io.whisperschema.move.Item;
import java.sql.SQLException;

/** Rows that a query found, one after the other. */
interface SqliteRows extends AutoCloseable {
    /** Puts the next row's values, if there is one; the item was cleared. */
    boolean next(Item item) throws SQLException;

    @Override
    void close() throws SQLException;

    /** How a database keeps the characters of texts. */
    enum Encoding {
        /** As we want them. */
        UTF_8,
        /** Otherwise: SQLite turns them into UTF-8 when asked for text rather than bytes. */
        UTF_16;

        static Encoding on(SqliteLane lane) throws SQLException {
            return lane.text("PRAGMA encoding").equals("UTF-8") ? UTF_8 : UTF_16;
        }
    }
}
