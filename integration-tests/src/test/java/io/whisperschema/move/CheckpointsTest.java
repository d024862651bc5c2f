package io.whisperschema.move;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.migration.Operations.createTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.move.ChunkState.State;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WithDatabases
class CheckpointsTest {
    private static final Instant BEGUN = Instant.parse("2026-11-21T22:00:00.123456Z");

    private static Checkpoints of(SqliteDatabase database) {
        var store = SqliteStore.over(database.dataSource());
        return store.writeMoving(MoveTables.request(store, MoveOptions.cautious()))
                .checkpoints();
    }

    private static Checkpoint move(String id, ChunkState... chunks) {
        return new Checkpoint(id, "request", MovePhase.CREATING, BEGUN, "{\"full\":1}", List.of(chunks));
    }

    private static ChunkState copied() {
        var parts = new Parts();
        parts.add(7, Long.MIN_VALUE, -1);
        parts.add(255, 3, 4);
        return new ChunkState(
                new Chunk("users", 0, "1..7"),
                State.DONE,
                7,
                900,
                2,
                1,
                Map.of(new Applied("born", Rule.EPOCH_SECONDS), 5L, new Applied("age", Rule.DIGITS), 1L),
                parts);
    }

    @Test
    void nothingIsReadWhereNoMoveIsBegun(SqliteDatabase database) throws SQLException {
        assertThat(of(database).read()).isEmpty();
        assertThat(MoveTables.asked(database, "SELECT count(*) FROM sqlite_schema"))
                .containsExactly("0");
    }

    @Test
    void whatIsBegunIsReadBack(SqliteDatabase database) {
        ChunkState pending = ChunkState.pending(new Chunk("users", 1, "8..14"));

        of(database).begin(move("one", copied(), pending));

        assertThat(of(database).read()).contains(move("one", copied(), pending));
    }

    @Test
    void moreChunksThanOneStatementTakesAreReadBack(SqliteDatabase database) {
        ChunkState[] chunks = new ChunkState[1_203];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = ChunkState.pending(new Chunk("users", i, i + ".." + i));
        }

        of(database).begin(move("one", chunks));

