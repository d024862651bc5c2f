package io.whisperschema.sqlite;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.sql.SqlTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One write transaction of SQLite; its write lock is the lock. The connection is in autocommit. */
final class SqliteTransaction implements SqlTransaction {
    /** What SQLite answers to a BEGIN within a transaction, and to a ROLLBACK outside of one; neither has a code of its own. */
    private static final int NO_SPECIAL_ERROR = 1;

    private final String store;
    private boolean begun;

    SqliteTransaction(String store) {
        this.store = store;
    }

    @Override
    public void begin(Connection connection, ExecuteOptions options) throws SQLException {
        begin(connection, "BEGIN IMMEDIATE");
    }

    /** Begins without a lock, for several queries that shall see the same. */
    void beginReading(Connection connection) throws SQLException {
        begin(connection, "BEGIN");
    }

    private void begin(Connection connection, String statement) throws SQLException {
        try {
            execute(connection, statement);
            begun = true;
        } catch (SQLException failure) {
            if (failure.getErrorCode() == NO_SPECIAL_ERROR) {
                throw OpenTransaction.on(store, "somebody said BEGIN");
            }
            throw failure;
        }
    }

    @Override
    public RelationalCatalog inspect(Connection connection) throws SQLException {
        return new SqliteInspector(connection).inspect();
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        if (!begun) {
            return;
        }
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException failure) {
            // A full disk, for one, makes SQLite roll back by itself.
            if (failure.getErrorCode() != NO_SPECIAL_ERROR) {
                throw failure;
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
