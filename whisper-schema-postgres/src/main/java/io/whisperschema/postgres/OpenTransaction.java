package io.whisperschema.postgres;

import io.whisperschema.error.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** The refusal of a connection on which a host's own transaction is open. */
final class OpenTransaction {
    private OpenTransaction() {}

    /**
     * A transaction that is open is not ours to end, also on a data source's connection: some hand out the one of the
     * host's own transaction. One that hides the driver and is not in autocommit may be in one.
     */
    static void refuse(Connection connection, String store) throws SQLException {
        boolean open = connection.isWrapperFor(BaseConnection.class)
                ? connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE
                : !connection.getAutoCommit();
        if (open) {
            throw new StoreUnavailable(
                    store,
                    "The connection given to " + store + " is in a transaction, which is not ours to end."
                            + " Nothing was applied. Commit or roll back first.",
                    new IllegalStateException("in a transaction"));
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}
