package io.whisperschema.sqlite;

import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.spi.Execution;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The settings of a connection that steps rely on: off while they run, afterwards as they were whatever happens. */
final class SqliteSettings {
    /** Renames shall reach views and triggers, and what a guard refuses shall be refused. */
    private static final List<String> ALWAYS = List.of("legacy_alter_table", "ignore_check_constraints");

    /** Comments and line breaks may stand between the words in a host's own scripts. */
    private static final Pattern DROPS =
            Pattern.compile("\\bDROP(?:\\s|--.*\n|/[*].*?[*]/)+TABLE\\b", Pattern.CASE_INSENSITIVE);

    private SqliteSettings() {}

    /** What is done meanwhile. */
    interface Work {
        void run() throws SQLException;
    }

    /** Within a transaction SQLite would not hear of foreign keys, so this is done around it. */
    static void during(Connection connection, List<Step> steps, Work work) throws SQLException {
        during(connection, dropsTable(steps) ? Tables.MAY_GO : Tables.STAY, work);
    }

    /** The same around steps of which some may not be known yet. */
    static void during(Connection connection, Execution execution, Work work) throws SQLException {
        during(connection, dropsTable(execution) ? Tables.MAY_GO : Tables.STAY, work);
    }

    /** Whether a table may be dropped. */
    private enum Tables {
        STAY,
        MAY_GO
    }

    private static void during(Connection connection, Tables tables, Work work) throws SQLException {
        var before = new ArrayList<Setting>();
        for (String name : concerned(tables)) {
            before.add(Setting.of(connection, name));
        }
        try {
            for (Setting setting : before) {
                setting.off(connection);
            }
            work.run();
        } finally {
            before.forEach(setting -> setting.restore(connection));
        }
    }

    /**
     * With foreign keys on, SQLite deletes the rows of a table before it drops it, and with them the rows of others that
     * refer to them.
     */
    private static List<String> concerned(Tables tables) {
        var names = new ArrayList<>(ALWAYS);
        if (tables == Tables.MAY_GO) {
            names.add("foreign_keys");
        }
        return names;
    }

    private static boolean dropsTable(Execution execution) {
        return execution.announcement() == Execution.Announcement.MORE_TO_COME || dropsTable(execution.announced());
    }

    /** Steps that rebuild tables prove for themselves that they leave none; a host's own statements do not. */
    static boolean mayLeaveOrphans(Execution execution) {
        return dropsTable(execution)
                && execution.announced().stream().anyMatch(step -> step.isolation() == Isolation.IN_TRANSACTION);
    }

    private static boolean dropsTable(List<Step> steps) {
        return steps.stream().flatMap(step -> step.statement().stream()).anyMatch(SqliteSettings::drops);
    }

    /** Most statements do not even hold the word, which is quicker to see. */
    private static boolean drops(String sql) {
        return sql.toUpperCase(Locale.ROOT).contains("DROP")
                && DROPS.matcher(sql).find();
    }

    /**
     * A setting as it was.
     *
     * @param name its name
     * @param value its value
     */
    private record Setting(String name, long value) {
        static Setting of(Connection connection, String name) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA " + name)) {
                return new Setting(name, row.next() ? row.getLong(1) : 0);
            }
        }

        void off(Connection connection) throws SQLException {
            if (value != 0) {
                SqliteTransaction.execute(connection, "PRAGMA " + name + " = 0");
            }
        }

        void restore(Connection connection) {
            try {
                SqliteTransaction.execute(connection, "PRAGMA " + name + " = " + value);
            } catch (SQLException lost) {
                // Fails only on a connection that is lost; the outcome of the work is what the caller must hear.
            }
        }
    }
}
