package io.whisperschema.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whisperschema.move.Item;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.core.SafeStmtPtr;

/**
 * Rows by the driver's own functions, which tell the type of a value without SQL and hand out the bytes of texts as they
 * are: measured, twice as fast as to ask for {@code typeof} and take results.
 */
final class DriverRows implements SqliteRows {
    /** The statement stands on its first row as soon as it is run. */
    private static final int FIRST = -1;

    private final PreparedStatement statement;
    private final SafeStmtPtr pointer;
    private final List<Look> looks;
    private final Encoding encoding;
    private final SafeStmtPtr.SafePtrIntFunction<SQLException> advance = this::advance;
    private int before;
    private Item item = new Item(0);

    /** What has to be asked of a column's values. */
    enum Look {
        /** Their type. */
        TYPE,
        /** Nothing: they are texts or nothing. */
        TEXT,
        /** Nothing: they are blobs or nothing. */
        BLOB,
        /** Nothing: they are integers. */
        INTEGER
    }

    private DriverRows(
            PreparedStatement statement, SafeStmtPtr pointer, List<Look> looks, Encoding encoding, int first) {
        this.statement = statement;
        this.pointer = pointer;
        this.looks = List.copyOf(looks);
        this.encoding = encoding;
        this.before = first;
    }

    /**
     * The rows of a query whose places are filled.
     *
     * @param statement the driver's own; closed with the rows
     */
    static DriverRows of(PreparedStatement statement, List<Look> looks, Encoding encoding) throws SQLException {
        ResultSet rows = statement.executeQuery();
        int first = rows.next() ? FIRST : Codes.SQLITE_DONE;
        return new DriverRows(statement, ((CoreStatement) statement).pointer, looks, encoding, first);
    }

    @Override
    public boolean next(Item into) throws SQLException {
        if (before == Codes.SQLITE_DONE) {
            return false;
        }
        item = into;
        before = pointer.safeRunInt(advance);
        return before == Codes.SQLITE_ROW;
    }

    private int advance(DB database, long row) throws SQLException {
        int code = before == FIRST ? Codes.SQLITE_ROW : database.step(row);
        if (code == Codes.SQLITE_ROW) {
            for (int i = 0; i < looks.size(); i++) {
                put(database, row, i);
            }
        } else if (code != Codes.SQLITE_DONE) {
            database.throwex(code);
        }
        return code;
    }

    private void put(DB database, long row, int i) throws SQLException {
        switch (looks.get(i)) {
            case INTEGER -> item.putInteger(i, database.column_long(row, i));
            case TEXT -> putText(database, row, i);
            case BLOB -> putBlob(database, row, i);
            case TYPE -> putTyped(database, row, i);
        }
    }

    private void putTyped(DB database, long row, int i) throws SQLException {
        switch (database.column_type(row, i)) {
            case Codes.SQLITE_INTEGER -> item.putInteger(i, database.column_long(row, i));
            case Codes.SQLITE_FLOAT -> item.putReal(i, database.column_double(row, i));
            case Codes.SQLITE_TEXT -> putText(database, row, i);
            case Codes.SQLITE_BLOB -> putBlob(database, row, i);
            default -> item.putNull(i);
        }
    }

    private void putText(DB database, long row, int i) throws SQLException {
        if (encoding == Encoding.UTF_8) {
            byte[] bytes = database.column_blob(row, i);
            if (bytes != null) {
                item.putText(i, bytes, 0, bytes.length);
            }
        } else {
            putDecoded(database.column_text(row, i), i);
        }
    }

    private void putDecoded(@Nullable String text, int i) {
        if (text != null) {
            byte[] bytes = text.getBytes(UTF_8);
            item.putText(i, bytes, 0, bytes.length);
        }
    }

    private void putBlob(DB database, long row, int i) throws SQLException {
        byte[] bytes = database.column_blob(row, i);
        if (bytes != null) {
            item.putBlob(i, bytes, 0, bytes.length);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
