package io.whisperschema.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings under which we read and write, for one transaction only: with an empty search path the server qualifies
 * every name it prints and looks up none that we do not, and constants come in one spelling.
 */
final class PostgresSession {
    private static final String SETTINGS = """
            set_config('search_path', '', true),
            set_config('TimeZone', 'UTC', true),
            set_config('DateStyle', 'ISO, YMD', true),
            set_config('IntervalStyle', 'postgres', true),
            set_config('extra_float_digits', '1', true),
            set_config('bytea_output', 'hex', true),
            set_config('quote_all_identifiers', 'off', true),
            set_config('standard_conforming_strings', 'on', true)
            """;

    private PostgresSession() {}

    /** As the first of a transaction: all its queries see the database as it is now, whatever others commit meanwhile. */
    static void seeOneState(Connection connection) throws SQLException {
        isolate(connection, "REPEATABLE READ");
    }

    /** As the first of a transaction: what another process did under the lock is seen once the lock is ours. */
    static void seeWhatOthersCommit(Connection connection) throws SQLException {
        isolate(connection, "READ COMMITTED");
    }

    /** For this transaction only; asking for and setting the session's own level costs a round trip each. */
    private static void isolate(Connection connection, String level) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL " + level);
        }
    }

    /** Makes the settings and tells what server this is. Whatever is in a schema depends on it, and that is indexed. */
    static Server begin(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + SETTINGS + """
                , current_setting('server_version') AS version, n.oid IS NOT NULL AS has_schema,
                EXISTS (SELECT FROM pg_catalog.pg_depend d
                        WHERE d.refclassid = 'pg_catalog.pg_namespace'::regclass AND d.refobjid = n.oid) AS has_content
                FROM (SELECT) one LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = ?
                """)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Server(
                        row.getString("version"), row.getBoolean("has_schema"), row.getBoolean("has_content"));
            }
        }
    }

    /** A duration as settings take it. */
    static String millis(Duration time) {
        return String.valueOf(Math.max(1, time.toMillis()));
    }

    /** A duration as settings take it, where none is for ever. */
    static String millis(Optional<Duration> time) {
        return time.map(PostgresSession::millis).orElse("0");
    }

    /** Lets a host's own words, in views and raw expressions, name the tables of their schema without naming it. */
    static void lookUpNamesIn(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT pg_catalog.set_config('search_path', pg_catalog.quote_ident(?), true)")) {
            statement.setString(1, schema);
            statement.execute();
        }
    }

    /** The server at the other end. */
    record Server(String version, boolean hasSchema, boolean hasContent) {
        int majorVersion() {
            return Integer.parseInt(version.replaceFirst("[^0-9].*", ""));
        }
    }
}
