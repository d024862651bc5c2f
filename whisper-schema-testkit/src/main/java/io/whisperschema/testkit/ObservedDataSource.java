package io.whisperschema.testkit;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that remembers what was done with its connections: which are open, what ran on them, and whether they
 * came back as they were handed out.
 *
 * <p>A connection that is closed without autocommit is rolled back first, as pools do. What a driver is asked through {@code unwrap} (such as PostgreSQL's COPY) is not seen. Thread-safe.
 */
public final class ObservedDataSource implements DataSource {
    private final DataSource observed;
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<String> changedOnReturn = new CopyOnWriteArrayList<>();
    private final Set<ObservedConnection> open = ConcurrentHashMap.newKeySet();

    private ObservedDataSource(DataSource observed) {
        this.observed = observed;
    }

    /** Observes a data source, which the caller closes if it needs closing. */
    public static ObservedDataSource over(DataSource observed) {
        return new ObservedDataSource(observed);
    }

    /**
     * The text of each statement that was executed, in order. A prepared statement counts each time it is executed, a
     * batch of it once; commit and rollback through JDBC do not count.
     */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    /** Starts {@link #statements()} anew, as after a fixture. */
    public void forgetStatements() {
        statements.clear();
    }

    /** How many connections were handed out and not closed yet. */
    public int openConnections() {
        return open.size();
    }

    /**
     * A sentence for each way in which a returned connection differs from the one handed out, in autocommit, isolation,
     * read-only, catalog or schema. Empty when all came back as they came.
     */
    public List<String> changedOnReturn() {
        return List.copyOf(changedOnReturn);
    }

    /**
     * Passes when every connection was returned.
     *
     * @throws AssertionError otherwise, with the places where the open ones were handed out
     */
    public void assertAllReturned() {
        if (open.isEmpty()) {
            return;
        }
        AssertionError error = new AssertionError(
                "%d connection(s) handed out by this test's data source were not closed; see the suppressed traces for where they came from"
                        .formatted(open.size()));
        open.forEach(connection -> error.addSuppressed(connection.handedOutAt()));
        throw error;
    }

    void closeLeftovers() {
        open.forEach(ObservedConnection::closeQuietly);
    }

    void executed(String sql) {
        statements.add(sql);
    }

    void returned(ObservedConnection connection, List<String> changes) {
        open.remove(connection);
        changedOnReturn.addAll(changes);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return observed(observed.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return observed(observed.getConnection(user, password));
    }

    private Connection observed(Connection connection) throws SQLException {
        ObservedConnection observedConnection = new ObservedConnection(this, connection);
        open.add(observedConnection);
        return observedConnection.proxy();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return observed.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        observed.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        observed.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return observed.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return observed.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(observed) ? type.cast(observed) : observed.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(observed) || observed.isWrapperFor(type);
    }
}
