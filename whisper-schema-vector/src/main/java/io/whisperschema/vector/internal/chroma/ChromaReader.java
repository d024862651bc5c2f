package io.whisperschema.vector.internal.chroma;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.vector.internal.chroma.ChromaLog.Tail;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of one collection, as the server that owns the folder would return them: what its segments hold, and on top what
 * its log holds that they have not taken over yet. In the order in which they were added. For one thread at a time.
 *
 * <p>Ids are in memory (those of the index and those of the log), records are not.
 */
final class ChromaReader implements ChromaPages {
    /** The sign keeps SQLite from an index, whose order would have to be sorted. */
    private static final String ROWS = """
        SELECT e.id, e.embedding_id, m.key, m.string_value, m.int_value, m.float_value, %s
        FROM embeddings e LEFT JOIN embedding_metadata m ON m.id = e.id
        WHERE +e.segment_id = ? AND e.id > ? AND e.id <= ? ORDER BY e.id, m.rowid\
        """;

    private static final String ITEMS =
            "SELECT key, string_value, int_value, float_value, bool_value FROM embedding_metadata_array WHERE id = ?"
                    + " ORDER BY rowid";

    private static final int PAGE = 64;

    private static final String ROW_IDS = "SELECT id, embedding_id FROM embeddings WHERE +segment_id = ? ORDER BY id";

    private final ChromaFolder folder;
    private final ChromaDatabase database;
    private final ChromaSegments segments;
    private final ChromaLog log;
    private final Optional<ChromaIndex> index;
    private final Map<String, Tail> vectors;
    private final Map<String, Tail> tails;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Optional<PreparedStatement> items;
    private final Iterator<Map.Entry<String, Tail>> made;
    private boolean isAtRow;

    /** Over a part of a collection of an open folder, whose database and index it reads and does not close. */
    ChromaReader(
            ChromaFolder folder,
            ChromaDatabase database,
            ChromaSegments segments,
            Optional<ChromaIndex> index,
            ChromaRange range)
            throws IOException, SQLException {
        this.folder = folder;
        this.database = database;
        this.segments = segments;
        this.index = index;
        this.log = new ChromaLog(database, segments.collection().id());
        OptionalLong older = index.map(ChromaIndex::synced).orElse(OptionalLong.empty());
        this.vectors = log.vectors(log.synced(segments.vectors(), older), this::indexHas);
        this.tails = log.records(log.synced(segments.records(), OptionalLong.empty()), this::segmentHas);
        this.made = range.isLast() ? tails.entrySet().iterator() : Collections.emptyIterator();
        this.items =
                database.hasTable("embedding_metadata_array") ? Optional.of(database.prepare(ITEMS)) : Optional.empty();
        String truth = database.hasColumn("embedding_metadata", "bool_value") ? "m.bool_value" : "NULL";
        this.statement = database.prepare(
                ROWS.formatted(truth), segments.records(), Long.toString(range.after()), Long.toString(range.upTo()));
        this.rows = statement.executeQuery();
        this.isAtRow = rows.next();
    }

    private boolean indexHas(String id) {
        return index.isPresent() && index.get().contains(id);
    }

    private boolean segmentHas(String id) throws SQLException {
        return database.text(
                        "SELECT 1 FROM embeddings WHERE segment_id = ? AND embedding_id = ?", segments.records(), id)
                .isPresent();
    }

    /**
     * How many records there are.
     *
     * @throws StoreUnavailable if the database cannot be read
     */
    long count() {
        return folder.reading(() -> {
            long count = Long.parseLong(
                    database.text("SELECT count(*) FROM embeddings WHERE segment_id = ?", segments.records())
                            .orElse("0"));
            for (Map.Entry<String, Tail> tail : tails.entrySet()) {
                if (tail.getValue().isNew()) {
                    count += tail.getValue().isThere() ? 1 : 0;
                    count -= segmentHas(tail.getKey()) ? 1 : 0;
                }
            }
            return count;
        });
    }

    /** Hands over the ids of all records of the collection. */
    void ids(Consumer<String> sink) {
        folder.reading(() -> {
            try (PreparedStatement all = database.prepare(ROW_IDS, segments.records());
                    ResultSet row = all.executeQuery()) {
                while (row.next()) {
                    Tail tail = tails.get(row.getString(2));
                    if (tail == null || !tail.isNew()) {
                        sink.accept(row.getString(2));
                    }
                }
            }
            tails.forEach((id, tail) -> {
                if (tail.isThere() && tail.isNew()) {
                    sink.accept(id);
                }
            });
            return segments;
        });
    }

