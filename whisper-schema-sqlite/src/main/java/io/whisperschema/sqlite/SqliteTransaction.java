package io.whisperschema.sqlite;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.sql.SqlTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One write transaction of SQLite; its write lock is the lock. The connection is in autocommit. */
final class SqliteTransaction implements SqlTransaction {
    /** What SQLite answers to a BEGIN within a transaction, and to a ROLLBACK outside of one; neither has a code of its own. */
    private static final int NO_SPECIAL_ERROR = 1;

    private final String store;
    private final Guard guard;
    private boolean begun;
    private long orphansBefore;

    private SqliteTransaction(String store, Guard guard) {
        this.store = store;
        this.guard = guard;
    }

    SqliteTransaction(String store) {
        this(store, Guard.NONE);
    }

    /** One whose statements run with foreign keys off and must not leave more orphans than they found. */
    static SqliteTransaction guardingForeignKeys(String store) {
        return new SqliteTransaction(store, Guard.FOREIGN_KEYS);
    }

    /** What is looked after before a commit. */
    private enum Guard {
        NONE,
        FOREIGN_KEYS
    }

    @Override
    public void begin(Connection connection, ExecuteOptions options) throws SQLException {
        begin(connection, "BEGIN IMMEDIATE");
        orphansBefore = guard == Guard.FOREIGN_KEYS ? orphans(connection) : 0;
    }

    private static long orphans(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pragma_foreign_key_check")) {
            return row.next() ? row.getLong(1) : 0;
        }
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
        if (guard == Guard.FOREIGN_KEYS && orphans(connection) > orphansBefore) {
            throw new SQLiteException(
                    "rows would be left that refer to rows which are gone",
                    SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY);
        }
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
