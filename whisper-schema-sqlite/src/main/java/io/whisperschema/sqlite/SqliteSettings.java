package io.whisperschema.sqlite;

import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.spi.Execution;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The settings of a connection that steps rely on: off while they run, afterwards as they were whatever happens. */
final class SqliteSettings {
    /** Renames shall reach views and triggers, and what a guard refuses shall be refused; who only creates has neither. */
    private static final List<String> FOR_WHAT_IS_THERE = List.of("legacy_alter_table", "ignore_check_constraints");

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
        during(connection, doings(steps), work);
    }

    /** The same around steps of which some may not be known yet. */
    static void during(Connection connection, Execution execution, Work work) throws SQLException {
        during(connection, doings(execution), work);
    }

    /** What steps may do that concerns settings. */
    private enum Doing {
        MORE_THAN_CREATE,
        DROPS_TABLES,
        CHANGES_SETTINGS
    }

    private static void during(Connection connection, Set<Doing> doings, Work work) throws SQLException {
        var before = new ArrayList<Setting>();
        for (String name : concerned(doings)) {
            before.add(Setting.of(connection, name));
        }
        try {
            for (Setting setting : before) {
                setting.off(connection);
            }
            work.run();
        } finally {
            for (Setting setting : before) {
                if (setting.isOn() || doings.contains(Doing.CHANGES_SETTINGS)) {
                    setting.restore(connection);
                }
            }
        }
    }

    /**
     * With foreign keys on, SQLite deletes the rows of a table before it drops it, and with them the rows of others that
     * refer to them.
     */
    private static List<String> concerned(Set<Doing> doings) {
        var names = new ArrayList<String>();
        if (doings.contains(Doing.MORE_THAN_CREATE)) {
            names.addAll(FOR_WHAT_IS_THERE);
        }
        if (doings.contains(Doing.DROPS_TABLES)) {
            names.add("foreign_keys");
        }
        return names;
    }

    private static Set<Doing> doings(Execution execution) {
        return execution.announcement() == Execution.Announcement.MORE_TO_COME
                ? EnumSet.allOf(Doing.class)
                : doings(execution.announced());
    }

    /** Steps that rebuild tables prove for themselves that they leave none; a host's own statements do not. */
    static boolean mayLeaveOrphans(Execution execution) {
        return doings(execution).contains(Doing.DROPS_TABLES)
                && execution.announced().stream().anyMatch(step -> step.isolation() == Isolation.IN_TRANSACTION);
    }

    /** Most statements do not even hold the words, which is quick to see; host code may do anything with settings. */
    private static Set<Doing> doings(List<Step> steps) {
        var doings = EnumSet.noneOf(Doing.class);
        for (Step step : steps) {
            String sql = step.statement().orElse("PRAGMA").toUpperCase(Locale.ROOT);
            if (!sql.startsWith("CREATE ")) {
                doings.add(Doing.MORE_THAN_CREATE);
            }
            if (sql.contains("PRAGMA")) {
                doings.add(Doing.CHANGES_SETTINGS);
            }
            if (sql.contains("DROP") && DROPS.matcher(sql).find()) {
                doings.add(Doing.DROPS_TABLES);
            }
        }
        return doings;
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

        boolean isOn() {
            return value != 0;
        }

        void off(Connection connection) throws SQLException {
            if (isOn()) {
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
