package io.whisperschema.postgres;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveRequest;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.RelationQuestions;
import io.whisperschema.spi.RelationSink;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.move.HeldConnection;
import io.whisperschema.sql.move.MoveConnections;
import io.whisperschema.sql.move.RelationQueries;
import io.whisperschema.sql.move.RelationQueries.RelationQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One snapshot of a schema, seen by as many connections as a move has lanes. */
final class PostgresMoveSource implements MoveSource {
    private static final String UNCHANGED = "Nothing was changed.";

    private static final String COUNTED = """
            SELECT pg_catalog.pg_sequence_last_value(pg_catalog.pg_get_serial_sequence(?, ?)::pg_catalog.regclass)
            """;

    private final String schema;
    private final MoveRequest request;
    private final MoveErrors errors;
    private final List<PostgresLane> lanes = new ArrayList<>();

    private PostgresMoveSource(MoveErrors errors) {
        this.schema = errors.schema();
        this.request = errors.request();
        this.errors = errors;
    }

    /** The schema as it is now, which has to be as the request says. */
    static PostgresMoveSource of(MoveConnections connections, MoveErrors errors) {
        return open(connections, new PostgresMoveSource(errors), Basis.AS_REQUESTED);
    }

    /** What a target holds now. */
    static PostgresMoveSource readingBack(MoveConnections connections, MoveErrors errors) {
        return open(connections, new PostgresMoveSource(errors), Basis.ANY);
    }

    /** What the schema must be like. */
    private enum Basis {
        AS_REQUESTED,
        ANY
    }

    private static PostgresMoveSource open(MoveConnections connections, PostgresMoveSource source, Basis basis) {
        try {
            source.open(connections, basis);
            return source;
        } catch (SQLException error) {
            source.close();
            throw source.errors.of(error, "begin to read", UNCHANGED);
        } catch (RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    private void open(MoveConnections connections, Basis basis) throws SQLException {
        PostgresLane first = lane(connections.hold());
        first.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        first.bePatient();
        if (basis == Basis.AS_REQUESTED) {
            requireBasis(first);
        }
        first.seeEveryRow();
        int wanted = request.options().effort().lanesAtMost();
        if (wanted > 1) {
            openOthers(connections, wanted, first.text("SELECT pg_catalog.pg_export_snapshot()"));
        }
    }

    private PostgresLane lane(HeldConnection held) throws SQLException {
        PostgresLane lane = PostgresLane.over(held, errors);
        lanes.add(lane);
        return lane;
    }

    private void requireBasis(PostgresLane lane) throws SQLException {
        RelationalCatalog now = new PostgresInspector(lane.connection(), schema).inspect();
        if (!CatalogFingerprint.of(now).equals(CatalogFingerprint.of(request.catalog()))) {
            throw new PlanOutdated(errors.store());
        }
    }

    /** As many as are to be had; one goes on with fewer. */
    private void openOthers(MoveConnections connections, int wanted, String snapshot) throws SQLException {
        while (lanes.size() < wanted) {
            Optional<HeldConnection> another = connections.another();
            if (another.isEmpty()) {
                return;
            }
            PostgresLane lane = lane(another.get());
            lane.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            lane.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
            lane.bePatient();
            lane.seeEveryRow();
        }
    }

    @Override
    public int readers() {
        return lanes.size();
    }

    @Override
    public List<Chunk> chunks(Passage passage, long rows) {
        return asking(
                "see where the rows of " + passage.source() + " are",
                first -> blocks(first, passage).chunks(passage, rows));
    }

    @Override
    public OptionalLong estimatedRows(Passage passage) {
        return asking(
                "see how many rows " + passage.source() + " has",
                first -> blocks(first, passage).estimated());
    }

    private TableBlocks blocks(PostgresLane lane, Passage passage) throws SQLException {
        return TableBlocks.of(lane.connection(), schema, passage.source());
    }

    @Override
    public ItemReader reader(int lane) {
        return new PostgresItemReader(lanes.get(lane), errors);
    }

    @Override
    public OptionalLong counted(Passage passage, String field) {
        return asking("see how far " + passage.source() + "." + field + " is numbered", first -> {
            try (PreparedStatement query = first.connection().prepareStatement(COUNTED)) {
                query.setString(1, new PostgresWords(schema).qualified(passage.source()));
                query.setString(2, field);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    long counted = row.getLong(1);
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(counted);
                }
            }
        });
    }

    @Override
    public void relations(Passage passage, RelationQuestions questions, RelationSink sink) {
        var queries = new RelationQueries(passage, request.passages(), new Words());
        try (var reader = new PostgresItemReader(lanes.get(0), errors)) {
            for (RelationQuery query : queries.of(questions)) {
                reader.beginKeys(passage, query.sql());
                Item key = new Item(passage.keyFields().size());
                while (reader.next(key)) {
                    sink.found(query.flaw(), query.column(), key);
                }
            }
        }
    }

    /** How this database says what such questions ask. */
    private final class Words implements RelationQueries.Words {
        @Override
        public ExpressionWriter.Style style() {
            return ExpressionWriter.Style.POSTGRES;
        }

        @Override
        public String table(String name) {
            return new PostgresWords(schema).qualified(name);
        }

        @Override
        public boolean isThere(String table) {
            return request.catalog().table(table).isPresent();
        }

        @Override
        public String order(Passage passage, String alias) {
            return alias + ".tableoid, " + alias + ".ctid";
        }

        @Override
        public String compared(Passage passage, String column, String named) {
            return named;
        }
    }

    /** A question to the database. */
    private interface Question<T> {
        T on(PostgresLane lane) throws SQLException;
    }

    private <T> T asking(String doing, Question<T> question) {
        try {
            return question.on(lanes.get(0));
        } catch (SQLException error) {
            throw errors.of(error, doing, UNCHANGED);
        }
    }

    @Override
    public void close() {
        for (int i = lanes.size() - 1; i >= 0; i--) {
            lanes.get(i).close();
        }
        lanes.clear();
    }
}
