package io.whisperschema.sql.history;

import io.whisperschema.spi.Journal;
import io.whisperschema.sql.SqlKeeping;
import io.whisperschema.sql.Stepless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The journal of plans in the table that tells of migrations, in the same chain. It leaves the fence as it is: a step on
 * another store overtakes nobody who is running migrations here.
 */
public final class SqlJournal implements Journal, SqlKeeping {
    private final HistoryDialect dialect;
    private final SqlHistory.Connections connections;
    private final String store;

    SqlJournal(HistoryDialect dialect, SqlHistory.Connections connections, String store) {
        this.dialect = dialect;
        this.connections = connections;
        this.store = store;
    }

    /** Whether that journal is in the same table, over the same pool or connection. */
    public boolean isSameAs(Journal other) {
        return other instanceof SqlJournal journal
                && journal.dialect.equals(dialect)
                && journal.connections.source().isShared(connections.source());
    }

    @Override
    public void append(Entry entry) {
        var waiting = new Stepless(store, "an entry of the journal");
        connections.change(
                waiting,
                (connection, run, transaction) ->
                        run.together(connection, waiting, turn -> turn.write(() -> write(connection, List.of(entry)))));
    }

    /** In the transaction that is open, under the store's lock; makes the tables where they are not there yet. */
    @Override
    public void write(Connection connection, List<Entry> entries) throws SQLException {
        Set<String> tables = SqlHistory.tables(connection, dialect);
        new HistoryReader(dialect, store).refuseLaterFormat(connection, tables);
        var writer = new HistoryWriter(dialect);
        writer.create(connection, tables);
        long fence = writer.fence(connection);
        writer.journal(
                connection,
                entries.stream().map(entry -> StepWords.of(entry, fence)).toList());
    }

    @Override
    public List<Entry> entries(String plan) {
        return connections.read(connection -> entries(connection, plan));
    }

    @Override
    public List<Entry> entries(Connection connection, String plan) throws SQLException {
        Set<String> tables = SqlHistory.tables(connection, dialect);
        new HistoryReader(dialect, store).refuseLaterFormat(connection, tables);
        return tables.contains(HistoryTables.JOURNAL) ? found(connection, plan) : List.of();
    }

    private List<Entry> found(Connection connection, String plan) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT event, detail, " + dialect.momentText("at") + " FROM "
                        + dialect.journal() + " WHERE run = ? AND event IN " + StepWords.list() + " ORDER BY entry")) {
            query.setString(1, plan);
            try (ResultSet rows = query.executeQuery()) {
                var entries = new ArrayList<Entry>();
                while (rows.next()) {
                    entries.add(entry(plan, rows));
                }
                return entries;
            }
        }
    }

    private static Entry entry(String plan, ResultSet row) throws SQLException {
        String[] step = row.getString(2).split(" ", 2);
        return new Entry(
                plan,
                step[0],
                StepWords.event(row.getString(1)),
                step.length > 1 ? step[1] : "",
                HistoryReader.moment(row.getString(3)).orElse(Instant.EPOCH));
    }
}
