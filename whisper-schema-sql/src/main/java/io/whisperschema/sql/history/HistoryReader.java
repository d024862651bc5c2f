package io.whisperschema.sql.history;

import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.migration.HistoryEvent;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the three tables. */
final class HistoryReader {
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .appendPattern("[ ]['T']")
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private final HistoryDialect dialect;
    private final String store;

    HistoryReader(HistoryDialect dialect, String store) {
        this.dialect = dialect;
        this.store = store;
    }

    /**
     * Everything, given which of the tables are there; of tables that a later release wrote nothing but their format.
     *
     * @throws HistoryUnclear if a row names no migration
     */
    MigrationRecords read(Connection connection, Set<String> tables) throws SQLException {
        Optional<HistoryState> state = state(connection, tables);
        if (state.filter(HistoryState::isLater).isPresent()) {
            return new MigrationRecords(state, List.of());
        }
        return new MigrationRecords(
                state,
                tables.contains(HistoryTables.VERSIONS) ? migrations(connection) : List.of(),
                tables.contains(HistoryTables.JOURNAL) ? repeated(connection) : new TreeMap<>(),
                tables.contains(HistoryTables.JOURNAL) ? running(connection) : Optional.empty());
    }

    private Optional<HistoryState> state(Connection connection, Set<String> tables) throws SQLException {
        return tables.contains(HistoryTables.STATE) ? HistoryGlance.state(connection, dialect) : Optional.empty();
    }

    /**
     * To be called before any other look at the tables.
     *
     * @throws NewerThanCode if a later release wrote them
     */
    void refuseLaterFormat(Connection connection, Set<String> tables) throws SQLException {
        state(connection, tables).filter(HistoryState::isLater).ifPresent(state -> {
            throw NewerThanCode.inFormat(store, state.format(), HistoryState.FORMAT);
        });
    }

    /** The newest one that was begun outside of transactions, unless it came to an end. */
    private Optional<InterruptedMigration> running(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT event, component, version, detail FROM "
                        + dialect.journal() + " WHERE entry >= (SELECT max(entry) FROM " + dialect.journal()
                        + " WHERE event = 'intent') AND event NOT LIKE '" + StepWords.PREFIX + "%' ORDER BY entry")) {
            Optional<InterruptedMigration> running = Optional.empty();
            while (row.next()) {
                running = after(running, row);
            }
            return running;
        }
    }

    /** What became of another migration does not end the one that runs. */
    private static Optional<InterruptedMigration> after(Optional<InterruptedMigration> before, ResultSet row)
            throws SQLException {
        Optional<MigrationId> concerned = concerned(row);
        String detail = row.getString(4);
        return switch (row.getString(1)) {
            case "intent" -> concerned.map(id -> InterruptedMigration.begun(id, detail));
            case "begun" -> before.map(running -> running.after(HistoryEvent.Kind.BEGUN, detail));
            case "statement" -> before.map(running -> running.after(HistoryEvent.Kind.STATEMENT, detail));
            default ->
                before.filter(running ->
                        concerned.filter(id -> !id.equals(running.id())).isPresent());
        };
    }

    private static Optional<MigrationId> concerned(ResultSet row) throws SQLException {
        int number = row.getInt(3);
        return Optional.ofNullable(row.getString(2)).map(component -> new MigrationId(component, number));
    }

    /** The journal tells of repeatable ones which ran last. */
    private SortedMap<String, String> repeated(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT event, detail FROM " + dialect.journal()
                        + " WHERE event IN ('repeated', 'forgotten') ORDER BY entry")) {
            var repeated = new TreeMap<String, String>();
            while (row.next()) {
                HistoryEvent.Kind kind =
                        HistoryEvent.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
                new HistoryEvent(kind, Optional.empty(), row.getString(2)).repeatedTo(repeated);
            }
            return repeated;
        }
    }

    private List<RecordedMigration> migrations(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + dialect.versions())) {
            Set<String> columns = columns(rows.getMetaData());
            var migrations = new ArrayList<RecordedMigration>();
            while (rows.next()) {
                migrations.add(migration(rows, columns));
            }
            return migrations;
        }
    }

    static Set<String> columns(ResultSetMetaData found) throws SQLException {
        var columns = new HashSet<String>();
        for (int i = 1; i <= found.getColumnCount(); i++) {
            columns.add(found.getColumnName(i).toLowerCase(Locale.ROOT));
        }
        return columns;
    }

    private RecordedMigration migration(ResultSet row, Set<String> columns) throws SQLException {
        Optional<String> origin = text(row, columns, "origin");
        return new RecordedMigration(
                id(row, columns),
                text(row, columns, "description").orElse(""),
                text(row, columns, "meaning"),
                text(row, columns, "checksum"),
                text(row, columns, "applied_at").flatMap(HistoryReader::moment).orElse(Instant.EPOCH),
                origin.flatMap(HistoryReader::origin).orElse(Origin.ADOPTED));
    }

    /** Rows of the field's runners, and those that somebody wrote by hand, hold what their columns allow. */
    private MigrationId id(ResultSet row, Set<String> columns) throws SQLException {
        Optional<String> component = text(row, columns, "component");
        Optional<String> version = text(row, columns, "version");
        try {
            return new MigrationId(component.orElse(""), row.getInt("version"));
        } catch (InvalidDefinition namesNone) {
            throw new HistoryUnclear(
                    store,
                    "a row of schema_versions names no migration: its component is "
                            + component.map(text -> "'" + text + "'").orElse("NULL") + ", its version "
                            + version.orElse("NULL"),
                    "Components have letters, digits, _ . - alone, where none is meant core, and versions count from 1."
                            + " Correct that row, or delete it if it stands for nothing; then start again.");
        }
    }

    private static Optional<Origin> origin(String word) {
        return Stream.of(Origin.values())
                .filter(origin -> origin.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static Optional<String> text(ResultSet row, Set<String> columns, String column) throws SQLException {
        return columns.contains(column) ? Optional.ofNullable(row.getString(column)) : Optional.empty();
    }

    /** The field's runners write it in several spellings; one that says nothing to us must not stop a start. */
    static Optional<Instant> moment(String written) {
        try {
            return Optional.of(LocalDateTime.parse(written, MOMENT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }
}
