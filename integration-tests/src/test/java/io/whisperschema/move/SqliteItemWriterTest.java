package io.whisperschema.move;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.ProofFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.spi.ItemWriter.Added.Outcome;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@WithDatabases
class SqliteItemWriterTest {
    private static final Passage THINGS = MoveTables.passage("things", 1, "id", "a", "b");
    private static final String TABLE = "CREATE TABLE things (id INTEGER PRIMARY KEY, a, b)";
    private static final Chunk FIRST = new Chunk("things", 0, "1..100");
    private static final Chunk SECOND = new Chunk("things", 1, "101..200");

    private static MoveTarget target(SqliteStore store, Passage... passages) {
        MoveTarget target = store.writeMoving(MoveTables.request(store, MoveOptions.cautious(), passages));
        target.checkpoints()
                .begin(new Checkpoint(
                        "move",
                        "request",
                        MovePhase.COPYING,
                        Instant.EPOCH,
                        "",
                        Stream.of(FIRST, SECOND).map(ChunkState::pending).toList()));
        return target;
    }

    private static MoveTarget target(SqliteDatabase database, Passage... passages) {
        return target(SqliteStore.over(database.dataSource()), passages);
    }

    private static ChunkState done(Chunk chunk, long rows) {
        return new ChunkState(chunk, ChunkState.State.DONE, rows, 0, 0, 0, Map.of(), new Parts());
    }

    private static void write(ItemWriter writer, Item item, Consumer<Item> values) {
        item.clear();
        values.accept(item);
        writer.write(item);
    }

    private static void writeNumbers(ItemWriter writer, Chunk chunk, int from, int to) {
        assertThat(writer.begin(THINGS, chunk)).isTrue();
        var item = new Item(3);
        for (int i = from; i <= to; i++) {
            item.clear();
            item.putInteger(0, i);
            item.putTyped(1, Tag.RAW_TEXT, ("text " + i).getBytes(UTF_8), 0, ("text " + i).length());
            writer.write(item);
        }
    }

    @Test
    void whatIsReadIsWrittenAsItWas(SqliteDatabase from, SqliteDatabase to) throws SQLException {
        String things = "CREATE TABLE things (id INTEGER PRIMARY KEY, a NUMERIC, b TEXT)";
        MoveTables.run(to, things);
        MoveTables.run(
                from,
                things,
                "INSERT INTO things VALUES (1, NULL, NULL), (2, 1.5, ''), (3, -0.0, 'é'), (4, X'00FF', X''),"
                        + " (5, CAST(X'6100C380' AS TEXT), CAST(X'FF' AS TEXT)), (6, 1 << 62, 9e999),"
                        + " (-7, 'abc', CAST(zeroblob(400000) AS TEXT))",
                "INSERT INTO things WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
                        + " SELECT i, i / 7.0, 'text ' || i FROM n");
        var store = SqliteStore.over(from.dataSource());
        try (MoveSource source = store.readMoving(MoveTables.request(store, MoveOptions.cautious(), THINGS));
                MoveTarget target = target(to, THINGS);
                ItemReader reader = source.reader(0);
                ItemWriter writer = target.writer(0)) {
            var item = new Item(3);
            reader.begin(THINGS, source.chunks(THINGS, 1_000).get(0), new BitSet());
            assertThat(writer.begin(THINGS, FIRST)).isTrue();
            while (reader.next(item)) {
                writer.write(item);
            }
            writer.commit(done(FIRST, 208));
        }

        String all = "SELECT id, typeof(a), hex(a), quote(a), typeof(b), hex(b) FROM things ORDER BY id";
        assertThat(MoveTables.asked(to, all)).hasSize(208).isEqualTo(MoveTables.asked(from, all));
    }

