package io.whisperschema.sql.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The three tables, final in format 1. */
final class HistoryTables {
    /** As runners in the field keep it, with more columns. */
    static final String VERSIONS = "schema_versions";

    static final String JOURNAL = "schema_journal";
    static final String STATE = "schema_state";

    /** Where neither is, nobody of us has written anything. */
    static final Set<String> OURS_ALONE = Set.of(JOURNAL, STATE);

    private HistoryTables() {}

    /** The columns that the field's table has not got; all may be null. */
    static Map<String, String> ownColumns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("meaning", "TEXT");
        columns.put("origin", "TEXT");
        columns.put("run", "TEXT");
        return columns;
    }

    /** The statement that makes each table, by its name. */
    static Map<String, String> all(HistoryDialect dialect) {
        var statements = new LinkedHashMap<String, String>();
        statements.put(VERSIONS, versions(dialect));
        statements.put(JOURNAL, journal(dialect));
        statements.put(STATE, state(dialect));
        return statements;
    }

    private static String versions(HistoryDialect dialect) {
        return "CREATE TABLE " + dialect.versions() + " (component VARCHAR(100) NOT NULL DEFAULT 'core',"
                + " version INTEGER NOT NULL, checksum VARCHAR(128), applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,"
                + " description TEXT, meaning TEXT, origin TEXT, run TEXT, PRIMARY KEY (component, version))";
    }

    private static String journal(HistoryDialect dialect) {
        return "CREATE TABLE " + dialect.journal() + " (entry BIGINT NOT NULL PRIMARY KEY, run TEXT NOT NULL,"
                + " event TEXT NOT NULL, component TEXT, version INTEGER, at " + dialect.moment() + " NOT NULL,"
                + " fence BIGINT NOT NULL, detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)";
    }

    private static String state(HistoryDialect dialect) {
        return "CREATE TABLE " + dialect.state() + " (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),"
                + " format INTEGER NOT NULL, phase TEXT NOT NULL, digest TEXT NOT NULL, fence BIGINT NOT NULL,"
                + " changed_at " + dialect.moment() + " NOT NULL)";
    }

    /** What turns a table of the field into ours; its rows stay. */
    static List<String> adopt(HistoryDialect dialect, Set<String> columns) {
        var statements = new ArrayList<String>();
        ownColumns().forEach((column, type) -> {
            if (!columns.contains(column)) {
                statements.add("ALTER TABLE " + dialect.versions() + " ADD COLUMN " + column + " " + type);
            }
        });
        return statements;
    }
}
