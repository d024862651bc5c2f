package io.whisperschema.postgres;

import static java.util.stream.Collectors.joining;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.move.CheckpointTable;
import io.whisperschema.sql.move.MoveConnections;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes chunks to a PostgreSQL schema, each by one COPY in a transaction that also marks it as done. */
final class PostgresItemWriter implements ItemWriter {
    private static final Pattern WITHOUT_EQUALITY = Pattern.compile("(?:json|opaque)(?:\\[\\])?");

    /** Classes of SQLSTATE by which a server refuses a row rather than us. */
    private static final Set<String> OF_ROWS = Set.of("22", "23", "P0");

    private final MoveConnections connections;
    private final CheckpointTable table;
    private final MoveErrors errors;
    private PostgresLane lane;
    private Optional<ChunkWriting> writing = Optional.empty();

    private PostgresItemWriter(
            MoveConnections connections, CheckpointTable table, MoveErrors errors, PostgresLane lane) {
        this.connections = connections;
        this.table = table;
        this.errors = errors;
        this.lane = lane;
    }

    /** One on a connection that it holds until it is closed. */
    static PostgresItemWriter of(MoveConnections connections, CheckpointTable table, MoveErrors errors) {
        try {
            PostgresLane lane = PostgresLane.over(connections.hold(), errors);
            return new PostgresItemWriter(connections, table, errors, lane);
        } catch (SQLException error) {
            throw errors.of(error, "begin to write", "Nothing was changed by it.");
        }
    }

    @Override
    public boolean begin(Passage passage, Chunk chunk) {
        abandon();
        try {
            lane.beginWriting();
            if (!table.claim(lane.connection(), chunk)) {
                lane.connection().rollback();
                return false;
            }
            writing = Optional.of(ChunkWriting.begin(lane, passage, errors));
            return true;
        } catch (SQLException error) {
            lane.rollBack();
            throw errors.writing(error, passage.target());
        } catch (RuntimeException failure) {
            lane.rollBack();
            throw failure;
        }
    }

    @Override
    public void write(Item item) {
        ChunkWriting current = current();
        try {
            current.add(item);
        } catch (SQLException error) {
            throw failed(error, current);
        }
    }

    private ChunkWriting current() {
        return writing.orElseThrow(() -> new IllegalStateException("no chunk is begun"));
    }

    private RuntimeException failed(SQLException error, ChunkWriting current) {
        abandon();
        return errors.writing(error, current.target());
    }

    @Override
    public void commit(ChunkState done) {
        ChunkWriting current = current();
        try {
            long rows = current.end();
            if (rows != done.rows()) {
                throw new IllegalStateException(
                        "the server took " + rows + " rows of " + current.target() + ", not " + done.rows());
            }
            table.done(lane.connection(), done);
        } catch (SQLException error) {
            throw failed(error, current);
        } catch (RuntimeException failure) {
            abandon();
            throw failure;
        }
        commit(done.chunk(), current);
        writing = Optional.empty();
    }

    private void commit(Chunk chunk, ChunkWriting current) {
        try {
            lane.connection().commit();
        } catch (SQLException error) {
            if (!errors.errors().connectionLost(error) || isPending(chunk, error)) {
                throw failed(error, current);
            }
        }
    }

    /** The answer to a commit was lost with the connection; what is on record tells what it would have been. */
    private boolean isPending(Chunk chunk, SQLException lost) {
        lane.close();
        try {
            lane = PostgresLane.over(connections.hold(), errors);
            lane.beginWriting();
            boolean pending = table.claim(lane.connection(), chunk);
            lane.connection().rollback();
            return pending;
        } catch (SQLException stillLost) {
            lost.addSuppressed(stillLost);
            return true;
        }
    }

    @Override
    public void abandon() {
        writing.ifPresent(ChunkWriting::abandon);
        writing = Optional.empty();
        lane.rollBack();
    }

    @Override
    public Added add(Passage passage, Item item) {
        abandon();
        try {
            lane.beginWriting();
            Added added = insert(passage, item) == 0 ? there(passage, item) : Added.written();
            lane.connection().commit();
            return added;
        } catch (SQLException error) {
            lane.rollBack();
            if (isOfRow(error)) {
                return Added.refused(errors.errors().said(error));
            }
            throw errors.of(error, "add a row to " + passage.target(), "The row is not added.");
        }
    }

    private static boolean isOfRow(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.length() == 5 && OF_ROWS.contains(state.substring(0, 2));
    }

    /** Values go as text of no type, so that the server reads each as the type of its column. */
    private int insert(Passage passage, Item item) throws SQLException {
        try (PreparedStatement insert = lane.connection().prepareStatement(insertion(passage))) {
            fill(insert, item);
            return insert.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, Item item) throws SQLException {
        for (int i = 0; i < item.fields(); i++) {
            if (item.tag(i) == Item.Tag.NULL) {
                statement.setNull(i + 1, Types.OTHER);
            } else {
                statement.setObject(i + 1, ItemText.of(item, i), Types.OTHER);
            }
        }
    }

    private Added there(Passage passage, Item item) throws SQLException {
        String equal = passage.fields().stream().map(PostgresItemWriter::equal).collect(joining(" AND "));
        String query =
                "SELECT 1 FROM " + new PostgresWords(errors.schema()).qualified(passage.target()) + " WHERE " + equal;
        try (PreparedStatement same = lane.connection().prepareStatement(query)) {
            fill(same, item);
            try (ResultSet found = same.executeQuery()) {
                return found.next() ? Added.alreadyThere() : Added.keyTaken();
            }
        }
    }

    /** Not every type can be asked whether two of its values are equal. */
    private static String equal(Field field) {
        boolean asText = WITHOUT_EQUALITY.matcher(field.kind().text()).matches();
        return Identifiers.quoted(field.target()) + (asText ? "::text" : "") + " IS NOT DISTINCT FROM ?";
    }

    private String insertion(Passage passage) {
        List<String> columns = passage.fields().stream().map(Field::target).toList();
        String places = columns.stream().map(column -> "?").collect(joining(", "));
        List<String> key = passage.key().stream().map(columns::get).toList();
        return "INSERT INTO " + new PostgresWords(errors.schema()).qualified(passage.target()) + " ("
                + Identifiers.list(columns) + ") OVERRIDING SYSTEM VALUE VALUES (" + places + ")"
                + (key.isEmpty() ? "" : " ON CONFLICT (" + Identifiers.list(key) + ") DO NOTHING");
    }

    @Override
    public void close() {
        writing.ifPresent(ChunkWriting::abandon);
        writing = Optional.empty();
        lane.close();
    }
}
