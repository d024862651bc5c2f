package io.whisperschema.sql.history;

import static java.util.Objects.requireNonNull;

import io.whisperschema.migration.OtherRecord.Tool;
import io.whisperschema.spi.Checkpoints;

/**
 * What is different about the three tables from one database to another.
 *
 * @param prefix what stands before a table's name: a schema and a dot, or nothing
 * @param moment the type of a moment
 * @param tablesNamed the query for the names of tables that are there, up to the list of those asked for
 */
public record HistoryDialect(String prefix, String moment, String tablesNamed) {
    public HistoryDialect {
        requireNonNull(prefix);
        requireNonNull(moment);
        requireNonNull(tablesNamed);
    }

    /** The place for a moment of that type, given as text in UTC; a cast of SQLite would make a number of it. */
    String momentValue(String type) {
        if (isText()) {
            return "?";
        }
        return type.endsWith("WITH TIME ZONE") ? "CAST(? AS TIMESTAMP) AT TIME ZONE 'UTC'" : "CAST(? AS " + type + ")";
    }

    /** The moment in that column of such a type, as the text in UTC that was given. */
    String momentText(String column) {
        return isText() ? column : "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";
    }

    private boolean isText() {
        return moment.equals("TEXT");
    }

    String versions() {
        return prefix + HistoryTables.VERSIONS;
    }

    String journal() {
        return prefix + HistoryTables.JOURNAL;
    }

    String state() {
        return prefix + HistoryTables.STATE;
    }

    String tablesThere() {
        return tablesNamed + " ('" + HistoryTables.VERSIONS + "', '" + HistoryTables.JOURNAL + "', '"
                + HistoryTables.STATE + "')";
    }

    String moveThere() {
        return tablesNamed + " ('" + Checkpoints.TABLE + "')";
    }

    String tableOf(Tool tool) {
        return prefix + tool.table();
    }

    String tablesOfOthersThere() {
        return tablesNamed + " ('" + Tool.ALEMBIC.table() + "', '" + Tool.FLYWAY.table() + "')";
    }
}
