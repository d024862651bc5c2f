package io.whisperschema.sqlite;

import static java.util.stream.Collectors.joining;

import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Inserts rows of a passage, several with a statement. Not thread-safe. */
final class SqliteInsert implements AutoCloseable {
    private static final int PLACES_AT_MOST = 32_766;
    private static final int ROWS_AT_MOST = 64;
    private static final int BYTES_AT_MOST = 256 * 1024;

    private final Passage passage;
    private final SqliteTexts texts;
    private final List<SqlitePlace> places;
    private final int placesOfRow;
    private final int rowsAtOnce;
    private final PreparedStatement one;
    private final PreparedStatement several;
    private final List<@Nullable Object> waiting = new ArrayList<>();
    private int bytes;

    SqliteInsert(Connection connection, Passage passage, SqliteRows.Encoding encoding, SqliteTexts texts)
            throws SQLException {
        this.passage = passage;
        this.texts = texts;
        this.places = places(passage, encoding);
        this.placesOfRow =
                Math.max(1, places.stream().mapToInt(SqlitePlace::places).sum());
        this.rowsAtOnce = Math.max(1, Math.min(ROWS_AT_MOST, PLACES_AT_MOST / placesOfRow));
        this.one = connection.prepareStatement(sql(passage, places, 1));
        this.several = connection.prepareStatement(sql(passage, places, rowsAtOnce));
    }

    private static List<SqlitePlace> places(Passage passage, SqliteRows.Encoding encoding) {
        return passage.fields().stream()
                .map(field -> SqlitePlace.of(field, encoding))
                .toList();
    }

    /** The statement that inserts one row unless its key is there; without a key it is inserted always. */
    static PreparedStatement unlessThere(
            Connection connection, Passage passage, Item item, SqliteRows.Encoding encoding, SqliteTexts texts)
            throws SQLException {
        List<SqlitePlace> places = places(passage, encoding);
        String key = passage.key().stream()
                .map(place -> Identifiers.quoted(passage.fields().get(place).target()))
                .collect(joining(", "));
        return filled(
                connection,
                sql(passage, places, 1) + (key.isEmpty() ? "" : " ON CONFLICT (" + key + ") DO NOTHING"),
                places,
                item,
                texts);
    }

    /** The query that finds a row with all those values. */
    static PreparedStatement same(
            Connection connection, Passage passage, Item item, SqliteRows.Encoding encoding, SqliteTexts texts)
            throws SQLException {
        List<SqlitePlace> places = places(passage, encoding);
        String equal = IntStream.range(0, places.size())
                .mapToObj(i -> Identifiers.quoted(passage.fields().get(i).target()) + " COLLATE BINARY IS "
                        + places.get(i).sql())
                .collect(joining(" AND "));
        String sql = "SELECT 1 FROM main." + Identifiers.quoted(passage.target()) + " WHERE " + equal;
        return filled(connection, sql, places, item, texts);
    }

    private static PreparedStatement filled(
            Connection connection, String sql, List<SqlitePlace> places, Item item, SqliteTexts texts)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < places.size(); i++) {
            places.get(i).add(item, i, texts, values);
        }
        set(statement, values);
        return statement;
    }

    private static String sql(Passage passage, List<SqlitePlace> places, int rows) {
        String columns = passage.fields().stream()
                .map(Field::target)
                .map(Identifiers::quoted)
                .collect(joining(", "));
        String row = places.stream().map(SqlitePlace::sql).collect(joining(", ", "(", ")"));
        // A table may say that rows which break its rules are left out without a word.
        return "INSERT OR ABORT INTO main." + Identifiers.quoted(passage.target()) + " (" + columns + ") VALUES "
                + String.join(", ", Collections.nCopies(rows, row));
    }

    boolean isFor(Passage other) {
        return passage.equals(other);
    }

    /** Inserts the row, at once or with some that follow. */
    void add(Item item) throws SQLException {
        for (int i = 0; i < places.size(); i++) {
            bytes += places.get(i).add(item, i, texts, waiting);
        }
        if (waiting.size() == rowsAtOnce * placesOfRow) {
            set(several, waiting);
            several.executeUpdate();
            forget();
        } else if (bytes > BYTES_AT_MOST) {
            flush();
        }
    }

    /** Inserts what still waits. */
    void flush() throws SQLException {
        for (int from = 0; from < waiting.size(); from += placesOfRow) {
            set(one, waiting.subList(from, from + placesOfRow));
            one.executeUpdate();
        }
        one.clearParameters();
        forget();
    }

    /** Inserts nothing of what still waits. */
    void forget() {
        waiting.clear();
        bytes = 0;
    }

    private static void set(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            one.close();
        } finally {
            several.close();
        }
    }
}