        assertThat(of(database).read().orElseThrow().chunks()).containsExactly(chunks);
    }

    @Test
    void theSameMoveIsNotBegunAnew(SqliteDatabase database) {
        of(database).begin(move("one", copied()));

        of(database).begin(move("one"));

        assertThat(of(database).read()).contains(move("one", copied()));
    }

    @Test
    void anotherMoveIsRefusedAndTheFirstStays(SqliteDatabase database) {
        of(database).begin(move("one", copied()));

        assertThatThrownBy(() -> of(database).begin(move("two")))
                .isInstanceOf(MoveUnfinished.class)
                .hasMessageContaining("one")
                .hasMessageContaining("Move again with the options");
        assertThat(of(database).read()).contains(move("one", copied()));
    }

    @Test
    void otherNotesLeaveWhatALaterReleaseAdded(SqliteDatabase database) throws SQLException {
        of(database).begin(move("one"));
        MoveTables.run(database, "UPDATE schema_move SET detail = json_insert(detail, '$.later', 'kept')");

        of(database).note("one", "new \"notes\"");

        assertThat(of(database).read()).map(Checkpoint::notes).contains("new \"notes\"");
        assertThat(MoveTables.asked(database, "SELECT detail ->> '$.later' FROM schema_move"))
                .containsExactly("kept");
    }

    @Test
    void notesOfAnotherMoveAreNotTaken(SqliteDatabase database) {
        of(database).begin(move("one"));

        of(database).note("two", "other");

        assertThat(of(database).read()).contains(move("one"));
    }

    @Test
    void aPhaseIsLeftOnlyByWhoIsInIt(SqliteDatabase database) {
        of(database).begin(move("one"));

        of(database).advance("one", MovePhase.COPYING, MovePhase.FINISHING);
        of(database).advance("two", MovePhase.CREATING, MovePhase.FINISHING);
        assertThat(of(database).read()).map(Checkpoint::phase).contains(MovePhase.CREATING);

        of(database).advance("one", MovePhase.CREATING, MovePhase.COPYING);
        assertThat(of(database).read()).map(Checkpoint::phase).contains(MovePhase.COPYING);
    }

    @Test
    void theEndTakesTheTableAway(SqliteDatabase database) throws SQLException {
        of(database).begin(move("one", copied()));

        of(database).end("two");
        assertThat(of(database).read()).isPresent();

        of(database).end("one");
        of(database).end("one");
        assertThat(of(database).read()).isEqualTo(Optional.empty());
        assertThat(MoveTables.asked(database, "SELECT count(*) FROM sqlite_schema"))
                .containsExactly("0");
    }

    /** As the first release wrote it; later ones read it for ever. */
    @Test
    void whatVersionOneWroteIsRead(SqliteDatabase database) throws SQLException {
        MoveTables.run(
                database,
                "CREATE TABLE schema_move (passage TEXT NOT NULL, chunk BIGINT NOT NULL, state TEXT NOT NULL,"
                        + " place TEXT NOT NULL, items BIGINT NOT NULL, bytes BIGINT NOT NULL, detail TEXT NOT NULL,"
                        + " PRIMARY KEY (passage, chunk))",
                "INSERT INTO schema_move VALUES ('', 0, 'creating', 'one', 0, 0,"
                        + " '{\"format\":\"whisper-schema/checkpoint\","
                        + "\"version\":1,\"request\":\"request\",\"begun\":\"2026-11-21T22:00:00.123456Z\","
                        + "\"notes\":\"{\\\"full\\\":1}\"}')",
                "INSERT INTO schema_move VALUES ('users', 0, 'done', '1..7', 7, 900, '{\"parts\":"
                        + "\"BwAAAAAAAAABgAAAAAAAAAD///////////8AAAAAAAAAAQAAAAAAAAADAAAAAAAAAAQ=\","
                        + "\"rejected\":2,\"left_out\":1,\"coerced\":[{\"column\":\"age\",\"rule\":\"digits\",\"count\":1},"
                        + "{\"column\":\"born\",\"rule\":\"epoch_seconds\",\"count\":5}]}')");

        assertThat(of(database).read()).contains(move("one", copied()));
    }

    @Test
    void aCheckpointOfALaterReleaseIsNotRead(SqliteDatabase database) throws SQLException {
        of(database).begin(move("one"));
        MoveTables.run(database, "UPDATE schema_move SET detail = json_set(detail, '$.version', 2)");

        assertThatThrownBy(() -> of(database).read())
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining("version");
    }

    /** A record that keeps hosts away, as that of a target does. */
    private static void keepHostsAway(SqliteDatabase database) throws SQLException {
        SchemaDefinition users = SchemaDefinition.named("host")
                .tables(table("users", integer("id").primaryKey()));
        WhisperSchema.of(users)
                .relational(SqliteStore.over(database.dataSource()))
                .migrations(Migrations.of(Migration.of(1, "users")
                        .operations(createTable(users.relational().tables().get(0)))))
                .bootstrap();
        MoveTables.run(database, "UPDATE schema_state SET phase = 'dirty'");
    }

    @Test
    void whatEndsAMoveLetsHostsStart(SqliteDatabase database) throws SQLException {
        keepHostsAway(database);
        of(database).begin(move("one"));

        of(database).end("two");
        assertThat(MoveTables.asked(database, "SELECT phase FROM schema_state")).containsExactly("dirty");
        of(database).end("one");

        assertThat(MoveTables.asked(database, "SELECT phase FROM schema_state")).containsExactly("clean");
        assertThat(of(database).read()).isEmpty();
    }

    @Test
    void whatIsAbandonedLetsNobodyStartWhoCouldNot(SqliteDatabase database) throws SQLException {
        keepHostsAway(database);
        of(database).begin(move("one"));

        of(database).abandon("one");

        assertThat(MoveTables.asked(database, "SELECT phase FROM schema_state")).containsExactly("dirty");
        assertThat(of(database).read()).isEmpty();
    }
}
