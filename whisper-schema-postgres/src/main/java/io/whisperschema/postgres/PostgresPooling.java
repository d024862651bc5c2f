package io.whisperschema.postgres;

import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.internal.Sha256;
import io.whisperschema.plan.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.jdbc.PgConnection;

/**
 * Whether a session is ours alone, and what can be done where it is not: a pooler in transaction mode hands every
 * transaction, and every statement outside of one, to any of its server connections.
 */
final class PostgresPooling {
    /** The process of the server that a client is told of when it connects is the pooler's invention behind one. */
    private static final String PROCESS = "SELECT pg_catalog.pg_backend_pid()";

    /** The text of another role's statement is not shown, so this sees only those of our own. */
    private static final String MARKED = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity
                WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
                    AND state = 'active' AND pg_catalog.starts_with(query, ?))
            """;

    private final String schema;

    PostgresPooling(String schema) {
        this.schema = schema;
    }

    /** Whether the session lasts as long as the connection. A connection that hides its driver tells nothing: no. */
    static boolean isDirect(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PgConnection.class)) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(PROCESS);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    && row.getInt(1) == connection.unwrap(PgConnection.class).getBackendPID();
        }
    }

    /** What stands before a statement that runs where no lock can be held meanwhile. */
    String mark() {
        return "/* whisper-schema " + Sha256.hex(schema).substring(0, 16) + " */ ";
    }

    /** Whether somebody's statement with that mark is running. A killed client's goes on to its end. */
    boolean isMarkedRunning(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MARKED)) {
            statement.setString(1, mark());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Refuses where names that a host's statement does not qualify would be those of another schema: for a statement
     * outside of transactions the search path of a shared session cannot be set.
     */
    void requireNames(Connection connection, String store, Step step) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_catalog.current_schema()");
                ResultSet row = statement.executeQuery()) {
            if (!row.next() || !schema.equals(row.getString(1))) {
                throw new UnsupportedChange(
                        store,
                        "run by itself " + step.change().words(),
                        "this connection goes through a pooler and looks names up in another schema than " + schema,
                        "Give the store a connection of its own to the server, or a role whose search_path is " + schema
                                + ".");
            }
        }
    }

    /** A lock or a setting of a session that is not ours would stay behind for others. */
    static UnsupportedChange refused(String store) {
        return new UnsupportedChange(
                store,
                "run steps of a plan outside of transactions",
                "this connection goes through a pooler, which shares the session with others",
                "Give the store a connection of its own to the server, or plan without building indexes concurrently.");
    }
}
