package io.whisperschema.sqlite;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.internal.sql.SqlSyntaxException;
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
import io.whisperschema.sql.move.MoveConnections;
import io.whisperschema.sql.move.SqlCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A SQLite database. Over a {@code DataSource} it takes one connection for each call; as safe for use by several
 * threads as that. Over a {@code Connection}: one thread at a time.
 *
 * <p>A connection comes back as it was: autocommit, isolation, busy timeout, foreign keys and the other settings that a
 * plan needs otherwise. Where a plan drops or rebuilds tables, foreign keys are off while it runs, also for host code in
 * it, and proven before it commits. The journal mode of a file that was there is never changed.
 */
public final class SqliteStore implements RelationalStore, AutoCloseable {
    /** As long as the driver waits by itself, so that most connections need not be set. */
    private static final Duration READING_WAITS = Duration.ofSeconds(3);

    private final ConnectionSource source;
    private final Optional<Connection> own;

    private SqliteStore(ConnectionSource source, Optional<Connection> own) {
        this.source = source;
        this.own = own;
    }

    /** A store over a host's pool. The host closes the pool. */
    public static SqliteStore over(DataSource pool) {
        return new SqliteStore(ConnectionSource.over(pool), Optional.empty());
    }

    /** A store over a host's connection, which must be in autocommit. The host closes the connection. */
    public static SqliteStore over(Connection connection) {
        return new SqliteStore(ConnectionSource.over(connection), Optional.empty());
    }

    /**
     * A store on a file of its own, made if it is not there (then with a write-ahead log). Close it when done.
     *
     * @throws StoreUnavailable if the file cannot be opened or is no SQLite database
     */
    public static SqliteStore open(Path file) {
        Connection connection = SqliteFile.open(file);
        return new SqliteStore(ConnectionSource.over(connection), Optional.of(connection));
    }

