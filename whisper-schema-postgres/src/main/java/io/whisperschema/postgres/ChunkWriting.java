package io.whisperschema.postgres;

import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.sql.Identifiers;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.copy.CopyIn;

/** The rows of one chunk on their way to the server. Not thread-safe. */
final class ChunkWriting {
    private final String target;
    private final Cancellation.Work work;
    private final CopyIn copy;
    private final Rows rows;

    private ChunkWriting(String target, Cancellation.Work work, CopyIn copy, Rows rows) {
        this.target = target;
        this.work = work;
        this.copy = copy;
        this.rows = rows;
    }

    /** How rows are written. */
    private interface Rows {
        void begin() throws SQLException;

        void add(Item item) throws SQLException;

        void end() throws SQLException;
    }

    /** Begins a COPY of the passage's rows: in its binary form where all types are known. */
    static ChunkWriting begin(PostgresLane lane, Passage passage, MoveErrors errors) throws SQLException {
        Optional<List<BinaryType>> types = ColumnTypes.of(lane.connection(), errors.schema(), passage.target())
                .taking(passage.fields());
        Cancellation.Work work = lane.running(errors.request().cancellation());
        try {
            String form = types.isPresent() ? "binary" : "text";
            CopyIn copy = lane.copies().copyIn(statement(passage, errors.schema(), form));
            var bytes = new CopyBytes(copy::writeToCopy);
            Rows rows = types.<Rows>map(known -> inBinary(known, bytes)).orElseGet(() -> inText(bytes));
            var writing = new ChunkWriting(passage.target(), work, copy, rows);
            rows.begin();
            return writing;
        } catch (SQLException | RuntimeException failure) {
            work.close();
            throw failure;
        }
    }

    private static String statement(Passage passage, String schema, String form) {
        List<String> columns = passage.fields().stream().map(Field::target).toList();
        return "COPY " + new PostgresWords(schema).qualified(passage.target()) + " (" + Identifiers.list(columns)
                + ") FROM STDIN (FORMAT " + form + ")";
    }

    private static Rows inBinary(List<BinaryType> types, CopyBytes bytes) {
        var encoder = new BinaryEncoder(types, bytes);
        return new Rows() {
            @Override
            public void begin() throws SQLException {
                encoder.begin();
            }

            @Override
            public void add(Item item) throws SQLException {
                encoder.add(item);
            }

            @Override
            public void end() throws SQLException {
                encoder.end();
            }
        };
    }

    private static Rows inText(CopyBytes bytes) {
        var text = new TextCopy(bytes);
        return new Rows() {
            @Override
            public void begin() {}

            @Override
            public void add(Item item) throws SQLException {
                text.add(item);
            }

            @Override
            public void end() throws SQLException {
                text.end();
            }
        };
    }

    /** Where to. */
    String target() {
        return target;
    }

    void add(Item item) throws SQLException {
        rows.add(item);
    }

    /** Sends what is left and tells how many rows the server took. */
    long end() throws SQLException {
        rows.end();
        long taken = copy.endCopy();
        work.close();
        return taken;
    }

    /** Ends the COPY so that the connection can be used again; does nothing if it is ended. */
    void abandon() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException ended) {
            // The server says that it was ended, or the connection is lost.
        } finally {
            work.close();
        }
    }
}
