package io.whisperschema.sql.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads the journal. */
final class JournalReader {
    private final Connection connection;
    private final HistoryDialect dialect;

    JournalReader(Connection connection, HistoryDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** All entries, in their order. */
    List<JournalEntry> all() throws SQLException {
        return entries(" ORDER BY entry");
    }

    /** The newest entry; one that says nothing where there is none. */
    JournalEntry last() throws SQLException {
        List<JournalEntry> last = entries(" WHERE entry = (SELECT max(entry) FROM " + dialect.journal() + ")");
        return last.isEmpty() ? JournalEntry.NONE : last.get(0);
    }

    private List<JournalEntry> entries(String which) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT entry, run, event, coalesce(component, ''), coalesce(CAST(version AS VARCHAR(20)), ''), "
                                + dialect.momentText("at") + ", fence, detail, previous, hash FROM "
                                + dialect.journal() + which)) {
            var entries = new ArrayList<JournalEntry>();
            while (rows.next()) {
                entries.add(new JournalEntry(rows.getLong(1), words(rows), rows.getString(9), rows.getString(10)));
            }
            return entries;
        }
    }

    private static JournalEntry.Words words(ResultSet row) throws SQLException {
        return new JournalEntry.Words(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getString(8));
    }
}
