package io.whisperschema.sql.history;

import io.whisperschema.migration.OtherRecord;
import io.whisperschema.migration.OtherRecord.Tool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what other tools keep on record. */
final class OtherRecords {
    private final Connection connection;
    private final HistoryDialect dialect;

    OtherRecords(Connection connection, HistoryDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Those that say something, given which of their tables are there. */
    List<OtherRecord> read(Set<String> tables) throws SQLException {
        var records = new ArrayList<OtherRecord>();
        for (Tool tool : Tool.values()) {
            if (tables.contains(tool.table())) {
                records.add(read(tool));
            }
        }
        return records.stream().filter(record -> !record.isEmpty()).toList();
    }

    private OtherRecord read(Tool tool) throws SQLException {
        return switch (tool) {
            case ALEMBIC -> alembic();
            case FLYWAY -> flyway();
        };
    }

    private OtherRecord alembic() throws SQLException {
        var heads = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version_num FROM " + dialect.tableOf(Tool.ALEMBIC) + " ORDER BY version_num")) {
            while (rows.next()) {
                heads.add(rows.getString(1));
            }
        }
        return new OtherRecord(Tool.ALEMBIC, List.of(), heads, List.of());
    }

    /** What became of a version by the last row about it. Repeatable migrations have none. */
    private OtherRecord flyway() throws SQLException {
        var fates = new LinkedHashMap<String, Fate>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version, type, success FROM "
                        + dialect.tableOf(Tool.FLYWAY) + " WHERE version IS NOT NULL ORDER BY installed_rank")) {
            while (rows.next()) {
                fates.put(rows.getString(1), fate(rows.getString(2), rows.getBoolean(3)));
            }
        }
        return new OtherRecord(Tool.FLYWAY, of(fates, Fate.APPLIED), of(fates, Fate.REACHED), of(fates, Fate.FAILED));
    }

    private enum Fate {
        APPLIED,
        REACHED,
        FAILED,
        TAKEN_BACK
    }

    private static Fate fate(String type, boolean success) {
        if (!success) {
            return Fate.FAILED;
        }
        String word = Optional.ofNullable(type).orElse("").toUpperCase(Locale.ROOT);
        if (word.startsWith("UNDO") || word.equals("DELETE")) {
            return Fate.TAKEN_BACK;
        }
        return word.equals("BASELINE") ? Fate.REACHED : Fate.APPLIED;
    }

    private static List<String> of(Map<String, Fate> fates, Fate fate) {
        return fates.entrySet().stream()
                .filter(entry -> entry.getValue() == fate)
                .map(Map.Entry::getKey)
                .toList();
    }
}
