package io.whisperschema.sqlite;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.sql.SqlTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One write transaction of SQLite; its write lock is the lock. The connection is in autocommit. */
final class SqliteTransaction implements SqlTransaction {
    @Override
    public void begin(Connection connection, ExecuteOptions options) throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
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
        execute(connection, "ROLLBACK");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
