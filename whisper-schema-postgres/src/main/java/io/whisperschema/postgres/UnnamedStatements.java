package io.whisperschema.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.jdbc.PgConnection;

/**
 * A connection whose driver gives no statement a name on the server. It would from the fifth time on that one is
 * prepared, and behind a pooler the next transaction may be on a server connection that does not know the name.
 */
final class UnnamedStatements {
    static final int NEVER = 0;

    private UnnamedStatements() {}

    /** What is done meanwhile. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Does the work; afterwards the driver names statements as before. A connection that hides its driver stays as it is. */
    static <T> T during(Connection connection, Work<T> work) throws SQLException {
        if (!connection.isWrapperFor(PgConnection.class)) {
            return work.run();
        }
        PgConnection own = connection.unwrap(PgConnection.class);
        int before = own.getPrepareThreshold();
        own.setPrepareThreshold(NEVER);
        try {
            return work.run();
        } finally {
            own.setPrepareThreshold(before);
        }
    }
}