    @Test
    void settledValuesAreWrittenAsThisLibraryWritesThem(SqliteDatabase database) throws SQLException {
        MoveTables.run(
                database,
                "CREATE TABLE things (i INTEGER, r REAL, t BOOLEAN, m TIMESTAMP, l TIMESTAMP, d DATE, u TEXT, n TEXT,"
                        + " j TEXT, b BLOB, a TEXT)");
        var passage = new Passage(
                "things",
                "things",
                List.of(
                        MoveTables.field("i", Plain.INTEGER_32),
                        MoveTables.field("r", Plain.REAL),
                        MoveTables.field("t", Plain.BOOLEAN),
                        MoveTables.field("m", Plain.MOMENT),
                        MoveTables.field("l", Plain.LOCAL_MOMENT),
                        MoveTables.field("d", Plain.DATE),
                        MoveTables.field("u", Plain.UUID),
                        MoveTables.field("n", new ValueKind.Decimal(30, 10)),
                        MoveTables.field("j", Plain.JSONB),
                        MoveTables.field("b", Plain.BYTES),
                        MoveTables.field("a", new ValueKind.Array(Plain.TEXT))),
                List.of(),
                Optional.empty());
        try (MoveTarget target = target(database, passage);
                ItemWriter writer = target.writer(0)) {
            assertThat(writer.begin(passage, FIRST)).isTrue();
            var item = new Item(11);
            write(writer, item, row -> {
                row.putTyped(0, Tag.INTEGER, 42);
                row.putTyped(1, Tag.REAL, Double.doubleToLongBits(0.1));
                row.putTyped(2, Tag.BOOLEAN, 1);
                row.putTyped(
                        3, Tag.MOMENT, Instant.parse("2024-02-29T10:11:12Z").toEpochMilli() * 1_000 + 34);
                row.putTyped(
                        4,
                        Tag.LOCAL_MOMENT,
                        Instant.parse("0099-01-02T23:59:59Z").toEpochMilli() * 1_000);
                row.putTyped(5, Tag.DATE, -719_162);
                put(
                        row,
                        6,
                        Tag.UUID,
                        ByteBuffer.allocate(16).putLong(0x0123456789abcdefL).putLong(-1));
                put(row, 7, Tag.DECIMAL, ByteBuffer.allocate(6).putInt(3).putShort((short) -1_500));
                put(row, 8, Tag.JSONB, ByteBuffer.wrap("{\"a\":1}".getBytes(UTF_8)));
                put(row, 9, Tag.BYTES, ByteBuffer.wrap(new byte[] {0, -1}));
                put(row, 10, Tag.ARRAY, texts("é\"", null));
            });
            write(writer, item, row -> row.putTyped(3, Tag.MOMENT, -1));
            writer.commit(done(FIRST, 2));
        }

        assertThat(MoveTables.asked(database, "SELECT i, r, t, m, l, d, u, n, j, hex(b), a FROM things"))
                .containsExactly(
                        "42|0.1|1|2024-02-29 10:11:12.000034|0099-01-02 23:59:59|0001-01-01"
                                + "|01234567-89ab-cdef-ffff-ffffffffffff|-1.500|{\"a\":1}|00FF|[\"é\\\"\",null]",
                        "null|null|null|1969-12-31 23:59:59.999999|null|null|null|null|null||null");
        assertThat(MoveTables.asked(
                        database,
                        "SELECT typeof(i), typeof(r), typeof(t), typeof(m), typeof(d), typeof(n), typeof(b) FROM things"
                                + " LIMIT 1"))
                .containsExactly("integer|real|integer|text|text|text|blob");
    }

    private static void put(Item item, int field, Tag tag, ByteBuffer bytes) {
        item.putTyped(field, tag, bytes.array(), 0, bytes.capacity());
    }

    private static ByteBuffer texts(String text, Object nothing) {
        assertThat(nothing).isNull();
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(4 + 1 + 4 + bytes.length + 1)
                .putInt(2)
                .put(Tag.TEXT.code())
                .putInt(bytes.length)
                .put(bytes)
                .put(Tag.NULL.code());
    }

    @Test
    void aDatabaseInUtf16TakesTextsToo(SqliteDatabase database) throws SQLException {
        MoveTables.run(database, "PRAGMA encoding = 'UTF-16le'", TABLE);
        try (MoveTarget target = target(database, THINGS);
                ItemWriter writer = target.writer(0)) {
            assertThat(writer.begin(THINGS, FIRST)).isTrue();
            write(writer, new Item(3), row -> {
                row.putInteger(0, 1);
                put(row, 1, Tag.RAW_TEXT, ByteBuffer.wrap("hé".getBytes(UTF_8)));
                put(row, 2, Tag.RAW_BLOB, ByteBuffer.wrap(new byte[] {1}));
            });
            writer.commit(done(FIRST, 1));
        }

        assertThat(MoveTables.asked(database, "SELECT a, hex(b), typeof(b) FROM things"))
                .containsExactly("hé|01|blob");
    }

    @Test
    void aChunkIsCommittedTogetherWithItsState(SqliteDatabase database) throws SQLException {
        MoveTables.run(database, TABLE);
        try (MoveTarget target = target(database, THINGS)) {
            try (ItemWriter writer = target.writer(0)) {
                writeNumbers(writer, FIRST, 1, 100);
                writer.commit(done(FIRST, 100));
                writeNumbers(writer, SECOND, 101, 170);
            }

            assertThat(MoveTables.asked(database, "SELECT count(*), max(id), min(a) FROM things"))
                    .containsExactly("100|100|text 1");
            assertThat(target.checkpoints().read().orElseThrow().chunks())
                    .containsExactly(done(FIRST, 100), ChunkState.pending(SECOND));
        }
    }

