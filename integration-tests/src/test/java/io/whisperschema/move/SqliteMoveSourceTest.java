package io.whisperschema.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveRequest;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@WithDatabases
class SqliteMoveSourceTest {
    private static final String EVERY_VALUE = """
        INSERT INTO things (id, a, b) VALUES
          (1, NULL, 42), (2, 1.5, 9e999), (3, 'text', ''), (4, X'00FF', X''),
          (5, CAST(X'6100C380' AS TEXT), CAST(X'FF' AS TEXT)), (6, -9223372036854775808, 5e-324)\
        """;

    private static final List<String> EVERY_VALUE_READ = List.of(
            "RAW_INTEGER:1 NULL RAW_INTEGER:42",
            "RAW_INTEGER:2 RAW_REAL:1.5 RAW_REAL:Infinity",
            "RAW_INTEGER:3 RAW_TEXT:74657874 RAW_TEXT:",
            "RAW_INTEGER:4 RAW_BLOB:00ff RAW_BLOB:",
            "RAW_INTEGER:5 RAW_TEXT:6100c380 RAW_TEXT:ff",
            "RAW_INTEGER:6 RAW_INTEGER:-9223372036854775808 RAW_REAL:4.9E-324");

    private static final Passage THINGS = MoveTables.passage("things", 1, "id", "a", "b");

    private static MoveSource source(SqliteDatabase database, MoveOptions options, Passage... passages) {
        var store = SqliteStore.over(database.dataSource());
        return store.readMoving(MoveTables.request(store, options, passages));
    }

    private static MoveSource source(SqliteDatabase database, Passage... passages) {
        return source(database, MoveOptions.cautious(), passages);
    }

    private static void things(SqliteDatabase database, String... more) throws SQLException {
        MoveTables.run(database, "CREATE TABLE things (id INTEGER PRIMARY KEY, a, b)");
        MoveTables.run(database, more);
    }

    @Test
    void everyValueComesAsSqliteKeepsIt(SqliteDatabase database) throws SQLException {
        things(database, EVERY_VALUE);

        try (MoveSource source = source(database, THINGS)) {
            assertThat(MoveTables.read(source, THINGS, 4)).isEqualTo(EVERY_VALUE_READ);
        }
    }

    @Test
    void valuesComeTheSameWhereAWrapperHidesTheDriver(SqliteDatabase database) throws SQLException {
        things(database, EVERY_VALUE);

        try (Connection plain = DriverManager.getConnection(database.url())) {
            var store = SqliteStore.over(HiddenDriver.of(plain));
            try (MoveSource source = store.readMoving(MoveTables.request(store, MoveOptions.cautious(), THINGS))) {
                assertThat(MoveTables.read(source, THINGS, 4)).isEqualTo(EVERY_VALUE_READ);
            }
        }
    }

    @Test
    void textsOfADatabaseInUtf16ComeInUtf8(SqliteDatabase database) throws SQLException {
        MoveTables.run(
                database,
                "PRAGMA encoding = 'UTF-16le'",
                "CREATE TABLE things (id INTEGER PRIMARY KEY, a, b)",
                "INSERT INTO things VALUES (1, 'hé', X'C3')");

        try (MoveSource source = source(database, THINGS)) {
            assertThat(MoveTables.read(source, THINGS, 4)).containsExactly("RAW_INTEGER:1 RAW_TEXT:68c3a9 RAW_BLOB:c3");
        }
    }

    @Test
    void trustedFieldsComeTheSame(SqliteDatabase database) throws SQLException {
        things(
                database,
                "INSERT INTO things VALUES (1, 'one', X'01'), (2, NULL, NULL), (3, '', X'')",
                "INSERT INTO things VALUES (4, 'four', X'04')");
        var typed = new Passage(
                "things",
                "things",
                List.of(
                        new Field("id", "id", Plain.BIGINT, Nullness.REQUIRED),
                        MoveTables.field("a", Plain.TEXT),
                        MoveTables.field("b", Plain.BYTES)),
                List.of(0),
                Optional.empty());

        try (MoveSource source = source(database, typed)) {
            Chunk all = source.chunks(typed, 10).get(0);
            var trusted = new BitSet();
            trusted.set(0, 3);

            assertThat(MoveTables.read(source, typed, all, trusted))
                    .hasSize(4)
                    .isEqualTo(MoveTables.read(source, typed, all, new BitSet()));
        }
    }

