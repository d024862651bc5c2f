package io.whisperschema.sql;

import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs steps: neighbours that can be part of a transaction in one, so that all of them are applied or none, and the
 * others by themselves. While somebody else holds what a transaction needs, it is rolled back and tried anew.
 */
public final class SqlRun {
    private final SqlTransaction transaction;
    private final DriverErrors errors;
    private final SqlKeeping keeping;

    /** Runs in such transactions, with such errors. */
    public SqlRun(SqlTransaction transaction, DriverErrors errors) {
        this(transaction, errors, SqlKeeping.NONE);
    }

    /** The same, keeping what the journal has to say of the steps. */
    public SqlRun(SqlTransaction transaction, DriverErrors errors, SqlKeeping keeping) {
        this.transaction = transaction;
        this.errors = errors;
        this.keeping = keeping;
    }

    /** Runs the steps. */
    public void run(Connection connection, List<Step> steps, Execution execution) {
        var statements = new SqlStatements(connection, transaction, errors, execution);
        SqlTogether together = together(connection, statements, execution);
        List<List<Step>> parts = parts(steps);
        if (parts.size() == 1 && !isAlone(parts.get(0))) {
            together.runAsFirst(steps);
        } else {
            runParts(parts, connection, statements, together, execution);
        }
    }

    /** Does what is not known beforehand in one transaction: all that it does is applied, or nothing. */
    public void together(Connection connection, Execution execution, SqlTurn.Body body) {
        var statements = new SqlStatements(connection, transaction, errors, execution);
        together(connection, statements, execution).run(body);
    }

    private SqlTogether together(Connection connection, SqlStatements statements, Execution execution) {
        return new SqlTogether(statements, connection, transaction, errors, execution, keeping);
    }

    /** Does what is not known beforehand outside of transactions, while other runs are kept away: each part stays. */
    public void apart(Connection connection, Execution execution, SqlTurn.Body body) {
        var statements = new SqlStatements(connection, transaction, errors, execution).spelledBy(transaction::marked);
        enter(connection, execution, () -> transaction.enterOnRecord(connection, execution));
        try {
            body.in(new SqlApart(connection, transaction, statements, errors, execution));
        } finally {
            leave(connection);
        }
    }

    private void runParts(
            List<List<Step>> parts,
            Connection connection,
            SqlStatements statements,
            SqlTogether together,
            Execution execution) {
        enter(connection, execution, () -> transaction.enter(connection, execution));
        try {
            if (isAlone(parts.get(0))) {
                together.runAsFirst(List.of());
            }
            for (List<Step> part : parts) {
                if (isAlone(part)) {
                    part.forEach(step -> runAlone(step, connection, statements, execution));
                } else if (part.equals(parts.get(0))) {
                    together.runAsFirst(part);
                } else {
                    together.runAsLater(part);
                }
                execution.committed();
            }
        } finally {
            leave(connection);
        }
    }

    /** The journal tells of it before it runs, and as soon as it has. */
    private void runAlone(Step step, Connection connection, SqlStatements statements, Execution execution) {
        execution.starting(step);
        keep(connection, execution);
        statements.performAlone(step);
        execution.finished(step);
        keep(connection, execution);
    }

    private void keep(Connection connection, Execution execution) {
        List<Journal.Entry> entries = execution.unwritten();
        if (!entries.isEmpty()) {
            together(
                    connection,
                    execution,
                    turn -> turn.write(() -> {
                        if (beginsOne(entries)) {
                            String plan = entries.get(0).plan();
                            execution.requireUnmoved(entries, keeping.entries(connection, plan));
                        }
                        keeping.write(connection, entries);
                    }));
        }
    }

    private static boolean beginsOne(List<Journal.Entry> entries) {
        return entries.stream().anyMatch(entry -> entry.event() == Journal.Event.INTENT);
    }

    /** How a run that is more than one transaction begins. */
    private interface Entrance {
        void enter() throws SQLException;
    }

    private void enter(Connection connection, Execution execution, Entrance entrance) {
        try {
            entrance.enter();
        } catch (SQLException failure) {
            leave(connection);
            throw errors.unavailable(failure, "begin", execution.applied());
        } catch (RuntimeException failure) {
            leave(connection);
            throw failure;
        }
    }

    /** Fails only on a connection that is lost, and with it goes what was to be undone. */
    private void leave(Connection connection) {
        try {
            transaction.leave(connection);
        } catch (SQLException lost) {
            // The run's own outcome is what the caller must hear.
        }
    }

    private static List<List<Step>> parts(List<Step> steps) {
        var parts = new ArrayList<List<Step>>();
        for (Step step : steps) {
            List<Step> last = parts.isEmpty() ? List.of() : parts.get(parts.size() - 1);
            if (last.isEmpty() || last.get(0).isolation() != step.isolation()) {
                last = new ArrayList<>();
                parts.add(last);
            }
            last.add(step);
        }
        return parts;
    }

    private static boolean isAlone(List<Step> part) {
        return part.get(0).isolation() == Step.Isolation.ALONE;
    }
}
