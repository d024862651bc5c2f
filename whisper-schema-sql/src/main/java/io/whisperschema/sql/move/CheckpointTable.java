package io.whisperschema.sql.move;

import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.internal.move.CheckpointJson;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.MovePhase;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.sql.history.HistoryDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The table in which a target keeps how a move stands, final in version 1: a row of the move and one of each chunk. All
 * methods work in the transaction that the connection is in. Immutable.
 */
public final class CheckpointTable {
    /** Its name. */
    public static final String NAME = Checkpoints.TABLE;

    private static final String WHOLE_MOVE = "passage = '' AND chunk = 0";
    private static final String ONE_CHUNK = "passage = ? AND chunk = ?";
    private static final int ROWS_AT_ONCE = 500;

    private final HistoryDialect dialect;
    private final String table;
    private final String store;

    /** That of a store, whose tables are named and found like those of its history. */
    public CheckpointTable(HistoryDialect dialect, String store) {
        this.dialect = dialect;
        this.table = dialect.prefix() + NAME;
        this.store = store;
    }

    boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(dialect.tablesNamed() + " ('" + NAME + "')")) {
            return row.next();
        }
    }

    /** The row of the move as it is kept. */
    private record Kept(String move, MovePhase phase, String detail) {}

    private Optional<Kept> kept(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT place, state, detail FROM " + table + " WHERE " + WHOLE_MOVE)) {
            return row.next()
                    ? Optional.of(new Kept(row.getString(1), phase(row.getString(2)), row.getString(3)))
                    : Optional.empty();
        }
    }

    private static MovePhase phase(String word) {
        return MovePhase.valueOf(word.toUpperCase(Locale.ROOT));
    }

    Optional<Checkpoint> read(Connection connection) throws SQLException {
        Optional<Kept> kept = kept(connection);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        CheckpointJson.Head head = CheckpointJson.head(kept.get().detail());
        return Optional.of(new Checkpoint(
                kept.get().move(), head.request(), kept.get().phase(), head.begun(), head.notes(), chunks(connection)));
    }

    private List<ChunkState> chunks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT passage, chunk, place, state, items, bytes, detail FROM "
                        + table + " WHERE passage <> '' ORDER BY passage, chunk")) {
            var chunks = new ArrayList<ChunkState>();
            while (row.next()) {
                chunks.add(CheckpointJson.state(
                        new Chunk(row.getString(1), row.getInt(2), row.getString(3)),
                        ChunkState.State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                        row.getLong(5),
                        row.getLong(6),
                        row.getString(7)));
            }
            return chunks;
        }
    }

    void begin(Connection connection, Checkpoint fresh) throws SQLException {
        if (!isThere(connection)) {
            create(connection);
        }
        Optional<Kept> kept = kept(connection);
        if (kept.isEmpty()) {
            insert(connection, fresh);
        } else if (!kept.get().move().equals(fresh.move())) {
            throw new MoveUnfinished(
                    store,
                    kept.get().move(),
                    "Move again with the options that it was begun with, or drop what is there and move anew.");
        }
    }

    private void create(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE TABLE " + table + " (passage TEXT NOT NULL, chunk BIGINT NOT NULL, state TEXT NOT NULL,"
                        + " place TEXT NOT NULL, items BIGINT NOT NULL, bytes BIGINT NOT NULL, detail TEXT NOT NULL,"
                        + " PRIMARY KEY (passage, chunk))");
    }

    private void insert(Connection connection, Checkpoint fresh) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (passage, chunk, state, place, items, bytes, detail) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            fill(insert, new Chunk("", 0, fresh.move()), fresh.phase());
            insert.setLong(5, 0);
            insert.setLong(6, 0);
            insert.setString(7, CheckpointJson.of(fresh));
            insert.addBatch();
            int rows = 1;
            for (ChunkState chunk : fresh.chunks()) {
                fill(insert, chunk.chunk(), chunk.state());
                insert.setLong(5, chunk.rows());
                insert.setLong(6, chunk.bytes());
                insert.setString(7, CheckpointJson.of(chunk));
                insert.addBatch();
                if (++rows % ROWS_AT_ONCE == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void fill(PreparedStatement insert, Chunk chunk, Enum<?> state) throws SQLException {
        insert.setString(1, chunk.passage());
        insert.setLong(2, chunk.number());
        insert.setString(3, word(state));
        insert.setString(4, chunk.range());
    }

    void note(Connection connection, String move, String notes) throws SQLException {
        Optional<Kept> kept = kept(connection).filter(head -> head.move().equals(move));
        if (kept.isPresent()) {
            try (PreparedStatement change =
                    connection.prepareStatement("UPDATE " + table + " SET detail = ? WHERE " + WHOLE_MOVE)) {
                change.setString(1, CheckpointJson.withNotes(kept.get().detail(), notes));
                change.executeUpdate();
            }
        }
    }

    void advance(Connection connection, String move, MovePhase from, MovePhase to) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(
                "UPDATE " + table + " SET state = ? WHERE " + WHOLE_MOVE + " AND place = ? AND state = ?")) {
            change.setString(1, word(to));
            change.setString(2, move);
            change.setString(3, word(from));
            change.executeUpdate();
        }
    }

    /** Drops it if it is of that move; whether it was. */
    boolean drop(Connection connection, String move) throws SQLException {
        boolean ours = kept(connection).filter(head -> head.move().equals(move)).isPresent();
        if (ours) {
            execute(connection, "DROP TABLE " + table);
        }
        return ours;
    }

    /**
     * Claims a chunk by the lock on its row, which whoever wants it too waits for.
     *
     * @return whether it is still to come; not if somebody has copied it
     * @throws MoveUnfinished if the table does not speak of that chunk: somebody has begun the move anew
     */
    public boolean claim(Connection connection, Chunk chunk) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement("UPDATE " + table + " SET state = 'done' WHERE "
                + ONE_CHUNK + " AND place = ? AND state = 'pending'")) {
            name(change, 1, chunk);
            change.setString(3, chunk.range());
            return change.executeUpdate() == 1 || !isDone(connection, chunk);
        }
    }

    private boolean isDone(Connection connection, Chunk chunk) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM " + table + " WHERE " + ONE_CHUNK + " AND place = ?")) {
            name(query, 1, chunk);
            query.setString(3, chunk.range());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    return true;
                }
            }
        }
        throw new MoveUnfinished(
                store,
                kept(connection).map(Kept::move).orElse("of before"),
                "Somebody else has begun it anew meanwhile. Let them finish, then move again.");
    }

    /** Remembers what became of a chunk that was claimed in this transaction. */
    public void done(Connection connection, ChunkState state) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement("UPDATE " + table
                + " SET state = ?, items = ?, bytes = ?, detail = ? WHERE " + ONE_CHUNK + " AND state = 'done'")) {
            change.setString(1, word(state.state()));
            change.setLong(2, state.rows());
            change.setLong(3, state.bytes());
            change.setString(4, CheckpointJson.of(state));
            name(change, 5, state.chunk());
            if (change.executeUpdate() != 1) {
                throw new IllegalStateException("chunk " + state.chunk() + " is not claimed");
            }
        }
    }

    private static void name(PreparedStatement statement, int first, Chunk chunk) throws SQLException {
        statement.setString(first, chunk.passage());
        statement.setLong(first + 1, chunk.number());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
