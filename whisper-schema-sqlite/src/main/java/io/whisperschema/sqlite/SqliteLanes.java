package io.whisperschema.sqlite;

import io.whisperschema.sql.ConnectionSource;
import io.whisperschema.sql.move.HeldConnection;
import io.whisperschema.sql.move.MoveConnections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The connections that a move can have of a store.
 *
 * @param connections where they come from
 * @param ownership whose they are
 * @param store which store
 * @param lockWait how long each waits for locks
 */
record SqliteLanes(MoveConnections connections, ConnectionSource.Ownership ownership, String store, Duration lockWait) {
    private static final String FILE = "SELECT file FROM pragma_database_list WHERE name = 'main'";

    SqliteErrors errors() {
        return new SqliteErrors(store, lockWait);
    }

    /** The store's own connection, or one of its pool. */
    SqliteLane own() throws SQLException {
        return SqliteLane.over(connections.hold(), ownership, store, lockWait);
    }

    /** One on a file, beside which the store's own can be used; none where none is to be had. */
    Optional<SqliteLane> another() throws SQLException {
        Optional<HeldConnection> held = connections.another();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        var lane = SqliteLane.over(held.get(), ConnectionSource.Ownership.FRESH, store, lockWait);
        if (file(lane).isEmpty()) {
            lane.close();
            return Optional.empty();
        }
        return Optional.of(lane);
    }

    /** One that is on the same file as that. */
    Optional<SqliteLane> beside(SqliteLane other) throws SQLException {
        Optional<SqliteLane> lane = another();
        if (lane.isPresent() && !file(lane.get()).equals(file(other))) {
            lane.get().close();
            return Optional.empty();
        }
        return lane;
    }

    /** Where the database is; empty if in memory, where each connection may have one of its own. */
    private static String file(SqliteLane lane) throws SQLException {
        return lane.text(FILE);
    }
}
