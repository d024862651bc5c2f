package io.whisperschema.postgres;

import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Limits.Special;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Writing;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import io.whisperschema.sql.move.CheckpointTable;
import io.whisperschema.sql.move.MoveConnections;
import io.whisperschema.sql.move.SqlCheckpoints;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A schema of PostgreSQL that receives rows. */
final class PostgresMoveTarget implements MoveTarget {
    /** A third of a block, from which on an index refuses a value that cannot be compressed. */
    private static final int LONGEST_KEY = 2704;

    /** The last 30 years of PostgreSQL's range are beyond what an item counts in microseconds. */
    private static final Limits LIMITS = new Limits(
            Set.of(
                    Special.REAL_NAN,
                    Special.REAL_INFINITY,
                    Special.DECIMAL_NAN,
                    Special.DECIMAL_INFINITY,
                    Special.MOMENT_INFINITY),
            LocalDate.of(-4712, 1, 1),
            LocalDate.of(294_246, 12, 31),
            LONGEST_KEY);

    private static final String NUMBERED = """
            SELECT a.attname FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
                AND pg_catalog.pg_get_serial_sequence(
                    pg_catalog.format('%I.%I', n.nspname, c.relname), a.attname::pg_catalog.text) IS NOT NULL
            ORDER BY a.attnum
            """;

    private final MoveConnections connections;
    private final SqlCheckpoints checkpoints;
    private final CheckpointTable table;
    private final MoveErrors errors;
    private final int writers;

    private PostgresMoveTarget(
            MoveConnections connections,
            SqlCheckpoints checkpoints,
            CheckpointTable table,
            MoveErrors errors,
            int writers) {
        this.connections = connections;
        this.checkpoints = checkpoints;
        this.table = table;
        this.errors = errors;
        this.writers = writers;
    }

    /**
     * The schema as the target of that move.
     *
     * @param writers how many connections it has at most
     */
    static PostgresMoveTarget of(
            MoveConnections connections,
            SqlCheckpoints checkpoints,
            CheckpointTable table,
            MoveErrors errors,
            int writers) {
        var target = new PostgresMoveTarget(connections, checkpoints, table, errors, writers);
        target.requireUnicode();
        return target;
    }

    /** What is no character of another encoding would be found in the midst of a chunk. */
    private void requireUnicode() {
        String encoding = asking(
                "ask for its encoding", lane -> lane.text("SELECT pg_catalog.current_setting('server_encoding')"));
        if (!encoding.equals("UTF8")) {
            throw new UnsupportedChange(
                    errors.store(),
                    "take the rows of a move",
                    "its database has the encoding " + encoding + ", which lacks characters",
                    "Create the database with ENCODING 'UTF8'.");
        }
    }

    @Override
    public int writers() {
        return writers;
    }

    @Override
    public Limits limits() {
        return LIMITS;
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Told of tables that are there; those that are still to come are most likely written so. */
    @Override
    public Writing writing(Passage passage) {
        ColumnTypes types = asking(
                "look at the columns of " + passage.target(),
                lane -> ColumnTypes.of(lane.connection(), errors.schema(), passage.target()));
        boolean binary = !types.areThere() || types.taking(passage.fields()).isPresent();
        return binary ? Writing.COPY_BINARY : Writing.COPY_TEXT;
    }

    @Override
    public ItemWriter writer(int lane) {
        return PostgresItemWriter.of(connections, table, errors);
    }

    @Override
    public void finish(Passage passage, Map<String, Long> counted) {
        asking("finish " + passage.target(), lane -> {
            lane.beginWriting();
            String name = new PostgresWords(errors.schema()).qualified(passage.target());
            for (String column : numbered(lane, passage.target())) {
                var numbering = new PostgresNumbering(new PostgresWords(errors.schema()), passage.target(), column);
                lane.execute(numbering.goOnFurther());
                Long far = counted.get(column);
                if (far != null) {
                    lane.execute(numbering.goOnBehind(far));
                }
            }
            lane.execute("ANALYZE " + name);
            lane.connection().commit();
            return name;
        });
    }

    private List<String> numbered(PostgresLane lane, String target) throws SQLException {
        try (PreparedStatement query = lane.connection().prepareStatement(NUMBERED)) {
            query.setString(1, errors.schema());
            query.setString(2, target);
            try (ResultSet row = query.executeQuery()) {
                var columns = new ArrayList<String>();
                while (row.next()) {
                    columns.add(row.getString(1));
                }
                return columns;
            }
        }
    }

    @Override
    public MoveSource readBack() {
        return PostgresMoveSource.readingBack(connections, errors);
    }

    /** What is done on a connection that is given back behind it. */
    private interface Work<T> {
        T on(PostgresLane lane) throws SQLException;
    }

    private <T> T asking(String doing, Work<T> work) {
        try (PostgresLane lane = PostgresLane.over(connections.hold(), errors)) {
            return work.on(lane);
        } catch (SQLException error) {
            throw errors.of(error, doing, "Nothing was changed by it.");
        }
    }

    /** Connections are held by writers and readers only. */
    @Override
    public void close() {}
}