    @Test
    void anAbandonedChunkCanBeBegunAgain(SqliteDatabase database) throws SQLException {
        MoveTables.run(database, TABLE);
        try (MoveTarget target = target(database, THINGS);
                ItemWriter writer = target.writer(0)) {
            writeNumbers(writer, FIRST, 1, 90);
            writer.abandon();
            writeNumbers(writer, FIRST, 1, 3);
            writer.commit(done(FIRST, 3));
        }

        assertThat(MoveTables.asked(database, "SELECT count(*) FROM things")).containsExactly("3");
    }

    @Test
    void aChunkThatSomebodyHasCopiedIsNotOurs(SqliteDatabase database) throws SQLException {
        MoveTables.run(database, TABLE);
        try (MoveTarget target = target(database, THINGS)) {
            try (ItemWriter other = target.writer(0)) {
                writeNumbers(other, FIRST, 1, 3);
                other.commit(done(FIRST, 3));
            }
            try (ItemWriter writer = target.writer(0)) {
                assertThat(writer.begin(THINGS, FIRST)).isFalse();
                writeNumbers(writer, SECOND, 101, 102);
                writer.commit(done(SECOND, 2));
            }
        }

        assertThat(MoveTables.asked(database, "SELECT count(*) FROM things")).containsExactly("5");
    }

    @Test
    void aChunkOfAnotherMoveIsRefused(SqliteDatabase database) throws SQLException {
        MoveTables.run(database, TABLE);
        try (MoveTarget target = target(database, THINGS);
                ItemWriter writer = target.writer(0)) {
            assertThatThrownBy(() -> writer.begin(THINGS, new Chunk("things", 0, "1..50")))
                    .isInstanceOf(MoveUnfinished.class);
        }
    }

    @Test
    void aRowThatTheTableRefusesLeavesNothingOfItsChunk(SqliteDatabase database) throws SQLException {
        MoveTables.run(database, TABLE);
        try (MoveTarget target = target(database, THINGS);
                ItemWriter writer = target.writer(0)) {
            writeNumbers(writer, FIRST, 1, 5);
            write(writer, new Item(3), row -> row.putInteger(0, 5));

            assertThatThrownBy(() -> writer.commit(done(FIRST, 6)))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("UNIQUE constraint failed: things.id")
                    .hasMessageContaining(
                            "Nothing of this chunk stays, all chunks that are copied do; move again to go on.");
            writer.abandon();
        }

        assertThat(MoveTables.asked(database, "SELECT count(*) FROM things")).containsExactly("0");
    }

    @Test
    void noRowIsDroppedWhereATableWouldDropIt(SqliteDatabase database) throws SQLException {
        MoveTables.run(
                database,
                "CREATE TABLE things (id INTEGER PRIMARY KEY, a UNIQUE ON CONFLICT IGNORE, b UNIQUE ON CONFLICT"
                        + " REPLACE)");
        try (MoveTarget target = target(database, THINGS);
                ItemWriter writer = target.writer(0)) {
            for (int shared : List.of(1, 2)) {
                assertThat(writer.begin(THINGS, FIRST)).isTrue();
                for (int id : List.of(1, 2)) {
                    write(writer, new Item(3), row -> {
                        row.putInteger(0, id);
                        row.putInteger(shared, 7);
                    });
                }

                assertThatThrownBy(() -> writer.commit(done(FIRST, 2))).isInstanceOf(StoreUnavailable.class);
                writer.abandon();
            }
        }
    }

    @Test
    void rowsMayReferToOthersThatComeLater(SqliteDatabase database) throws SQLException {
        MoveTables.run(
                database,
                "CREATE TABLE parents (id INTEGER PRIMARY KEY)",
                "CREATE TABLE things (id INTEGER PRIMARY KEY, a REFERENCES parents (id), b)");
        try (SqliteStore store = SqliteStore.open(database.path());
                MoveTarget target = target(store, THINGS)) {
            try (ItemWriter writer = target.writer(0)) {
                assertThat(writer.begin(THINGS, FIRST)).isTrue();
                write(writer, new Item(3), row -> {
                    row.putInteger(0, 1);
                    row.putInteger(1, 77);
                });
                writer.commit(done(FIRST, 1));
            }

            assertThatThrownBy(() -> target.finish(THINGS, Map.of()))
                    .isInstanceOf(ProofFailed.class)
                    .hasMessageContaining("things: 1 references");
            MoveTables.run(database, "INSERT INTO parents VALUES (77)");
            target.finish(THINGS, Map.of());
        }
    }

