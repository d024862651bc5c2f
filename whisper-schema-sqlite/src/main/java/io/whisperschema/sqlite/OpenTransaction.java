package io.whisperschema.sqlite;

import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.sql.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/** The refusal of a connection on which a host's own transaction is open. */
final class OpenTransaction {
    private OpenTransaction() {}

    /**
     * A transaction is not ours to end, also on a data source's connection: some hand out the one of the host's own
     * transaction. Without autocommit the driver begins one with the first statement. Leaves autocommit on.
     */
    static void refuse(Connection connection, ConnectionSource.Ownership ownership, String store) throws SQLException {
        if (connection.getAutoCommit()) {
            return;
        }
        boolean isIdle = connection.isWrapperFor(SQLiteConnection.class)
                && !connection.unwrap(SQLiteConnection.class).isFirstStatementExecuted();
        if (ownership == ConnectionSource.Ownership.BORROWED || !isIdle) {
            throw on(store, "autocommit is off");
        }
        connection.rollback();
        connection.setAutoCommit(true);
    }

    static SchemaException on(String store, String sign) {
        return new StoreUnavailable(
                store,
                "The connection given to " + store + " is in a transaction (" + sign + "), which is not ours to end."
                        + " Nothing was applied. Commit or roll back first, and leave autocommit on.",
                new IllegalStateException(sign));
    }
}
