package io.whisperschema.postgres;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.plan.Step;
import io.whisperschema.report.TakenLock;
import io.whisperschema.spi.Connections;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Applied;
import io.whisperschema.spi.History;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.SqlDialect;
import io.whisperschema.sql.ConnectionSource;
import io.whisperschema.sql.LentConnections;
import io.whisperschema.sql.SqlRun;
import io.whisperschema.sql.history.SqlHistory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A schema of a PostgreSQL database, 14 or newer. Over a {@code DataSource} it takes one connection for each call and
 * is as safe for use by several threads as that; over a {@code Connection}: one thread at a time.
 *
 * <p>A connection comes back as it was; settings are made for a transaction only, or put back. Behind a
 * pooler in transaction mode everything works but plans that build indexes concurrently, which are refused: execute them
 * over a connection of their own. A connection that hides the driver should be set not to name statements on the server
 * ({@code prepareThreshold=0}).
 */
public final class PostgresStore implements RelationalStore {
    private final ConnectionSource source;
    private final PostgresDialect dialect;

    private PostgresStore(ConnectionSource source, PostgresDialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    /** A store over a host's pool, bound to schema {@code public}. The host closes the pool. */
    public static PostgresStore over(DataSource pool) {
        return new PostgresStore(ConnectionSource.over(pool), PostgresDialect.dialect());
    }

    /** A store over a host's connection, bound to schema {@code public}. The host closes the connection. */
    public static PostgresStore over(Connection connection) {
        return new PostgresStore(ConnectionSource.over(connection), PostgresDialect.dialect());
    }

    /** The same store bound to another schema, which must exist. */
    public PostgresStore inSchema(String schema) {
        return new PostgresStore(source, PostgresDialect.inSchema(schema));
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.TRANSACTIONS, Capability.JOURNAL);
    }

    /** The name of the database, and behind a dot that of a schema other than {@code public}. */
    @Override
    public String database() {
        String name = read("ask for the database's name", PostgresStore::nameOn);
        return dialect.schema().equals("public") ? name : name + "." + dialect.schema();
    }

    private static String nameOn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_database()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public SqlDialect dialect() {
        return dialect;
    }

    @Override
    public <C> Connections<C> connections(Class<C> type) {
        return LentConnections.of(source, errors(), name(), type);
    }

    @Override
    public RelationalCatalog inspect() {
        return read("read the schema", connection -> new PostgresInspector(connection, dialect.schema()).inspect());
    }

    private <T> T read(String doing, Work<T> work) {
        return use(doing, connection -> {
            connection.setAutoCommit(false);
            try {
                PostgresSession.seeOneState(connection);
                T found = work.on(connection);
                connection.rollback();
                return found;
            } catch (SQLException | RuntimeException failure) {
                rollback(connection);
                throw failure;
            }
        });
    }

    /** Fails only on a connection that is lost, where the server rolls back; the first failure is the one to tell. */
    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException ignored) {
            // see above
        }
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        use(execution, connection -> {
            var transaction = new PostgresTransaction(name(), dialect.schema());
            new SqlRun(transaction, errors(), sqlHistory().journal()).run(connection, steps, execution);
            return steps.size();
        });
    }

    @Override
    public History history() {
        return sqlHistory();
    }

    @Override
    public Journal journal() {
        return sqlHistory().journal();
    }

    @Override
    public boolean keeps(Journal journal) {
        return sqlHistory().journal().isSameAs(journal);
    }

    private SqlHistory sqlHistory() {
        return new SqlHistory(dialect.history(), name(), new SqlHistory.Connections() {
            @Override
            public ConnectionSource source() {
                return source;
            }

            @Override
            public <T> T glance(SqlHistory.Reading<T> reading) throws SQLException {
                return source.use((connection, ownership) -> {
                    refuseOpenTransaction(connection);
                    if (!connection.getAutoCommit()) {
                        connection.setAutoCommit(true);
                    }
                    return reading.on(connection);
                });
            }

            @Override
            public <T> T read(SqlHistory.Reading<T> reading) {
                return PostgresStore.this.read("read the record of migrations", reading::on);
            }

            @Override
            public void change(Execution execution, SqlHistory.Changing changing) {
                use(execution, connection -> {
                    var transaction = new PostgresTransaction(name(), dialect.schema());
                    changing.on(connection, new SqlRun(transaction, errors()), transaction);
                    return name();
                });
            }

            @Override
            public boolean locksSessions() {
                return use("ask whose session it is", PostgresPooling::isDirect);
            }

            @Override
            public List<TakenLock> rehearse(
                    Execution execution, SqlHistory.Changing changing, Consumer<RelationalStore> onCopy) {
                return use(execution, connection -> {
                    var rehearsal =
                            new PostgresRehearsal(new PostgresTransaction(name(), dialect.schema()), dialect.schema());
                    changing.on(connection, new SqlRun(rehearsal, errors()), rehearsal);
                    return rehearsal.locks();
                });
            }

            @Override
            public boolean failsUncommitted(SQLException error) {
                return errors().failsUncommitted(error);
            }
        });
    }

    private <T> T use(Execution execution, Work<T> work) {
        return use("begin", execution::applied, work);
    }

    private <T> T use(String doing, Work<T> work) {
        return use(doing, () -> Applied.NOTHING, work);
    }

    private <T> T use(String doing, Supplier<Applied> applied, Work<T> work) {
        try {
            return source.use((connection, ownership) -> {
                refuseOpenTransaction(connection);
                return UnnamedStatements.during(connection, () -> work.on(connection));
            });
        } catch (SQLException error) {
            throw errors().unavailable(error, doing, applied.get());
        }
    }

    /** What is done on a connection. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private PostgresErrors errors() {
        return new PostgresErrors(name(), dialect.schema());
    }

    /**
     * A transaction that is open is not ours to end, also on a data source's connection: some hand out the one of the
     * host's own transaction. One that hides the driver and is not in autocommit may be in one.
     */
    private void refuseOpenTransaction(Connection connection) throws SQLException {
        boolean open = connection.isWrapperFor(BaseConnection.class)
                ? connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE
                : !connection.getAutoCommit();
        if (open) {
            throw new StoreUnavailable(
                    name(),
                    "The connection given to " + name() + " is in a transaction, which is not ours to end."
                            + " Nothing was applied. Commit or roll back first.",
                    new IllegalStateException("in a transaction"));
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}
