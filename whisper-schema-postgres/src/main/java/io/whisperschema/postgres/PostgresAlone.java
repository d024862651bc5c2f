package io.whisperschema.postgres;

import io.whisperschema.diff.RelationalChange;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session in which steps run outside of transactions: its lock, its settings, and the indexes that a failed one leaves
 * invalid.
 */
final class PostgresAlone {
    private final String schema;
    private final Map<String, String> before = new LinkedHashMap<>();
    private final List<Long> held = new ArrayList<>();

    PostgresAlone(String schema) {
        this.schema = schema;
    }

    /** Tries to take the lock for as long as the session lasts, or until {@link #leave}. */
    boolean locked(Connection connection, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_catalog.pg_try_advisory_lock(?)")) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
                boolean locked = row.next() && row.getBoolean(1);
                if (locked) {
                    held.add(key);
                }
                return locked;
            }
        }
    }

    /** Whether no lock is held for the session. */
    boolean holdsNothing() {
        return held.isEmpty();
    }

    /** What runs here takes no lock for which others queue, so it may wait for its own as long as it likes. */
    void set(Connection connection, ExecuteOptions options) throws SQLException {
        set(connection, "lock_timeout", PostgresSession.millis(options.lockWait()));
        set(connection, "statement_timeout", PostgresSession.millis(options.statementTime()));
        set(connection, "search_path", Identifiers.quoted(schema));
        if (asked(connection, "SELECT 'yes' WHERE pg_catalog.version() LIKE '%linux%'")
                .isPresent()) {
            set(connection, "client_connection_check_interval", "500");
        }
    }

    private void set(Connection connection, String name, String value) throws SQLException {
        before.put(
                name,
                asked(connection, "SELECT pg_catalog.current_setting(?)", name).orElseThrow());
        assign(connection, name, value);
    }

    static void assign(Connection connection, String name, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_catalog.set_config(?, ?, false)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }

    /** The session as it was. */
    void leave(Connection connection) throws SQLException {
        for (Map.Entry<String, String> setting : before.entrySet()) {
            assign(connection, setting.getKey(), setting.getValue());
        }
        before.clear();
        for (long key : held) {
            asked(connection, "SELECT pg_catalog.pg_advisory_unlock(?::bigint)", String.valueOf(key));
        }
        held.clear();
    }

    /** An index of that name that an earlier run could not finish would be in the way. */
    void mend(Connection connection, Step step) throws SQLException {
        Optional<String> name = indexOf(step);
        if (step.change() instanceof RelationalChange.CreateIndex
                && name.isPresent()
                && isInvalid(connection, name.get())) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("DROP INDEX CONCURRENTLY " + new PostgresWords(schema).qualified(name.get()));
            }
        }
    }

    /** What a step that failed has left. */
    Optional<String> leftBy(Connection connection, Step step) throws SQLException {
        Optional<String> name = indexOf(step);
        return name.isPresent() && isInvalid(connection, name.get())
                ? Optional.of("Index " + name.get() + " is left invalid: no query uses it, every write pays for it."
                        + " The next plan drops it and builds it anew.")
                : Optional.empty();
    }

    private static Optional<String> indexOf(Step step) {
        if (step.change() instanceof RelationalChange.CreateIndex create) {
            return Optional.of(create.index().name());
        }
        return step.change() instanceof RelationalChange.DropIndex drop
                ? Optional.of(drop.index().name())
                : Optional.empty();
    }

    private boolean isInvalid(Connection connection, String index) throws SQLException {
        return asked(
                        connection,
                        "SELECT 'yes' FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE NOT x.indisvalid AND n.nspname = ? AND c.relname = ?",
                        schema,
                        index)
                .isPresent();
    }

    private static Optional<String> asked(Connection connection, String query, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }
}