    @Test
    void aRowIsAddedOnceAndOnlyIfItFits(SqliteDatabase database) throws SQLException {
        MoveTables.run(
                database,
                "CREATE TABLE parents (id INTEGER PRIMARY KEY)",
                "CREATE TABLE things (id INTEGER PRIMARY KEY, a REFERENCES parents (id), b CHECK (b > 0))");
        try (MoveTarget target = target(database, THINGS);
                ItemWriter writer = target.writer(0)) {
            var item = new Item(3);
            item.putInteger(0, 1);
            assertThat(writer.add(THINGS, item).outcome()).isEqualTo(Outcome.WRITTEN);
            assertThat(writer.add(THINGS, item).outcome()).isEqualTo(Outcome.ALREADY_THERE);

            item.putInteger(0, 2);
            item.putInteger(1, 5);
            assertThat(writer.add(THINGS, item))
                    .isEqualTo(ItemWriter.Added.refused(writer.add(THINGS, item).said()))
                    .extracting(ItemWriter.Added::said)
                    .asString()
                    .contains("FOREIGN KEY");

            item.putNull(1);
            item.putInteger(2, -1);
            assertThat(writer.add(THINGS, item).outcome()).isEqualTo(Outcome.REFUSED);
        }

        assertThat(MoveTables.asked(database, "SELECT id FROM things")).containsExactly("1");
    }

    @Test
    void aHostsConnectionComesBackAsItWas(SqliteDatabase database) throws SQLException {
        MoveTables.run(database, "PRAGMA journal_mode = WAL", TABLE);
        try (Connection connection = database.dataSource().getConnection()) {
            MoveTables.run(connection, "PRAGMA foreign_keys = ON", "PRAGMA cache_size = -3000");
            try (MoveTarget target = target(SqliteStore.over(connection), THINGS)) {
                try (ItemWriter writer = target.writer(0)) {
                    writeNumbers(writer, FIRST, 1, 3);
                    assertThat(MoveTables.asked(connection, "PRAGMA foreign_keys"))
                            .containsExactly("0");
                }
                target.finish(THINGS, Map.of());
            }

            assertThat(MoveTables.asked(connection, "PRAGMA foreign_keys")).containsExactly("1");
            assertThat(MoveTables.asked(connection, "PRAGMA cache_size")).containsExactly("-3000");
            assertThat(MoveTables.asked(connection, "PRAGMA synchronous")).containsExactly("2");
            MoveTables.run(connection, "BEGIN", "ROLLBACK");
        }
    }

    @Test
    void numbersGoOnBehindThoseOfTheSource(SqliteDatabase database) throws SQLException {
        MoveTables.run(database, "CREATE TABLE things (id INTEGER PRIMARY KEY AUTOINCREMENT, a, b)");
        try (MoveTarget target = target(database, THINGS)) {
            target.finish(THINGS, Map.of("id", 41L));
            target.finish(THINGS, Map.of("id", 7L));
        }
        MoveTables.run(database, "INSERT INTO things (a) VALUES ('next')");

        assertThat(MoveTables.asked(database, "SELECT id FROM things")).containsExactly("42");
    }

    @Test
    void whatWasWrittenIsReadBackUnderTheTargetsNames(SqliteDatabase database) throws SQLException {
        MoveTables.run(database, "CREATE TABLE things (id INTEGER PRIMARY KEY, b)");
        var renamed = new Passage(
                "old_things",
                "things",
                List.of(MoveTables.field("id", Plain.BIGINT), new Field("a", "b", Plain.TEXT, Nullness.NULLABLE)),
                List.of(0),
                Optional.empty());
        try (MoveTarget target = target(database, renamed)) {
            try (ItemWriter writer = target.writer(0)) {
                assertThat(writer.begin(renamed, FIRST)).isTrue();
                write(writer, new Item(2), row -> {
                    row.putTyped(0, Tag.INTEGER, 1);
                    put(row, 1, Tag.TEXT, ByteBuffer.wrap("x".getBytes(UTF_8)));
                });
                writer.commit(done(FIRST, 1));
            }
            try (MoveSource back = target.readBack()) {
                assertThat(MoveTables.read(back, renamed.arrived(), 100)).containsExactly("RAW_INTEGER:1 RAW_TEXT:78");
            }
        }
    }
}
