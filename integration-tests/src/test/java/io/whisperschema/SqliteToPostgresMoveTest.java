package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@WithDatabases
class SqliteToPostgresMoveTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table(
                            "people",
                            text("name").naturalKey("number"),
                            text("friend").references("people", "name")),
                    table(
                            "things",
                            integer("id").identity(),
                            text("owner").notNull().references("people", "name"),
                            bigint("size"),
                            real("weight"),
                            decimal("price", 12, 2),
                            bool("sold"),
                            timestamp("seen"),
                            date("day"),
                            json("said"),
                            jsonb("meant"),
                            blob("picture"),
                            uuid("mark"),
                            textArray("tags"),
                            index("things_owner").on("owner")));

    private static final String FULL_ROW = """
            INSERT INTO things (owner, size, weight, price, sold, seen, day, said, meant, picture, mark, tags) VALUES
            ('%s', 9223372036854775807, 0.1, 12345.67, 1, '2024-11-21T10:11:12.123456+05:30', '2024-02-29',
            '{ "b":1.0, "a":null}', '{"b": [1, 2.50], "a": "it''s ü漢😀"}', x'00ff10',
            'F0E1D2C3-B4A5-9687-7869-5A4B3C2D1E0F', '["a","b\\"c"]')""";

    private static void fill(SqliteDatabase file) {
        WhisperSchema.of(HOST).relational(SqliteStore.over(file.dataSource())).bootstrap();
        Sql.run(
                file.dataSource(),
                "INSERT INTO people VALUES ('ann', 'zoë'), ('bob', NULL), ('zoë', 'ann')",
                "INSERT INTO things (owner) VALUES ('bob')");
        for (int i = 0; i < 10; i++) {
            Sql.run(file.dataSource(), FULL_ROW.formatted(i % 2 == 0 ? "ann" : "zoë"));
        }
    }

    private static MoveOutcome moved(RelationalStore from, RelationalStore to, MoveOptions options) {
        MoveOutcome moved =
                new RelationalMove(new MoveSides(HOST, Surroundings.none().with(from), to, options)).run();
        assertThat(moved.target()).isEqualTo(moved.source());
        assertThat(WhisperSchema.of(HOST).relational(to).plan().steps()).isEmpty();
        assertThat(WhisperSchema.of(HOST).relational(from).validateAgainst(to).isValid())
                .isTrue();
        return moved;
    }

    @Test
    void rowsOfEveryTypeMoveUpAndAreWhatTheyWere(SqliteDatabase file, PostgresDatabase server) {
        fill(file);

        moved(SqliteStore.over(file.dataSource()), PostgresStore.over(server.dataSource()), MoveOptions.cautious());

        assertThat(Sql.texts(server.dataSource(), "SELECT friend FROM people ORDER BY name"))
                .containsExactly("zoë", null, "ann");
        assertThat(Sql.texts(server.dataSource(), """
                        SELECT concat_ws('|', size, weight, price, sold, seen AT TIME ZONE 'UTC', day, said, meant,
                            encode(picture, 'hex'), mark, tags) FROM things WHERE id = 2"""))
                .containsExactly("9223372036854775807|0.1|12345.67|t|2024-11-21 04:41:12.123456|2024-02-29|"
                        + "{ \"b\":1.0, \"a\":null}|{\"a\": \"it's ü漢😀\", \"b\": [1, 2.5]}|00ff10|"
                        + "f0e1d2c3-b4a5-9687-7869-5a4b3c2d1e0f|{a,\"b\\\"c\"}");
        Sql.run(server.dataSource(), "INSERT INTO things (owner) VALUES ('bob')");
        assertThat(Sql.texts(server.dataSource(), "SELECT max(id) FROM things")).containsExactly("12");
    }

    @Test
    void aCounterThatIsBeyondItsColumnEndsWhereTheColumnDoes(SqliteDatabase file, PostgresDatabase server) {
        fill(file);
        Sql.run(
                file.dataSource(),
                "INSERT INTO things (id, owner) VALUES (3000000000, 'bob')",
                "DELETE FROM things WHERE id = 3000000000");

        moved(SqliteStore.over(file.dataSource()), PostgresStore.over(server.dataSource()), MoveOptions.cautious());

        assertThat(Sql.texts(
                        server.dataSource(),
                        "SELECT pg_sequence_last_value(pg_get_serial_sequence('things', 'id')::regclass)"))
                .containsExactly("2147483647");
    }

    @Test
    void whatMovedUpMovesDownAndToTheSideEqual(SqliteDatabase file, PostgresDatabase server) {
        fill(file);
        RelationalStore first = SqliteStore.over(file.dataSource());
        RelationalStore up = PostgresStore.over(server.dataSource());
        Sql.run(server.dataSource(), "CREATE SCHEMA beside");
        RelationalStore beside = PostgresStore.over(server.dataSource()).inSchema("beside");

        String firstRoot = root(moved(first, up, MoveOptions.cautious()));
        String besideRoot = root(moved(up, beside, MoveOptions.cautious()));
        try (SqliteDatabase again = SqliteDatabase.inTemporaryFolder()) {
            RelationalStore down = SqliteStore.over(again.dataSource());
            String downRoot = root(moved(beside, down, MoveOptions.cautious()));

            assertThat(List.of(besideRoot, downRoot)).containsOnly(firstRoot);
        }
    }

    private static String root(MoveOutcome moved) {
        return moved.target().toString() + moved.target().values();
    }

    @Test
    void severalLanesMoveTheSame(SqliteDatabase file, PostgresDatabase server) {
        fill(file);
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            MoveOptions inLanes =
                    MoveOptions.cautious().chunksOf(2).with(executor).lanes(3);

            moved(SqliteStore.over(file.dataSource()), PostgresStore.over(server.dataSource()), inLanes);
            try (SqliteDatabase again = SqliteDatabase.inTemporaryFolder()) {
                moved(PostgresStore.over(server.dataSource()), SqliteStore.over(again.dataSource()), inLanes);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void theReadyEngineMovesWithItsMigrationsOnRecord(SqliteDatabase file, PostgresDatabase server) {
        WhisperSchema engine = WhisperSchema.of(WhisperEngine.schema()).migrations(WhisperEngine.migrations());
        RelationalStore desktop = SqliteStore.over(file.dataSource());
        RelationalStore online = PostgresStore.over(server.dataSource());
        engine.relational(desktop).bootstrap();
        Surroundings around = Surroundings.none().with(desktop).with(WhisperEngine.migrations());

        MoveOutcome moved =
                new RelationalMove(new MoveSides(WhisperEngine.schema(), around, online, MoveOptions.cautious())).run();

        assertThat(moved.target()).isEqualTo(moved.source());
        assertThat(engine.relational(online).migrate().migrations()).isEmpty();
        assertThat(engine.relational(online).validate().isValid()).isTrue();
    }
}
