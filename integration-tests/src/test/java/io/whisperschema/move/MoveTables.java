package io.whisperschema.move;

import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveRequest;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.testkit.SqliteDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tables made by plain statements, and what a store's reader tells of them. */
final class MoveTables {
    private MoveTables() {}

    static void run(SqliteDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            run(connection, statements);
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows that a query answers with, columns with a bar between. */
    static List<String> asked(SqliteDatabase database, String query) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return asked(connection, query);
        }
    }

    static List<String> asked(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
                rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }

    /** A passage of verbatim fields under the same names on both sides; the first so many are its key. */
    static Passage passage(String table, int key, String... columns) {
        return new Passage(
                table,
                table,
                Stream.of(columns).map(column -> field(column, Plain.VERBATIM)).toList(),
                IntStream.range(0, key).boxed().toList(),
                Optional.empty());
    }

    static Field field(String column, ValueKind kind) {
        return new Field(column, column, kind, Nullness.NULLABLE);
    }

    static MoveRequest request(RelationalStore store, MoveOptions options, Passage... passages) {
        return new MoveRequest(List.of(passages), store.inspect(), options, new Cancellation());
    }

    /** What all chunks of a passage hold, a line each item. */
    static List<String> read(MoveSource source, Passage passage, long rows) {
        return source.chunks(passage, rows).stream()
                .flatMap(chunk -> read(source, passage, chunk, new BitSet()).stream())
                .toList();
    }

    static List<String> read(MoveSource source, Passage passage, Chunk chunk, BitSet trusted) {
        try (ItemReader reader = source.reader(0)) {
            return read(reader, passage, chunk, trusted);
        }
    }

    static List<String> read(ItemReader reader, Passage passage, Chunk chunk, BitSet trusted) {
        var item = new Item(passage.fields().size());
        var lines = new ArrayList<String>();
        reader.begin(passage, chunk, trusted);
        while (reader.next(item)) {
            lines.add(line(item));
        }
        return lines;
    }

    static String line(Item item) {
        return String.join(
                " ",
                IntStream.range(0, item.fields()).mapToObj(i -> value(item, i)).toList());
    }

    private static String value(Item item, int field) {
        Item.Tag tag = item.tag(field);
        if (tag.hasBytes()) {
            int from = item.offset(field);
            return tag + ":" + HexFormat.of().formatHex(item.arena(), from, from + item.length(field));
        }
        return switch (tag) {
            case NULL -> "NULL";
            case RAW_REAL, REAL -> tag + ":" + item.real(field);
            default -> tag + ":" + item.number(field);
        };
    }
}
