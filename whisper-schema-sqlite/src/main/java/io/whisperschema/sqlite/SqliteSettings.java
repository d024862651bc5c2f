package io.whisperschema.sqlite;

import io.whisperschema.plan.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The settings of a connection that steps rely on: off while they run, afterwards as they were whatever happens. */
final class SqliteSettings {
    /** Renames shall reach views and triggers, and what a guard refuses shall be refused. */
    private static final List<String> ALWAYS = List.of("legacy_alter_table", "ignore_check_constraints");

    private static final String DROPS = "DROP TABLE ";

    private SqliteSettings() {}

    /** What is done meanwhile. */
    interface Work {
        void run() throws SQLException;
    }

    /** Within a transaction SQLite would not hear of foreign keys, so this is done around it. */
    static void during(Connection connection, List<Step> steps, Work work) throws SQLException {
        off(connection, concerned(steps), work);
    }

    /** For a host's own statements foreign keys stay as the host set them. */
    static void duringScripts(Connection connection, Work work) throws SQLException {
        off(connection, ALWAYS, work);
    }

    private static void off(Connection connection, List<String> names, Work work) throws SQLException {
        var before = new ArrayList<Setting>();
        for (String name : names) {
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
    private static List<String> concerned(List<Step> steps) {
        var names = new ArrayList<>(ALWAYS);
        boolean drops =
                steps.stream().flatMap(step -> step.statement().stream()).anyMatch(sql -> sql.startsWith(DROPS));
        if (drops) {
            names.add("foreign_keys");
        }
        return names;
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
