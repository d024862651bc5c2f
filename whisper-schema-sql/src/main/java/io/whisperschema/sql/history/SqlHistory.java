package io.whisperschema.sql.history;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Change;
import io.whisperschema.error.SchemaException;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.OtherRecord;
import io.whisperschema.plan.Step;
import io.whisperschema.report.TakenLock;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sql.ConnectionSource;
import io.whisperschema.sql.SqlRun;
import io.whisperschema.sql.SqlTransaction;
import io.whisperschema.sql.SqlTurn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The record of a database that speaks SQL. */
public final class SqlHistory implements History {
    private final HistoryDialect dialect;
    private final Connections connections;
    private final String store;

    /** In tables of that dialect, of the store of that name, over those connections. */
    public SqlHistory(HistoryDialect dialect, String store, Connections connections) {
        this.dialect = dialect;
        this.store = store;
        this.connections = connections;
    }

    /** How a store lends its connections. */
    public interface Connections {
        /** Where they come from. */
        ConnectionSource source();

        /** One for a single query in autocommit, asked for nothing else. */
        <T> T glance(Reading<T> reading) throws SQLException;

        /** One for reading, in a transaction. */
        <T> T read(Reading<T> reading);

        /** One for changing, with what runs steps on it. */
        void change(Execution execution, Changing changing);

        /** Whether a lock is held from one transaction of a connection to the next. */
        boolean locksSessions();

        /** Whether {@link #guarded} keeps others away. */
        default boolean guards() {
            return locksSessions();
        }

        /** Does work outside of transactions while others who want that are kept away from theirs. */
        default void guarded(Execution execution, Runnable work) {
            work.run();
        }

        /** One for changing of which nothing stays, or a copy of the store; the locks that were taken. */
        List<TakenLock> rehearse(Execution execution, Changing changing, Consumer<RelationalStore> onCopy);

        /** Whether such an error would not be there if all before it were committed. */
        default boolean failsUncommitted(SQLException error) {
            return false;
        }
    }

    /** What is read on a connection. */
    public interface Reading<T> {
        /** Reads it. */
        T on(Connection connection) throws SQLException;
    }

    /** What is changed on a connection. */
    public interface Changing {
        /** Changes it. */
        void on(Connection connection, SqlRun run, SqlTransaction transaction);
    }

    /** A database that is busy, gone or has no such table tells nothing at a glance; who looks closer learns why. */
    @Override
    public Optional<HistoryState> state() {
        try {
            return connections.glance(connection -> HistoryGlance.forStarts(connection, dialect));
        } catch (SQLException noAnswer) {
            return Optional.empty();
        }
    }

    /** The journal of plans, in the same table. */
    public SqlJournal journal() {
        return new SqlJournal(dialect, connections, store);
    }

    @Override
    public MigrationRecords read() {
        return connections.read(connection -> new HistoryReader(dialect, store).read(connection, tables(connection)));
    }

    @Override
    public List<OtherRecord> others() {
        return connections.read(connection ->
                new OtherRecords(connection, dialect).read(names(connection, dialect.tablesOfOthersThere())));
    }

    @Override
    public List<Finding> flaws() {
        return connections.read(this::flaws);
    }

    private List<Finding> flaws(Connection connection) throws SQLException {
        Set<String> tables = tables(connection);
        new HistoryReader(dialect, store).refuseLaterFormat(connection, tables);
        if (tables.stream().noneMatch(HistoryTables.OURS_ALONE::contains)) {
            return List.of();
        }
        return new JournalCheck(
                        tables.contains(HistoryTables.JOURNAL)
                                ? new JournalReader(connection, dialect).all()
                                : List.of(),
                        new HistoryReader(dialect, store)
                                .read(connection, tables)
                                .migrations())
                .findings();
    }

    private Set<String> tables(Connection connection) throws SQLException {
        return tables(connection, dialect);
    }

    /** Which of the three tables are there. */
    static Set<String> tables(Connection connection, HistoryDialect dialect) throws SQLException {
        return names(connection, dialect.tablesThere());
    }