    /** Closes the connection that {@link #open} made; a host's own is the host's to close. */
    @Override
    public void close() {
        if (own.isPresent()) {
            try {
                own.get().close();
            } catch (SQLException error) {
                throw new SqliteErrors(name(), Duration.ZERO).unavailable(error, "close");
            }
        }
    }

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.TRANSACTIONS, Capability.JOURNAL);
    }

    /** The name of the file without its folder; {@code :memory:} where there is none. */
    @Override
    public String database() {
        return use(READING_WAITS, "ask for the file's name", SqliteStore::nameOn);
    }

    /** The file itself, which may have several names. */
    @Override
    public Optional<String> whereabouts() {
        String file = use(READING_WAITS, "ask for the file's name", SqliteStore::fileOn);
        return file.isEmpty() ? Optional.empty() : fileItself(Path.of(file));
    }

    private static Optional<String> fileItself(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? file.toRealPath().toString() : key.toString());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static String nameOn(Connection connection) throws SQLException {
        String file = fileOn(connection);
        return file.isEmpty() ? ":memory:" : String.valueOf(Path.of(file).getFileName());
    }

    /** Empty where there is none. */
    private static String fileOn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
            return row.next() ? Objects.requireNonNullElse(row.getString(1), "") : "";
        }
    }

    @Override
    public Optional<Sorting> sorting() {
        return Optional.of(new Sorting("BINARY", Set.of("BINARY"), Sorting.Nulls.FIRST));
    }

    @Override
    public SqlDialect dialect() {
        return SqliteDialect.dialect();
    }

    @Override
    public <C> Connections<C> connections(Class<C> type) {
        return LentConnections.of(source, new SqliteErrors(name(), READING_WAITS), name(), type);
    }

    @Override
    public RelationalCatalog inspect() {
        return use(READING_WAITS, "read the schema", this::inspect);
    }

    /** In one transaction where it takes several queries: another process may be changing the schema between them. */
    private RelationalCatalog inspect(Connection connection) throws SQLException {
        Optional<RelationalCatalog> told = new SqliteInspector(connection).inspectAtOnce();
        return told.isPresent() ? told.get() : inspectInTransaction(connection);
    }

    private RelationalCatalog inspectInTransaction(Connection connection) throws SQLException {
        var transaction = new SqliteTransaction(name());
        transaction.beginReading(connection);
        try {
            return new SqliteInspector(connection).inspect();
        } finally {
            transaction.rollback(connection);
        }
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        Duration wait = execution.options().lockWait();
        use(execution, connection -> {
            var run = new SqlRun(
                    new SqliteTransaction(name()),
                    new SqliteErrors(name(), wait),
                    sqlHistory().journal());
            SqliteSettings.during(connection, steps, () -> run.run(connection, steps, execution));
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

    /**
     * Several threads can read it at once over a {@code DataSource} and where {@link #open} made it, if nobody is writing
     * when the move begins; else one.
     */
    @Override
    public MoveSource readMoving(MoveRequest request) {
        return moving(request, "begin to read for a move", lanes -> SqliteMoveSource.open(lanes, request));
    }

    @Override
    public MoveTarget writeMoving(MoveRequest request) {
        return moving(
                request,
                "begin to write for a move",
                lanes -> new SqliteMoveTarget(
                        lanes,
                        new SqlCheckpoints(SqliteDialect.HISTORY, historyConnections(), name(), request),
                        request));
    }

    /** What is opened for a move. */
    private interface Moving<T> {
        T over(SqliteLanes lanes) throws SQLException;
    }

    private <T> T moving(MoveRequest request, String doing, Moving<T> moving) {
        Duration wait = request.options().effort().lockWait();
        try {
            return moving.over(new SqliteLanes(moveConnections(), source.ownership(), name(), wait));
        } catch (SQLException error) {
            throw new SqliteErrors(name(), wait).unavailable(error, doing);
        } catch (SqlSyntaxException unread) {
            throw unreadable(unread, Applied.NOTHING);
        }
    }

    private MoveConnections moveConnections() throws SQLException {
        if (own.isEmpty()) {
            return MoveConnections.of(source);
        }
        Path file = Path.of(fileOn(own.get()));
        return MoveConnections.of(source, () -> SqliteFile.read(file));
    }

    private SqlHistory sqlHistory() {
        return new SqlHistory(SqliteDialect.HISTORY, name(), historyConnections());
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
                    OpenTransaction.refuse(connection, ownership, name());
                    return reading.on(connection);
                });
            }

            @Override
            public <T> T read(SqlHistory.Reading<T> reading) {
                return use(READING_WAITS, "read the record of migrations", connection -> reading(connection, reading));
            }

            @Override
            public void change(Execution execution, SqlHistory.Changing changing) {
                Duration wait = execution.options().lockWait();
                use(execution, connection -> {
                    var transaction = SqliteSettings.mayLeaveOrphans(execution)
                            ? SqliteTransaction.guardingForeignKeys(name())
                            : new SqliteTransaction(name());
                    var run = new SqlRun(transaction, new SqliteErrors(name(), wait));
                    SqliteSettings.during(connection, execution, () -> changing.on(connection, run, transaction));
                    return name();
                });
            }

            /** What locks a file of SQLite is a transaction. */
            @Override
            public boolean locksSessions() {
                return false;
            }

            @Override
            public boolean guards() {
                return true;
            }

            @Override
            public void guarded(Execution execution, Runnable work) {
                String file = use(execution, SqliteStore::fileOn);
                if (file.isEmpty()) {
                    work.run();
                } else {
                    LongWorkGuard.during(Path.of(file), name(), execution, work);
                }
            }

            /** SQLite has one lock for the whole file, of which there is nothing to tell. */
            @Override
            public List<TakenLock> rehearse(
                    Execution execution, SqlHistory.Changing changing, Consumer<RelationalStore> onCopy) {
                Duration wait = execution.options().lockWait();
                try (ScratchCopy copy = use(wait, "copy the database", ScratchCopy::of);
                        SqliteStore scratch = open(copy.file())) {
                    onCopy.accept(scratch);
                    return List.of();
                }
            }
        };
    }

    private <T> T reading(Connection connection, SqlHistory.Reading<T> reading) throws SQLException {
        var transaction = new SqliteTransaction(name());
        transaction.beginReading(connection);
        try {
            return reading.on(connection);
        } finally {
            transaction.rollback(connection);
        }
    }

    private <T> T use(Execution execution, Work<T> work) {
        return use(execution.options().lockWait(), "begin", execution::applied, work);
    }

    private <T> T use(Duration wait, String doing, Work<T> work) {
        return use(wait, doing, () -> Applied.NOTHING, work);
    }

    private <T> T use(Duration wait, String doing, Supplier<Applied> applied, Work<T> work) {
        try {
            return source.use((connection, ownership) -> {
                OpenTransaction.refuse(connection, ownership, name());
                return BusyTimeout.during(connection, wait, () -> work.on(connection));
            });
        } catch (SQLException error) {
            throw new SqliteErrors(name(), wait).unavailable(error, doing, applied.get());
        } catch (SqlSyntaxException unread) {
            throw unreadable(unread, applied.get());
        }
    }

    private StoreUnavailable unreadable(SqlSyntaxException unread, Applied applied) {
        return new StoreUnavailable(
                name(),
                "Could not read a statement in which " + name() + " keeps its schema: " + unread.getMessage() + ". "
                        + applied.words(),
                unread);
    }

    /** What is done on a connection. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
