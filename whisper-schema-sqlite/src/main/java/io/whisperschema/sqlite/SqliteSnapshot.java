package io.whisperschema.sqlite;

import io.whisperschema.error.StoreUnavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Connections that see one and the same state of a file, for as long as they are open. In a write-ahead log, which grows
 * meanwhile, that keeps nobody from writing; with a rollback journal a host's commits wait, so its application is best
 * closed.
 *
 * @param lanes the connections, one at least, each in a transaction that reads
 */
record SqliteSnapshot(List<SqliteLane> lanes) implements AutoCloseable {
    SqliteSnapshot {
        lanes = List.copyOf(lanes);
    }

    /** As many as wanted, begun while nobody can write; where that cannot be had, one. */
    static SqliteSnapshot open(SqliteLanes lanes, int wanted) throws SQLException {
        var readers = new ArrayList<SqliteLane>();
        try {
            Optional<SqliteLane> another = lanes.another();
            readers.add(another.isPresent() ? another.get() : lanes.own());
            if (another.isPresent() && wanted > 1) {
                beginSeveral(readers, lanes, wanted);
            } else {
                begin(readers, lanes.store());
            }
            return new SqliteSnapshot(readers);
        } catch (SQLException | RuntimeException failure) {
            readers.forEach(SqliteLane::close);
            throw failure;
        }
    }

    /** All connections are there before the lock is taken, as a pool may let us wait for them. */
    private static void beginSeveral(List<SqliteLane> readers, SqliteLanes lanes, int wanted) throws SQLException {
        Optional<SqliteLane> writer = unused(lanes);
        try {
            if (writer.isPresent()) {
                addOthers(readers, lanes, wanted);
                if (!isLocked(writer.get(), lanes.errors())) {
                    closeOthers(readers);
                }
            }
            begin(readers, lanes.store());
        } finally {
            writer.ifPresent(SqliteLane::close);
        }
    }

    private static void addOthers(List<SqliteLane> readers, SqliteLanes lanes, int wanted) throws SQLException {
        Optional<SqliteLane> next = lanes.beside(readers.get(0));
        while (next.isPresent()) {
            readers.add(next.get());
            next = readers.size() < wanted ? lanes.beside(readers.get(0)) : Optional.empty();
        }
    }

    private static void closeOthers(List<SqliteLane> readers) {
        List<SqliteLane> others = readers.subList(1, readers.size());
        others.forEach(SqliteLane::close);
        others.clear();
    }

    private static void begin(List<SqliteLane> readers, String store) throws SQLException {
        for (SqliteLane reader : readers) {
            reader.set("query_only", 1);
            reader.beginReading(store);
        }
    }

    /** A pool may have given all that it has, and a store's only connection may be in a host's transaction. */
    private static Optional<SqliteLane> unused(SqliteLanes lanes) {
        try {
            return Optional.of(lanes.own());
        } catch (SQLException | StoreUnavailable none) {
            return Optional.empty();
        }
    }

    /** Whether nobody else can write until the lane is closed. */
    private static boolean isLocked(SqliteLane lane, SqliteErrors errors) throws SQLException {
        try {
            lane.beginWriting();
            return true;
        } catch (SQLException refused) {
            if (errors.isBusy(refused) || errors.isReadOnly(refused)) {
                return false;
            }
            throw refused;
        }
    }

    @Override
    public void close() {
        lanes.forEach(SqliteLane::close);
    }
}
