package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.ProofFailed;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Writing;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.spi.MoveRequest;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.move.CheckpointTable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A SQLite database into which a move writes, by one connection at a time. */
final class SqliteMoveTarget implements MoveTarget {
    /** In KiB, negative as SQLite wants it. */
    private static final long CACHE = -16_000;

    private static final long SYNCHRONOUS_NORMAL = 1;

    /** Texts of later and earlier years would sort otherwise than the moments do. */
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    private final SqliteLanes lanes;
    private final Checkpoints checkpoints;
    private final MoveRequest request;

    SqliteMoveTarget(SqliteLanes lanes, Checkpoints checkpoints, MoveRequest request) {
        this.lanes = lanes;
        this.checkpoints = checkpoints;
        this.request = request;
    }

    @Override
    public int writers() {
        return 1;
    }

    /** What is not a number it would keep as nothing, without a word. */
    @Override
    public Limits limits() {
        return new Limits(
                Set.of(Limits.Special.REAL_INFINITY, Limits.Special.JSON_UNCHECKED),
                EARLIEST,
                LATEST,
                Integer.MAX_VALUE);
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    @Override
    public Writing writing(Passage passage) {
        return Writing.INSERT;
    }

    @Override
    public ItemWriter writer(int lane) {
        return on(
                "begin to write",
                own -> new SqliteItemWriter(
                        tuned(own),
                        lanes.errors(),
                        new CheckpointTable(SqliteDialect.HISTORY, lanes.store()),
                        new SqliteTexts(request.options().handling().zone())));
    }

    /** The journal mode stays; with a write-ahead log a power cut takes the last commits at most, which are moved again. */
    private static SqliteLane tuned(SqliteLane lane) throws SQLException {
        lane.set("cache_size", CACHE);
        if (lane.text("PRAGMA main.journal_mode").equals("wal")
                && lane.number("PRAGMA main.synchronous") > SYNCHRONOUS_NORMAL) {
            lane.set("synchronous", SYNCHRONOUS_NORMAL);
        }
        return lane;
    }

    /** What is done on a lane. */
    private interface Work<T> {
        T on(SqliteLane lane) throws SQLException;
    }

    /** Leaves the lane open if all goes well. */
    private <T> T on(String doing, Work<T> work) {
        try {
            SqliteLane lane = lanes.own();
            try {
                return work.on(lane);
            } catch (SQLException | RuntimeException failure) {
                lane.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw lanes.errors().unavailable(failure, doing);
        }
    }

    @Override
    public void finish(Passage passage, Map<String, Long> counted) {
        on("finish " + passage.target(), lane -> {
            try (lane) {
                finish(lane, passage.target(), counted);
                return lane;
            }
        });
    }

    private void finish(SqliteLane lane, String table, Map<String, Long> counted) throws SQLException {
        RelationalCatalog catalog = new SqliteInspector(lane.connection()).inspectWithoutFacts();
        CatalogTable found = catalog.table(table)
                .orElseThrow(() -> new IllegalArgumentException(lanes.store() + " has no table " + table));
        for (long number : counted.values()) {
            raise(lane, found, number);
        }
        refuseOrphans(lane, found, catalog.tables());
        lane.execute("ANALYZE main." + Identifiers.quoted(table));
    }

    /** Only AUTOINCREMENT is remembered; otherwise the largest number there is counts. */
    private static void raise(SqliteLane lane, CatalogTable table, long number) throws SQLException {
        if (table.columns().stream().noneMatch(SqliteMoveSource::isRemembered)) {
            return;
        }
        String name = table.name();
        if (change(lane, "UPDATE main.sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", number, name) == 0) {
            change(lane, "INSERT INTO main.sqlite_sequence (seq, name) VALUES (?, ?)", number, name);
        }
    }

    private static int change(SqliteLane lane, String sql, long number, String table) throws SQLException {
        try (PreparedStatement statement = lane.connection().prepareStatement(sql)) {
            statement.setLong(1, number);
            statement.setString(2, table);
            return statement.executeUpdate();
        }
    }

    private void refuseOrphans(SqliteLane lane, CatalogTable table, List<CatalogTable> tables) throws SQLException {
        if (table.foreignKeys().isEmpty()
                || !table.foreignKeys().stream().allMatch(key -> SqliteOrphans.findsKey(key, tables))) {
            return;
        }
        long orphans = lane.number(
                "SELECT count(*) FROM pragma_foreign_key_check('" + table.name().replace("'", "''") + "')");
        if (orphans > 0) {
            throw new ProofFailed(
                    lanes.store(), List.of(table.name() + ": " + orphans + " references to rows that are not there"));
        }
    }

    @Override
    public MoveSource readBack() {
        return on("read what was written", lane -> {
            try (lane) {
                lane.set("busy_timeout", 0);
                // As far as others let it; what stays in the log is read from there.
                lane.execute("PRAGMA main.wal_checkpoint(TRUNCATE)");
            }
            return SqliteMoveSource.reading(
                    lanes,
                    request,
                    request.passages().stream().map(Passage::arrived).toList());
        });
    }

    /** Nothing is held between calls. */
    @Override
    public void close() {}
}
