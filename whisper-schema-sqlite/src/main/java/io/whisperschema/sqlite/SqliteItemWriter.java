package io.whisperschema.sqlite;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.Execution.Applied;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.sql.move.CheckpointTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Writes rows to SQLite; the lock on the file is what keeps other writers away from a chunk. Not thread-safe. */
final class SqliteItemWriter implements ItemWriter {
    private static final long SYNCHRONOUS_FULL = 2;

    private static final Applied CHUNKS_BEFORE =
            new Applied(0, "Nothing of this chunk stays, all chunks that are copied do; move again to go on.");

    private final SqliteLane lane;
    private final SqliteErrors errors;
    private final CheckpointTable checkpoints;
    private final SqliteTexts texts;
    private final SqliteRows.Encoding encoding;
    private Optional<SqliteInsert> insert = Optional.empty();
    private State state = State.IDLE;

    private enum State {
        IDLE,
        IN_CHUNK
    }

    /** Over that lane, closed with the writer. */
    SqliteItemWriter(SqliteLane lane, SqliteErrors errors, CheckpointTable checkpoints, SqliteTexts texts)
            throws SQLException {
        this.lane = lane;
        this.errors = errors;
        this.checkpoints = checkpoints;
        this.texts = texts;
        this.encoding = SqliteRows.Encoding.on(lane);
    }

    /** What is done with the database. */
    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T copying(String doing, Work<T> work) {
        return on(doing, CHUNKS_BEFORE, work);
    }

    private <T> T on(String doing, Applied applied, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException failure) {
            throw errors.unavailable(failure, doing, applied);
        }
    }

    @Override
    public boolean begin(Passage passage, Chunk chunk) {
        return copying("begin to write " + passage.target(), () -> {
            // Tables come in any order, and rows of a table may refer to later ones.
            lane.set("foreign_keys", 0);
            // All rows that break a rule are told of together, behind the last.
            lane.set("ignore_check_constraints", 1);
            lane.execute("BEGIN IMMEDIATE");
            state = State.IN_CHUNK;
            boolean ours = checkpoints.claim(lane.connection(), chunk);
            if (ours) {
                prepare(passage);
            } else {
                abandon();
            }
            return ours;
        });
    }

    private void prepare(Passage passage) throws SQLException {
        if (insert.filter(open -> open.isFor(passage)).isEmpty()) {
            closeInsert();
            insert = Optional.of(new SqliteInsert(lane.connection(), passage, encoding, texts));
        }
    }

    @Override
    public void write(Item item) {
        copying("write rows", () -> {
            begun().add(item);
            return state;
        });
    }

    private SqliteInsert begun() {
        if (state != State.IN_CHUNK) {
            throw new IllegalStateException("no chunk is begun");
        }
        return insert.orElseThrow();
    }

    @Override
    public void commit(ChunkState done) {
        copying("commit rows of " + done.chunk().passage(), () -> {
            begun().flush();
            checkpoints.done(lane.connection(), done);
            lane.execute("COMMIT");
            state = State.IDLE;
            return state;
        });
    }

    @Override
    public void abandon() {
        if (state == State.IN_CHUNK) {
            insert.ifPresent(SqliteInsert::forget);
            state = State.IDLE;
            copying("roll back", () -> {
                lane.rollback();
                return state;
            });
        }
    }

    @Override
    public Added add(Passage passage, Item item) {
        return on("add a row to " + passage.target(), Applied.NOTHING, () -> {
            lane.set("foreign_keys", 1);
            lane.set("ignore_check_constraints", 0);
            lane.set("synchronous", SYNCHRONOUS_FULL);
            try (PreparedStatement statement =
                    SqliteInsert.unlessThere(lane.connection(), passage, item, encoding, texts)) {
                return statement.executeUpdate() == 0 ? there(passage, item) : Added.written();
            } catch (SQLException failure) {
                if (errors.isConstraint(failure)) {
                    return Added.refused(errors.said(failure));
                }
                throw failure;
            }
        });
    }

    private Added there(Passage passage, Item item) throws SQLException {
        try (PreparedStatement statement = SqliteInsert.same(lane.connection(), passage, item, encoding, texts);
                ResultSet found = statement.executeQuery()) {
            return found.next() ? Added.alreadyThere() : Added.keyTaken();
        }
    }

    @Override
    public void close() {
        try {
            abandon();
            copying("end writing", () -> {
                closeInsert();
                return state;
            });
        } finally {
            lane.close();
        }
    }

    private void closeInsert() throws SQLException {
        if (insert.isPresent()) {
            SqliteInsert open = insert.get();
            insert = Optional.empty();
            open.close();
        }
    }
}
