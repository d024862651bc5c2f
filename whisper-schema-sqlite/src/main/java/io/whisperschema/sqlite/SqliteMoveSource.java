package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveRequest;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.RelationQuestions;
import io.whisperschema.spi.RelationSink;
import io.whisperschema.sql.Identifiers;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** One state of a SQLite database, read by as many connections as could be had. */
final class SqliteMoveSource implements MoveSource {
    private final SqliteSnapshot snapshot;
    private final SqliteReading reading;
    private final List<Passage> passages;

    private SqliteMoveSource(SqliteSnapshot snapshot, SqliteReading reading, List<Passage> passages) {
        this.snapshot = snapshot;
        this.reading = reading;
        this.passages = passages;
    }

    /**
     * The database as it is, if that is what the request was made for.
     *
     * @throws PlanOutdated if it is not
     */
    static SqliteMoveSource open(SqliteLanes lanes, MoveRequest request) throws SQLException {
        SqliteMoveSource source = reading(lanes, request, request.passages());
        if (!CatalogFingerprint.of(source.reading.catalog()).equals(CatalogFingerprint.of(request.catalog()))) {
            source.close();
            throw new PlanOutdated(lanes.store());
        }
        return source;
    }

    /** The database as it is, in which those passages are. */
    static SqliteMoveSource reading(SqliteLanes lanes, MoveRequest request, List<Passage> passages)
            throws SQLException {
        var snapshot = SqliteSnapshot.open(lanes, request.options().effort().lanesAtMost());
        try {
            return new SqliteMoveSource(snapshot, reading(snapshot.lanes().get(0), lanes, request), passages);
        } catch (SQLException | RuntimeException failure) {
            snapshot.close();
            throw failure;
        }
    }

    private static SqliteReading reading(SqliteLane lane, SqliteLanes lanes, MoveRequest request) throws SQLException {
        RelationalCatalog catalog = new SqliteInspector(lane.connection()).inspectWithoutFacts();
        return new SqliteReading(
                catalog,
                SqliteRows.Encoding.on(lane),
                request.options().effort().largestValue(),
                lanes.store(),
                lanes.errors(),
                request.cancellation());
    }

    @Override
    public int readers() {
        return snapshot.lanes().size();
    }

    @Override
    public List<Chunk> chunks(Passage passage, long rows) {
        List<SqliteRange> ranges =
                on("look at " + passage.source(), lane -> ranges(lane, passage).ofAbout(rows));
        return IntStream.range(0, ranges.size())
                .mapToObj(i -> new Chunk(passage.target(), i, ranges.get(i).text()))
                .toList();
    }

    private SqliteRanges ranges(SqliteLane lane, Passage passage) {
        return new SqliteRanges(lane, reading.order(passage));
    }

    @Override
    public ItemReader reader(int lane) {
        return new SqliteItemReader(snapshot.lanes().get(lane), reading);
    }

    @Override
    public OptionalLong estimatedRows(Passage passage) {
        return on("look at " + passage.source(), lane -> ranges(lane, passage).estimate());
    }

    @Override
    public OptionalLong counted(Passage passage, String field) {
        var table = reading.table(passage);
        Optional<CatalogColumn> numbered = new SqliteRowid(table, SqliteDetails.of(reading.catalog(), table.name()))
                .alias()
                .filter(column -> SqliteNames.same(column.name(), field));
        if (numbered.isEmpty()) {
            return OptionalLong.empty();
        }
        return on("look at " + passage.source(), lane -> counted(lane, table.name(), numbered.get()));
    }

    /** SQLite remembers numbers only where those of rows that are gone are not given again. */
    private static OptionalLong counted(SqliteLane lane, String table, CatalogColumn column) throws SQLException {
        String query = isRemembered(column)
                ? "SELECT max(seq) FROM main.sqlite_sequence WHERE name = ?"
                : "SELECT max(" + Identifiers.quoted(column.name()) + ") FROM main." + Identifiers.quoted(table);
        try (PreparedStatement statement = lane.connection().prepareStatement(query)) {
            if (isRemembered(column)) {
                statement.setString(1, table);
            }
            try (ResultSet row = statement.executeQuery()) {
                long number = row.next() ? row.getLong(1) : 0;
                return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
            }
        }
    }

    static boolean isRemembered(CatalogColumn column) {
        return column.identity() != Identity.NONE;
    }

    @Override
    public void relations(Passage passage, RelationQuestions questions, RelationSink sink) {
        on("look at relations of " + passage.source(), lane -> {
            new SqliteRelations(passage, passages, reading).ask(lane, questions, sink);
            return lane;
        });
    }

    /** What is asked. */
    private interface Question<T> {
        T on(SqliteLane lane) throws SQLException;
    }

    private <T> T on(String doing, Question<T> question) {
        SqliteLane lane = snapshot.lanes().get(0);
        return reading.on(doing, lane, () -> question.on(lane));
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
