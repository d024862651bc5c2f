package io.whisperschema.postgres;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.report.TakenLock;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.History;
import io.whisperschema.sql.SqlTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A transaction that is rolled back where it would be committed, once it has told its locks. */
final class PostgresRehearsal implements SqlTransaction {
    /** From the weakest. */
    private static final List<String> MODES = List.of(
            "AccessShareLock",
            "RowShareLock",
            "RowExclusiveLock",
            "ShareUpdateExclusiveLock",
            "ShareLock",
            "ShareRowExclusiveLock",
            "ExclusiveLock",
            "AccessExclusiveLock");

    private static final String RELATIONS = """
            SELECT c.oid::bigint, c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            """;

    private static final String LOCKS = """
            SELECT relation::bigint, mode FROM pg_catalog.pg_locks
            WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'relation' AND granted
            """;

    private final SqlTransaction real;
    private final String schema;
    private final Map<Long, String> before = new HashMap<>();
    private final List<TakenLock> locks = new ArrayList<>();

    PostgresRehearsal(SqlTransaction real, String schema) {
        this.real = real;
        this.schema = schema;
    }

    List<TakenLock> locks() {
        return List.copyOf(locks);
    }

    @Override
    public void begin(Connection connection, Execution execution) throws SQLException {
        real.begin(connection, execution);
        before.clear();
        try (PreparedStatement statement = connection.prepareStatement(RELATIONS)) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    before.put(rows.getLong(1), rows.getString(2));
                }
            }
        }
        before.values().removeAll(History.TABLES);
    }

    @Override
    public RelationalCatalog inspect(Connection connection) throws SQLException {
        return real.inspect(connection);
    }

    @Override
    public void lookUpNames(Connection connection) throws SQLException {
        real.lookUpNames(connection);
    }

    @Override
    public void copy(Connection connection, String statement, String rows) throws SQLException {
        real.copy(connection, statement, rows);
    }

    /** What is checked at a commit is checked here too. */
    @Override
    public void commit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            readLocks(statement);
        }
        real.rollback(connection);
    }

    private void readLocks(Statement statement) throws SQLException {
        var strongest = new TreeMap<String, Integer>();
        try (ResultSet rows = statement.executeQuery(LOCKS)) {
            while (rows.next()) {
                String relation = before.get(rows.getLong(1));
                if (relation != null) {
                    strongest.merge(relation, MODES.indexOf(rows.getString(2)), Math::max);
                }
            }
        }
        locks.clear();
        strongest.forEach((relation, mode) -> locks.add(new TakenLock(relation, words(MODES.get(mode)))));
    }

    /** As the manual and plans spell it. */
    private static String words(String mode) {
        return mode.replaceFirst("Lock$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        real.rollback(connection);
    }
}
