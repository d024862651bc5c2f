package io.whisperschema.vector.internal.chroma;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The log of one collection, {@code embeddings_queue}: what became of ids whose last changes a segment has not taken over. In
 * memory are these ids and the numbers of the entries; the entries are read when they are needed.
 */
final class ChromaLog {
    private static final int ADD = 0;
    private static final int UPDATE = 1;
    private static final int DELETE = 3;

    private final ChromaDatabase database;
    private final String collection;
    private final ChromaValues values;

    ChromaLog(ChromaDatabase database, String collection) {
        this.database = database;
        this.collection = collection;
        this.values = new ChromaValues(database);
    }

    /**
     * What the log says of one id.
     *
     * @param isThere whether there is such a record in the end
     * @param isNew whether it began in the log, so that what a segment has of it is of a deleted one
     * @param entries which entries made it what it is, in their order
     */
    record Tail(boolean isThere, boolean isNew, List<Long> entries) {
        static final Tail DELETED = new Tail(false, true, List.of());

        /** A record that is there, and grows with the log. */
        static Tail growing(Beginning beginning) {
            return new Tail(true, beginning == Beginning.IN_LOG, new ArrayList<>());
        }

        long last() {
            return entries.get(entries.size() - 1);
        }
    }

    private enum Beginning {
        IN_SEGMENT,
        IN_LOG
    }

    /** Whether a segment has an id. */
    interface Presence {
        boolean of(String id) throws SQLException;
    }

    /** The last entry that a segment has taken over; 0 if it has taken none. */
    long synced(String segment, OptionalLong older) throws IOException, SQLException {
        try (PreparedStatement statement = database.prepare(
                        "SELECT seq_id, typeof(seq_id) FROM max_seq_id WHERE segment_id = ?", segment);
                ResultSet row = statement.executeQuery()) {
            if (!row.next() || row.getString(2).equals("null")) {
                return older.orElse(0);
            }
            return row.getString(2).equals("integer") ? row.getLong(1) : number(row.getBytes(1));
        }
    }

    /** Servers before 0.6.4 wrote the number as eight bytes, the most significant first. */
    private static long number(byte[] bytes) throws ChromaFault {
        ChromaFault.unless(bytes.length == Long.BYTES, "max_seq_id holds what is no number");
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** What became of the records' vectors after that entry; entries without a vector change nothing. */
    Map<String, Tail> vectors(long after, Presence presence) throws IOException, SQLException {
        return tails("AND (vector IS NOT NULL OR operation = 3)", after, presence);
    }

    /** What became of the records after that entry. */
    Map<String, Tail> records(long after, Presence presence) throws IOException, SQLException {
        return tails("", after, presence);
    }

    private Map<String, Tail> tails(String condition, long after, Presence presence) throws IOException, SQLException {
        Map<String, Tail> tails = new LinkedHashMap<>();
        try (PreparedStatement statement = database.prepare(
                "SELECT seq_id, operation, id FROM embeddings_queue WHERE seq_id > ? AND substr(topic, -37) = '/' || ? "
                        + condition + " ORDER BY seq_id")) {
            statement.setLong(1, after);
            statement.setString(2, collection);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    apply(rows.getLong(1), rows.getInt(2), rows.getString(3), presence, tails);
                }
            }
        }
        return tails;
    }

    private static void apply(long entry, int operation, String id, Presence presence, Map<String, Tail> tails)
            throws IOException, SQLException {
        ChromaFault.unless(
                operation >= ADD && operation <= DELETE && id != null,
                "its log holds an operation %d that this release does not know",
                operation);
        Tail tail = tails.get(id);
        boolean isThere = tail == null ? presence.of(id) : tail.isThere();
        if (operation == DELETE) {
            // Taken out first: a record that is made again stands where it was made last.
            tails.remove(id);
            tails.put(id, Tail.DELETED);
        } else if (isThere && operation != ADD) {
            tails.computeIfAbsent(id, name -> Tail.growing(Beginning.IN_SEGMENT))
                    .entries()
                    .add(entry);
        } else if (!isThere && operation != UPDATE) {
            Tail made = Tail.growing(Beginning.IN_LOG);
            made.entries().add(entry);
            tails.remove(id);
            tails.put(id, made);
        }
    }

    /** The vector of that entry. */
    float[] vector(long entry, OptionalInt dimensions) throws IOException, SQLException {
        try (PreparedStatement statement =
                database.prepare("SELECT vector, encoding FROM embeddings_queue WHERE seq_id = ?")) {
            statement.setLong(1, entry);
            try (ResultSet row = statement.executeQuery()) {
                ChromaFault.unless(row.next(), "an entry of the log is gone");
                return vector(row.getBytes(1), row.getString(2), dimensions);
            }
        }
    }

    private static float[] vector(byte @Nullable [] bytes, @Nullable String encoding, OptionalInt dimensions)
            throws ChromaFault {
        boolean isWhole = "INT32".equals(encoding);
        if (bytes == null || !(isWhole || "FLOAT32".equals(encoding))) {
            throw new ChromaFault("its log holds a vector that is encoded neither as FLOAT32 nor as INT32");
        }
        int count = dimensions.orElse(bytes.length / Float.BYTES);
        ChromaFault.unless(
                count > 0 && bytes.length == Float.BYTES * count,
                "its log holds a vector of %d bytes, which are not %d numbers",
                bytes.length,
                count);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.length / Float.BYTES];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = isWhole ? buffer.getInt() : buffer.getFloat();
        }
        return vector;
    }

    /** Changes the fields of a record as these entries say. */
    void apply(Tail tail, Map<String, @Nullable Object> fields) throws IOException, SQLException {
        for (long entry : tail.entries()) {
            try (PreparedStatement statement =
                    database.prepare("SELECT metadata FROM embeddings_queue WHERE seq_id = ?")) {
                statement.setLong(1, entry);
                try (ResultSet row = statement.executeQuery()) {
                    ChromaFault.unless(row.next(), "an entry of the log is gone");
                    if (row.getString(1) != null) {
                        values.apply(row.getString(1), fields);
                    }
                }
            }
        }
    }
}
