package io.whisperschema.sqlite;

import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StoreUnavailable;

/** The refusal of a connection on which a host's own transaction is open. */
final class OpenTransaction {
    private OpenTransaction() {}

    static SchemaException on(String store, String sign) {
        return new StoreUnavailable(
                store,
                "The connection given to " + store + " is in a transaction (" + sign + "), which is not ours to end."
                        + " Nothing was applied. Commit or roll back first, and leave autocommit on.",
                new IllegalStateException(sign));
    }
}