    /** Lets hosts start that were kept away, in the transaction that the connection is in. */
    public static void letStart(Connection connection, HistoryDialect dialect) throws SQLException {
        if (tables(connection, dialect).contains(HistoryTables.STATE)) {
            new HistoryWriter(dialect).letStart(connection);
        }
    }

    private static Set<String> names(Connection connection, String query) throws SQLException {
        var tables = new HashSet<String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    @Override
    public void together(Execution execution, Work work) {
        connections.change(execution, inOneTransaction(execution, work));
    }

    private Changing inOneTransaction(Execution execution, Work work) {
        return (connection, run, transaction) -> run.together(
                connection, execution, steps -> work.in(new Open(connection, transaction, steps, Optional.empty())));
    }

    @Override
    public boolean locksSessions() {
        return connections.locksSessions();
    }

    @Override
    public boolean guards() {
        return connections.guards();
    }

    @Override
    public void apartGuarded(Execution execution, Work work) {
        connections.guarded(execution, () -> apart(execution, work));
    }

    @Override
    public List<TakenLock> rehearse(Execution execution, Rehearsal work) {
        return connections.rehearse(execution, inOneTransaction(execution, work), work::on);
    }

    @Override
    public boolean failsUncommitted(SchemaException failure) {
        return failure.getCause() instanceof SQLException error && connections.failsUncommitted(error);
    }

    @Override
    public void apart(Execution execution, Work work) {
        connections.change(
                execution,
                (connection, run, transaction) -> run.apart(connection, execution, steps -> {
                    var lease = new Lease(dialect, connection, transaction, execution);
                    lease.take(steps, store);
                    work.in(new Open(connection, transaction, steps, Optional.of(lease)));
                }));
    }

    /** Our turn on a connection. */
    private final class Open implements Turn {
        private final Connection connection;
        private final SqlTransaction transaction;
        private final SqlTurn steps;
        private final Optional<Lease> lease;
        private final String run = UUID.randomUUID().toString();
        private final HistoryWriter writer = new HistoryWriter(dialect);
        private boolean prepared;

        Open(Connection connection, SqlTransaction transaction, SqlTurn steps, Optional<Lease> lease) {
            this.connection = connection;
            this.transaction = transaction;
            this.steps = steps;
            this.lease = lease;
        }

        @Override
        public MigrationRecords records() {
            return steps.read(() -> new HistoryReader(dialect, store).read(connection, tables(connection)));
        }

        @Override
        public RelationalCatalog catalog() {
            return steps.read(() -> History.withoutTables(transaction.inspect(connection)));
        }

        @Override
        public void lookUpNames() {
            steps.lookUpNames();
        }

        @Override
        public void run(Step step) {
            steps.run(step);
        }

        @Override
        public Batch fill(Step step) {
            return steps.fill(step);
        }

        @Override
        public long count(Step step, String query) {
            return steps.count(step, query);
        }

        @Override
        public void write(HistoryWrite write) {
            steps.write(() -> writeNow(write));
        }

        @Override
        public void run(Step step, HistoryWrite begun, HistoryWrite done) {
            steps.run(step, new SqlTurn.StepRecord() {
                @Override
                public void requireOurs() throws SQLException {
                    requireLease();
                }

                @Override
                public void begun() throws SQLException {
                    writeNow(begun);
                }

                @Override
                public void done() throws SQLException {
                    writeNow(done);
                }
            });
        }

        private void requireLease() throws SQLException {
            if (lease.isPresent()) {
                lease.get().require();
            }
        }

        private void writeNow(HistoryWrite write) throws SQLException {
            requireLease();
            if (!prepared) {
                writer.prepare(connection, tables(connection));
                prepared = true;
            }
            long fence = writer.write(connection, write, run);
            lease.ifPresent(ours -> ours.raisedTo(fence));
        }

        @Override
        public Change.State stateOf(Step step) {
            return steps.read(() -> transaction.stateOf(connection, step));
        }
    }
}
