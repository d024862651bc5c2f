package io.whisperschema.postgres;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.Change.State;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/** What became of a statement outside of transactions whose run was killed, as far as its words and the catalog tell. */
final class PostgresInterruption {
    /** Running them twice does what running them once does. */
    private static final Set<String> REPEATABLE = Set.of("vacuum", "analyze", "reindex", "cluster", "checkpoint");

    private static final String VALID = """
            SELECT x.indisvalid FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?
            """;

    private final Connection connection;
    private final String schema;

    PostgresInterruption(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** Its state; an index that it left invalid is dropped. */
    State stateOf(String statement) throws SQLException {
        try {
            return stateOf(Tokens.of(statement, DialectName.POSTGRES));
        } catch (SqlSyntaxException unread) {
            return State.UNKNOWN;
        }
    }

    private State stateOf(Tokens tokens) throws SQLException {
        if (REPEATABLE.contains(tokens.peek().text().toLowerCase(Locale.ROOT))) {
            return State.PENDING;
        }
        if (tokens.acceptWords("create", "index", "concurrently")
                || tokens.acceptWords("create", "unique", "index", "concurrently")) {
            return afterCreation(tokens);
        }
        return tokens.acceptWords("drop", "index", "concurrently") ? afterDrop(tokens) : State.UNKNOWN;
    }

    private State afterCreation(Tokens tokens) throws SQLException {
        tokens.acceptWords("if", "not", "exists");
        if (tokens.atWords("on")) {
            return State.UNKNOWN;
        }
        String index = PostgresName.next(tokens).name();
        tokens.expectWords("on");
        tokens.acceptWords("only");
        return afterCreation(index, PostgresName.next(tokens).schema().orElse(schema));
    }

    private State afterCreation(String index, String schema) throws SQLException {
        return switch (found(index, schema)) {
            case NONE -> State.PENDING;
            case VALID -> State.APPLIED;
            case INVALID -> {
                drop(index, schema);
                yield State.PENDING;
            }
        };
    }

    private void drop(String index, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("DROP INDEX " + new PostgresWords(schema).qualified(index));
        }
    }

    /** One that is half dropped is invalid, and can be dropped again. */
    private State afterDrop(Tokens tokens) throws SQLException {
        tokens.acceptWords("if", "exists");
        PostgresName index = PostgresName.next(tokens);
        return found(index.name(), index.schema().orElse(schema)) == Found.NONE ? State.APPLIED : State.PENDING;
    }

    private enum Found {
        NONE,
        INVALID,
        VALID
    }

    private Found found(String index, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VALID)) {
            statement.setString(1, schema);
            statement.setString(2, index);
            try (ResultSet row = statement.executeQuery()) {
                return !row.next() ? Found.NONE : row.getBoolean(1) ? Found.VALID : Found.INVALID;
            }
        }
    }
}
