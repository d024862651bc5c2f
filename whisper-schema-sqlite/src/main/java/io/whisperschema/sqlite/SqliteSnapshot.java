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

    private static void beginSeveral(List<SqliteLane> readers, SqliteLanes lanes, int wanted) throws SQLException {
        Optional<SqliteLane> lock = lock(lanes);
        try {
            Optional<SqliteLane> next = lock.isPresent() ? lanes.beside(readers.get(0)) : Optional.empty();
            while (next.isPresent()) {
                readers.add(next.get());
                next = readers.size() < wanted ? lanes.beside(readers.get(0)) : Optional.empty();
            }
            begin(readers, lanes.store());
        } finally {
            lock.ifPresent(SqliteLane::close);
        }
    }

    private static void begin(List<SqliteLane> readers, String store) throws SQLException {
        for (SqliteLane reader : readers) {
            reader.set("query_only", 1);
            reader.beginReading(store);
        }
    }

    /** One that keeps others from writing until it is closed; none where it cannot, or none is left. */
    private static Optional<SqliteLane> lock(SqliteLanes lanes) throws SQLException {
        Optional<SqliteLane> own = unused(lanes);
        if (own.isPresent() && !isLocked(own.get(), lanes.errors())) {
            own.get().close();
            return Optional.empty();
        }
        return own;
    }

    /** A pool may have given all that it has, and a store's only connection may be in a host's transaction. */
    private static Optional<SqliteLane> unused(SqliteLanes lanes) {
        try {
            return Optional.of(lanes.own());
        } catch (SQLException | StoreUnavailable none) {
            return Optional.empty();
        }
    }

    private static boolean isLocked(SqliteLane lane, SqliteErrors errors) throws SQLException {
        try {
            lane.beginWriting();
            return true;
        } catch (SQLException refused) {
            if (errors.isBusy(refused) || errors.isReadOnly(refused)) {
                return false;
            }
            lane.close();
            throw refused;
        }
    }

    @Override
    public void close() {
        lanes.forEach(SqliteLane::close);
    }
}
