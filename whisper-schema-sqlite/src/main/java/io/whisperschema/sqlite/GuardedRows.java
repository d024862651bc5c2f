package io.whisperschema.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whisperschema.move.Item;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Rows by plain JDBC, each value with its type and size, so that one that is too large need not be loaded: what is left
 * where the driver is hidden, and where SQLite has refused to load a value.
 */
final class GuardedRows implements SqliteRows {
    private static final int ASKED = 3;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final int fields;
    private final long largest;
    private final Encoding encoding;

    private GuardedRows(PreparedStatement statement, ResultSet rows, int fields, long largest, Encoding encoding) {
        this.statement = statement;
        this.rows = rows;
        this.fields = fields;
        this.largest = largest;
        this.encoding = encoding;
    }

    /** The rows of a {@link SqliteChunkQuery#guarded} query whose places are filled, closed with them. */
    static GuardedRows of(PreparedStatement statement, int fields, long largest, Encoding encoding)
            throws SQLException {
        return new GuardedRows(statement, statement.executeQuery(), fields, largest, encoding);
    }

    @Override
    public boolean next(Item item) throws SQLException {
        if (!rows.next()) {
            return false;
        }
        for (int i = 0; i < fields; i++) {
            put(item, i, ASKED * i + 1);
        }
        return true;
    }

    private void put(Item item, int i, int at) throws SQLException {
        switch (rows.getString(at + 1)) {
            case "integer" -> item.putInteger(i, rows.getLong(at));
            case "real" -> item.putReal(i, rows.getDouble(at));
            case "text" -> {
                if (isLoaded(item, i, at)) {
                    byte[] text = encoding == Encoding.UTF_8
                            ? rows.getBytes(at)
                            : rows.getString(at).getBytes(UTF_8);
                    item.putText(i, text, 0, text.length);
                }
            }
            case "blob" -> {
                if (isLoaded(item, i, at)) {
                    byte[] bytes = rows.getBytes(at);
                    item.putBlob(i, bytes, 0, bytes.length);
                }
            }
            default -> item.putNull(i);
        }
    }

    private boolean isLoaded(Item item, int i, int at) throws SQLException {
        long size = rows.getLong(at + 2);
        if (size > largest) {
            item.putTooLarge(i, size);
        }
        return size <= largest;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