    /** The parts of a collection, of about that many rows each. */
    static List<String> ranges(ChromaDatabase database, ChromaSegments segments, long rows) throws SQLException {
        var ranges = new ArrayList<String>();
        long after = Long.MIN_VALUE;
        long seen = 0;
        try (PreparedStatement all = database.prepare(ROW_IDS, segments.records());
                ResultSet row = all.executeQuery()) {
            while (row.next()) {
                if (++seen % rows == 0) {
                    ranges.add(new ChromaRange(after, row.getLong(1)).text());
                    after = row.getLong(1);
                }
            }
        }
        ranges.add(new ChromaRange(after, Long.MAX_VALUE).text());
        return ranges;
    }

    @Override
    public List<ChromaRecord> next() {
        return next(PAGE);
    }

    /**
     * The next records, none when all were read.
     *
     * @param most how many at most
     * @throws StoreUnavailable if a part of the folder is damaged, or has changed since it was opened
     */
    List<ChromaRecord> next(int most) {
        return folder.reading(() -> {
            var page = new ArrayList<ChromaRecord>();
            while (page.size() < most && isAtRow) {
                kept().ifPresent(page::add);
            }
            while (page.size() < most && made.hasNext()) {
                made(made.next()).ifPresent(page::add);
            }
            return page;
        });
    }

    /** The record at the row, unless the log has deleted it; then the next record's row is the row. */
    private Optional<ChromaRecord> kept() throws IOException, SQLException {
        String id = rows.getString(2);
        Map<String, @Nullable Object> fields = fields();
        Tail tail = tails.get(id);
        if (tail == null) {
            return Optional.of(record(id, fields));
        }
        if (tail.isNew()) {
            return Optional.empty();
        }
        log.apply(tail, fields);
        return Optional.of(record(id, fields));
    }

    private Map<String, @Nullable Object> fields() throws IOException, SQLException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        long row = rows.getLong(1);
        while (isAtRow && rows.getLong(1) == row) {
            String key = rows.getString(3);
            if (key != null) {
                fields.put(key, ChromaValues.value(rows, 4));
            }
            isAtRow = rows.next();
        }
        if (items.isPresent()) {
            addItems(items.get(), row, fields);
        }
        return fields;
    }

    private static void addItems(PreparedStatement items, long row, Map<String, @Nullable Object> fields)
            throws IOException, SQLException {
        Map<String, List<Object>> lists = new LinkedHashMap<>();
        items.setLong(1, row);
        try (ResultSet found = items.executeQuery()) {
            while (found.next()) {
                Object item = ChromaValues.value(found, 2);
                ChromaFault.unless(item != null, "a list in its metadata holds nothing in a place");
                lists.computeIfAbsent(found.getString(1), key -> new ArrayList<>())
                        .add(item);
            }
        }
        fields.putAll(lists);
    }

    private Optional<ChromaRecord> made(Map.Entry<String, Tail> entry) throws IOException, SQLException {
        if (!entry.getValue().isThere() || !entry.getValue().isNew()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        log.apply(entry.getValue(), fields);
        return Optional.of(record(entry.getKey(), fields));
    }

    private ChromaRecord record(@Nullable String id, Map<String, @Nullable Object> fields)
            throws IOException, SQLException {
        if (id == null) {
            throw new ChromaFault("a record has no id");
        }
        float[] vector = vector(id);
        for (float number : vector) {
            ChromaFault.unless(Float.isFinite(number), "a vector holds what is no number");
        }
        return new ChromaRecord(id, vector, fields);
    }

    private float[] vector(String id) throws IOException, SQLException {
        Tail tail = vectors.get(id);
        if (tail != null && tail.isThere()) {
            return log.vector(tail.last(), segments.collection().dimensions());
        }
        ChromaFault.unless(
                tail == null && indexHas(id),
                "a record has no vector, neither in the log nor in the index%s",
                index.isPresent() ? "" : ", of which there is no " + IndexFolder.LABELS);
        return index.get().vector(id);
    }

    @Override
    public void close() {
        folder.reading(() -> {
            rows.close();
            statement.close();
            if (items.isPresent()) {
                items.get().close();
            }
            return segments;
        });
    }
}