    @Test
    void aValueThatIsTooLargeIsToldAndAllOthersAreRead(SqliteDatabase database) throws SQLException {
        things(
                database,
                "INSERT INTO things VALUES (1, 'before', NULL)",
                "INSERT INTO things VALUES (2, CAST(zeroblob(300000) AS TEXT), 'beside')",
                "INSERT INTO things VALUES (3, 'after', zeroblob(2000000))");

        try (MoveSource source = source(database, MoveOptions.cautious().within(1 << 20), THINGS)) {
            assertThat(MoveTables.read(source, THINGS, 10))
                    .containsExactly(
                            "RAW_INTEGER:1 RAW_TEXT:6265666f7265 NULL",
                            "RAW_INTEGER:2 TOO_LARGE:300000 RAW_TEXT:626573696465",
                            "RAW_INTEGER:3 RAW_TEXT:6166746572 TOO_LARGE:2000000");
        }
    }

    static Stream<Arguments> numberings() {
        return Stream.of(
                Arguments.of("none", "SELECT 1 WHERE 0", 1),
                Arguments.of("one after the other", "SELECT value FROM generate", 5),
                Arguments.of("with small gaps", "SELECT 3 * value FROM generate", 10),
                Arguments.of(
                        "with a hole",
                        "SELECT value FROM generate WHERE value <= 15 UNION SELECT value + 5000 FROM generate",
                        8),
                Arguments.of("far apart", "SELECT value * value * value * 1000003 FROM generate", 5),
                Arguments.of(
                        "from end to end",
                        "SELECT -9223372036854775808 UNION SELECT 9223372036854775807 UNION SELECT value FROM generate",
                        5),
                Arguments.of("a far one behind near ones", "SELECT value FROM generate UNION SELECT 1 << 60", 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numberings")
    void chunksHoldEachRowOnceWhateverItsNumber(String name, String numbers, int chunks) throws SQLException {
        try (SqliteDatabase database = SqliteDatabase.inTemporaryFolder()) {
            things(database, "INSERT INTO things (id) " + generated(30) + numbers);

            try (MoveSource source = source(database, THINGS)) {
                List<String> read = source.chunks(THINGS, 7).stream()
                        .flatMap(chunk -> {
                            List<String> part = MoveTables.read(source, THINGS, chunk, new BitSet());
                            assertThat(part).hasSizeLessThanOrEqualTo(7);
                            return part.stream();
                        })
                        .toList();

                assertThat(source.chunks(THINGS, 7)).hasSize(chunks);
                assertThat(read)
                        .isEqualTo(MoveTables.asked(
                                database, "SELECT 'RAW_INTEGER:' || id || ' NULL NULL' FROM things ORDER BY id"));
            }
        }
    }

    private static String generated(int rows) {
        return "WITH RECURSIVE generate (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM generate WHERE value < "
                + rows + ") ";
    }

    @Test
    void aSmallTableWithRandomNumbersIsOneChunk(SqliteDatabase database) throws SQLException {
        things(database, "INSERT INTO things (id) " + generated(50) + "SELECT random() FROM generate");

        try (MoveSource source = source(database, THINGS)) {
            assertThat(source.chunks(THINGS, 100_000)).hasSize(1);
        }
    }

    @Test
    void whatIsAddedLaterBelongsToTheLastChunk(SqliteDatabase database) throws SQLException {
        things(database, "INSERT INTO things (id) " + generated(20) + "SELECT value FROM generate");
        List<Chunk> chunks;
        try (MoveSource source = source(database, THINGS)) {
            chunks = source.chunks(THINGS, 7);
        }
        MoveTables.run(database, "INSERT INTO things (id) VALUES (9000)");

        try (MoveSource source = source(database, THINGS)) {
            assertThat(MoveTables.read(source, THINGS, chunks.get(chunks.size() - 1), new BitSet()))
                    .contains("RAW_INTEGER:9000 NULL NULL");
        }
    }

    @Test
    void rowsWithoutNumbersAreCutByTheirKeys(SqliteDatabase database) throws SQLException {
        MoveTables.run(
                database,
                "CREATE TABLE pairs (a TEXT COLLATE NOCASE, b, c, PRIMARY KEY (a, b)) WITHOUT ROWID",
                "INSERT INTO pairs " + generated(10)
                        + "SELECT CASE value % 3 WHEN 0 THEN 'Ä' || value WHEN 1 THEN 'x' ELSE CAST(X'FF00' AS TEXT)"
                        + " END, CASE value % 2 WHEN 0 THEN value / 4.0 ELSE CAST(value AS BLOB) END, value FROM"
                        + " generate");
        Passage pairs = MoveTables.passage("pairs", 2, "a", "b", "c");

        try (MoveSource source = source(database, pairs)) {
            assertThat(source.chunks(pairs, 3)).hasSize(4);
            assertThat(MoveTables.read(source, pairs, 3)).hasSize(10).isEqualTo(MoveTables.read(source, pairs, 100));
        }
    }

    @Test
    void rowsWhoseNumberHasNoNameAreOneChunk(SqliteDatabase database) throws SQLException {
        MoveTables.run(
                database,
                "CREATE TABLE hidden (rowid TEXT, oid TEXT, _rowid_ TEXT)",
                "CREATE INDEX other_order ON hidden (rowid, oid, _rowid_)",
                "INSERT INTO hidden VALUES ('b', '', ''), ('a', '', '')");
        Passage hidden = MoveTables.passage("hidden", 0, "rowid", "oid", "_rowid_");

        try (MoveSource source = source(database, hidden)) {
            assertThat(source.chunks(hidden, 1)).hasSize(1);
            assertThat(MoveTables.read(source, hidden, 1))
                    .containsExactly("RAW_TEXT:62 RAW_TEXT: RAW_TEXT:", "RAW_TEXT:61 RAW_TEXT: RAW_TEXT:");
        }
    }

    @Test
    void onlyRowsThatMeetTheFilterAreRead(SqliteDatabase database) throws SQLException {
        things(database, "INSERT INTO things VALUES (1, 'yes', 1), (2, 'no', 2), (3, 'yes', 3)");
        var filtered = new Passage(
                "things",
                "things",
                THINGS.fields(),
                List.of(0),
                Optional.of(Expression.column("a").is(Expression.literal("yes"))));

        try (MoveSource source = source(database, filtered)) {
            assertThat(MoveTables.read(source, filtered, 2))
                    .containsExactly(
                            "RAW_INTEGER:1 RAW_TEXT:796573 RAW_INTEGER:1",
                            "RAW_INTEGER:3 RAW_TEXT:796573 RAW_INTEGER:3");
        }
    }

    @Test
    void allReadersSeeOneStateWhileOthersWrite(SqliteDatabase database) throws SQLException {
        things(database, "PRAGMA journal_mode = WAL", "INSERT INTO things (id) VALUES (1)");

        try (MoveSource source =
                source(database, MoveOptions.cautious().with(Runnable::run).lanes(3), THINGS)) {
            MoveTables.run(database, "INSERT INTO things (id) VALUES (2)");

            assertThat(source.readers()).isEqualTo(3);
            Chunk all = source.chunks(THINGS, 10).get(0);
            for (int i = 0; i < 3; i++) {
                try (ItemReader reader = source.reader(i)) {
                    assertThat(MoveTables.read(reader, THINGS, all, new BitSet()))
                            .containsExactly("RAW_INTEGER:1 NULL NULL");
                }
            }
        }
    }

    @Test
    void aFileOfItsOwnIsReadBesideTheStoresConnection(SqliteDatabase database) throws SQLException {
        try (SqliteStore store = SqliteStore.open(database.path())) {
            things(database, "INSERT INTO things (id) VALUES (1)");
            MoveRequest request = MoveTables.request(
                    store, MoveOptions.cautious().with(Runnable::run).lanes(2), THINGS);

            try (MoveSource source = store.readMoving(request)) {
                MoveTables.run(database, "INSERT INTO things (id) VALUES (2)");

                assertThat(source.readers()).isEqualTo(2);
                assertThat(store.inspect().table("things")).isPresent();
                assertThat(MoveTables.read(source, THINGS, 10)).containsExactly("RAW_INTEGER:1 NULL NULL");
            }
        }
    }

    @Test
    void oneReaderIsHadWhereSomebodyIsWriting(SqliteDatabase database) throws SQLException {
        things(database, "PRAGMA journal_mode = WAL", "INSERT INTO things (id) VALUES (1)");

        try (Connection writing = database.dataSource().getConnection()) {
            MoveTables.run(writing, "BEGIN IMMEDIATE", "INSERT INTO things (id) VALUES (2)");
            MoveOptions options =
                    MoveOptions.cautious().with(Runnable::run).lanes(3).waitingForLocks(Duration.ofMillis(1));
            try (MoveSource source = source(database, options, THINGS)) {
                assertThat(source.readers()).isEqualTo(1);
                assertThat(MoveTables.read(source, THINGS, 10)).containsExactly("RAW_INTEGER:1 NULL NULL");
            }
            MoveTables.run(writing, "ROLLBACK");
        }
    }

    @Test
    void aHostsConnectionComesBackAsItWas(SqliteDatabase database) throws SQLException {
        things(database, "INSERT INTO things (id) VALUES (1)");
        try (Connection connection = database.dataSource().getConnection()) {
            MoveTables.run(connection, "PRAGMA busy_timeout = 1234");
            var store = SqliteStore.over(connection);

            try (MoveSource source = store.readMoving(MoveTables.request(
                    store, MoveOptions.cautious().with(Runnable::run).within(1 << 20), THINGS))) {
                assertThat(source.readers()).isEqualTo(1);
                assertThat(MoveTables.read(source, THINGS, 10)).hasSize(1);
            }

            MoveTables.run(connection, "INSERT INTO things VALUES (2, zeroblob(3000000), NULL)");
            assertThat(MoveTables.asked(connection, "PRAGMA busy_timeout")).containsExactly("1234");
            assertThat(MoveTables.asked(connection, "SELECT length(a) FROM things WHERE id = 2"))
                    .containsExactly("3000000");
        }
    }

    @Test
    void aDatabaseThatHasChangedSinceIsRefused(SqliteDatabase database) throws SQLException {
        things(database);
        var store = SqliteStore.over(database.dataSource());
        MoveRequest request = MoveTables.request(store, MoveOptions.cautious(), THINGS);
        MoveTables.run(database, "ALTER TABLE things ADD COLUMN c");

        assertThatThrownBy(() -> store.readMoving(request)).isInstanceOf(PlanOutdated.class);
    }

    @Test
    void numbersGoOnWhereSqliteWouldLetThem(SqliteDatabase database) throws SQLException {
        things(database, "INSERT INTO things (id) VALUES (4), (9)", "DELETE FROM things WHERE id = 9");
        MoveTables.run(
                database,
                "CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT)",
                "INSERT INTO counted (id) VALUES (4), (9)",
                "DELETE FROM counted WHERE id = 9");
        Passage counted = MoveTables.passage("counted", 1, "id", "a");

        try (MoveSource source = source(database, THINGS, counted)) {
            assertThat(source.counted(THINGS, "id")).isEqualTo(OptionalLong.of(4));
            assertThat(source.counted(counted, "id")).isEqualTo(OptionalLong.of(9));
            assertThat(source.counted(counted, "a")).isEmpty();
        }
    }

    @Test
    void rowsAreEstimatedWhereTheirNumbersTell(SqliteDatabase database) throws SQLException {
        things(database, "INSERT INTO things (id) " + generated(3_000) + "SELECT value FROM generate");

        try (MoveSource source = source(database, THINGS)) {
            assertThat(source.estimatedRows(THINGS)).isEqualTo(OptionalLong.of(3_000));
        }
    }

    @Test
    void whoAsksToStopIsHeardByASlowQuery(SqliteDatabase database) throws Exception {
        things(database, "INSERT INTO things (id) " + generated(50) + "SELECT value FROM generate");
        var endless = new Passage(
                "things",
                "things",
                THINGS.fields(),
                List.of(0),
                Optional.of(Expression.raw(
                        DialectName.SQLITE,
                        "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*)"
                                + " FROM n) = 1")));
        var store = SqliteStore.over(database.dataSource());
        MoveRequest request = MoveTables.request(store, MoveOptions.cautious(), endless);

        var asking = new Thread(request.cancellation()::cancel);
        try (MoveSource source = store.readMoving(request);
                ItemReader reader = source.reader(0)) {
            reader.begin(endless, source.chunks(endless, 10).get(0), new BitSet());
            asking.start();

            assertThatThrownBy(() -> reader.next(new Item(3))).isInstanceOf(Cancelled.class);
        }
        asking.join();
    }
}
