package io.whisperschema.sql.history;

import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryState.Phase;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.RecordedMigration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the three tables. */
final class HistoryWriter {
    /** One length for all, so that texts sort as the moments do. */
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final HistoryDialect dialect;

    HistoryWriter(HistoryDialect dialect) {
        this.dialect = dialect;
    }

    /** Makes what is missing of the three tables, and ours what another runner has made. */
    void prepare(Connection connection, Set<String> tables) throws SQLException {
        create(connection, tables);
        if (tables.contains(HistoryTables.VERSIONS)) {
            for (String statement : HistoryTables.adopt(dialect, columns(connection))) {
                execute(connection, statement);
            }
        }
    }

    /** Makes those of the three tables that are missing. */
    void create(Connection connection, Set<String> tables) throws SQLException {
        for (Map.Entry<String, String> table : HistoryTables.all(dialect).entrySet()) {
            if (!tables.contains(table.getKey())) {
                execute(connection, table.getValue());
            }
        }
    }

    private Set<String> columns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + dialect.versions() + " WHERE 1 = 0")) {
            return HistoryReader.columns(none.getMetaData());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All of it; the caller's transaction makes it all or nothing. The fence as it is then. */
    long write(Connection connection, HistoryWrite write, String run) throws SQLException {
        forget(connection, write.forgotten());
        record(connection, write.recorded(), run);
        long fence = fence(connection) + 1;
        journal(connection, write, run, fence);
        if (write.state().isPresent()) {
            state(connection, write.state().get(), write.at(), fence);
        } else {
            raise(connection, fence);
        }
        return fence;
    }

    /** Where there is no row for starts yet, nothing is raised. */
    void raise(Connection connection, long fence) throws SQLException {
        try (PreparedStatement change =
                connection.prepareStatement("UPDATE " + dialect.state() + " SET fence = ? WHERE one = 1")) {
            change.setLong(1, fence);
            change.executeUpdate();
        }
    }

    /** Whoever reads the row by then finds another fence, as behind every change of it. */
    void letStart(Connection connection) throws SQLException {
        execute(
                connection,
                "UPDATE " + dialect.state() + " SET phase = '" + word(Phase.CLEAN)
                        + "', fence = fence + 1 WHERE phase = '" + word(Phase.DIRTY) + "'");
    }

    private void forget(Connection connection, List<MigrationId> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + dialect.versions() + " WHERE component = ? AND version = ?")) {
            for (MigrationId id : ids) {
                delete.setString(1, id.component());
                delete.setInt(2, id.number());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private void record(Connection connection, List<RecordedMigration> migrations, String run) throws SQLException {
        int[] found = mend(connection, migrations, run);
        var fresh = new ArrayList<RecordedMigration>();
        for (int i = 0; i < found.length; i++) {
            if (found[i] == 0) {
                fresh.add(migrations.get(i));
            }
        }
        add(connection, fresh, run);
    }

    /** A row that is there keeps its moment and description as whoever wrote it spelled them. */
    private int[] mend(Connection connection, List<RecordedMigration> migrations, String run) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement("UPDATE " + dialect.versions()
                + " SET checksum = ?, meaning = ?, origin = ?, run = ? WHERE component = ? AND version = ?")) {
            for (RecordedMigration migration : migrations) {
                change.setString(1, migration.raw().orElse(null));
                change.setString(2, migration.meaning().orElse(null));
                change.setString(3, word(migration.origin()));
                change.setString(4, run);
                change.setString(5, migration.id().component());
                change.setInt(6, migration.id().number());
                change.addBatch();
            }
            return change.executeBatch();
        }
    }

    private void add(Connection connection, List<RecordedMigration> migrations, String run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + dialect.versions()
                + " (component, version, checksum, applied_at, description, meaning, origin, run) VALUES (?, ?, ?, "
                + dialect.momentValue("TIMESTAMP") + ", ?, ?, ?, ?)")) {
            for (RecordedMigration migration : migrations) {
                insert.setString(1, migration.id().component());
                insert.setInt(2, migration.id().number());
                insert.setString(3, migration.raw().orElse(null));
                insert.setString(4, text(migration.appliedAt()));
                insert.setString(5, migration.name());
                insert.setString(6, migration.meaning().orElse(null));
                insert.setString(7, word(migration.origin()));
                insert.setString(8, run);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void journal(Connection connection, HistoryWrite write, String run, long fence) throws SQLException {
        String at = text(write.at());
        journal(
                connection,
                write.events().stream()
                        .map(event -> JournalEntry.Words.of(event, run, at, fence))
                        .toList());
    }

    /** Each entry holds the hash of the one before, so that none can be changed or taken out unseen. */
    void journal(Connection connection, List<JournalEntry.Words> words) throws SQLException {
        JournalEntry last = new JournalReader(connection, dialect).last();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + dialect.journal()
                + " (entry, run, event, component, version, at, fence, detail, previous, hash) VALUES (?, ?, ?, ?, ?, "
                + dialect.momentValue(dialect.moment()) + ", ?, ?, ?, ?)")) {
            for (JournalEntry.Words next : words) {
                last = last.followedBy(next);
                fill(insert, last);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void fill(PreparedStatement insert, JournalEntry entry) throws SQLException {
        JournalEntry.Words words = entry.words();
        insert.setLong(1, entry.number());
        insert.setString(2, words.run());
        insert.setString(3, words.event());
        insert.setString(4, words.component().isEmpty() ? null : words.component());
        insert.setObject(5, words.version().isEmpty() ? null : Integer.valueOf(words.version()));
        insert.setString(6, words.at());
        insert.setLong(7, words.fence());
        insert.setString(8, words.detail());
        insert.setString(9, entry.previous());
        insert.setString(10, entry.hash());
    }

    long fence(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT fence FROM " + dialect.state())) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** The fence grows with each change, so that who was thought dead and wakes up is told apart. */
    private void state(Connection connection, HistoryState state, Instant at, long fence) throws SQLException {
        String sql = fence > 1
                ? "UPDATE " + dialect.state() + " SET format = ?, phase = ?, digest = ?, changed_at = "
                        + dialect.momentValue(dialect.moment()) + ", fence = ? WHERE one = 1"
                : "INSERT INTO " + dialect.state()
                        + " (one, format, phase, digest, changed_at, fence) VALUES (1, ?, ?, ?, "
                        + dialect.momentValue(dialect.moment()) + ", ?)";
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setInt(1, state.format());
            change.setString(2, word(state.phase()));
            change.setString(3, state.digest());
            change.setString(4, text(at));
            change.setLong(5, fence);
            change.executeUpdate();
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String text(Instant moment) {
        return MOMENT.format(moment);
    }
}
