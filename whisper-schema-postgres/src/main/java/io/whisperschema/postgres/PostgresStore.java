package io.whisperschema.postgres;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.plan.Step;
import io.whisperschema.report.TakenLock;
import io.whisperschema.spi.Connections;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Applied;
import io.whisperschema.spi.History;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.MoveRequest;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Sorting;
import io.whisperschema.spi.SqlDialect;
import io.whisperschema.sql.ConnectionSource;
import io.whisperschema.sql.LentConnections;
import io.whisperschema.sql.SqlRun;
import io.whisperschema.sql.history.SqlHistory;
import io.whisperschema.sql.move.CheckpointTable;
import io.whisperschema.sql.move.MoveConnections;
import io.whisperschema.sql.move.SqlCheckpoints;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

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
    /** Code points are in the order of their bytes in UTF-8. */
    private static final Set<String> BY_BYTES =
            Set.of("C", "POSIX", "C.UTF-8", "C.utf8", "ucs_basic", "pg_c_utf8", "pg_unicode_fast", "PG_UNICODE_FAST");

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
        return text(connection, "SELECT pg_catalog.current_database()");
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The moment at which the server began, its number of the database, and the schema. */
    @Override
    public Optional<String> whereabouts() {
        return Optional.of(read("ask which database it is", PostgresStore::placeOn) + "." + dialect.schema());
    }

    private static String placeOn(Connection connection) throws SQLException {
        return text(
                connection,
                "SELECT pg_catalog.date_part('epoch', pg_catalog.pg_postmaster_start_time()) || '.' || oid"
                        + " FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()");
    }

    @Override
    public Optional<Sorting> sorting() {
        String usual = read("ask how texts are sorted", PostgresStore::collationOn);
        return Optional.of(new Sorting(usual, BY_BYTES, Sorting.Nulls.LAST));
    }

    /** What tells it has another name in each version. */
    private static String collationOn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT coalesce(d ->> 'datlocale', d ->> 'daticulocale', d ->> 'datcollate')
                        FROM (SELECT to_jsonb(pg_database) AS d FROM pg_catalog.pg_database
                              WHERE datname = current_database()) AS one""")) {
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

    @Override
    public MoveSource readMoving(MoveRequest request) {
        return PostgresMoveSource.of(MoveConnections.of(source), moveErrors(request));
    }

    @Override
    public MoveTarget writeMoving(MoveRequest request) {
        boolean several = source.ownership() == ConnectionSource.Ownership.FRESH;
        return PostgresMoveTarget.of(
                MoveConnections.of(source),
                new SqlCheckpoints(dialect.history(), historyConnections(), name(), request),
                new CheckpointTable(dialect.history(), name()),
                moveErrors(request),
                several ? request.options().effort().lanesAtMost() : 1);
    }

    private MoveErrors moveErrors(MoveRequest request) {
        return new MoveErrors(name(), dialect.schema(), request);
    }

    private SqlHistory sqlHistory() {
        return new SqlHistory(dialect.history(), name(), historyConnections());
    }

    private SqlHistory.Connections historyConnections() {
        return new SqlHistory.Connections() {
            @Override
            public ConnectionSource source() {
                return source;
            }

            @Override
            public <T> T glance(SqlHistory.Reading<T> reading) throws SQLException {
                return source.use((connection, ownership) -> {
                    OpenTransaction.refuse(connection, name());
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
        };
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
                OpenTransaction.refuse(connection, name());
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
}
