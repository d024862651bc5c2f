package io.whisperschema.sql;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.plan.ExecuteOptions;
import java.sql.Connection;
import java.sql.SQLException;

/** How a database begins, looks at itself within, and ends the one transaction in which a plan runs. */
public interface SqlTransaction {
    /** Begins and takes the lock that keeps other runs away, waiting as long as the options say. */
    void begin(Connection connection, ExecuteOptions options) throws SQLException;

    /** What the database holds now. */
    RelationalCatalog inspect(Connection connection) throws SQLException;

    /** Ends it; everything is applied. */
    void commit(Connection connection) throws SQLException;

    /** Ends it, if it was begun; nothing is applied. A transaction that {@link #begin} found open is not ours to end. */
    void rollback(Connection connection) throws SQLException;
}
