package io.whisperschema.sql;

import io.whisperschema.diff.CodeChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs steps in one transaction: all are applied or none. */
public final class SqlRun {
    private final SqlTransaction transaction;
    private final DriverErrors errors;

    /** Runs in such a transaction, with such errors. */
    public SqlRun(SqlTransaction transaction, DriverErrors errors) {
        this.transaction = transaction;
        this.errors = errors;
    }

    /** Runs the steps. */
    public void run(Connection connection, List<Step> steps, Execution execution) {
        begin(connection, execution);
        try {
            execution.requireBasis(inspect(connection));
            for (Step step : steps) {
                execution.starting(step);
                run(connection, step, execution);
                execution.finished(step);
            }
        } catch (RuntimeException | Error failure) {
            rollback(connection, failure);
            throw failure;
        }
        commit(connection, steps.get(steps.size() - 1), execution);
    }

    private void begin(Connection connection, Execution execution) {
        try {
            transaction.begin(connection, execution.options());
        } catch (SQLException failure) {
            var unavailable = errors.unavailable(failure, "begin");
            rollback(connection, unavailable);
            throw unavailable;
        } catch (RuntimeException failure) {
            rollback(connection, failure);
            throw failure;
        }
    }

    private io.whisperschema.catalog.RelationalCatalog inspect(Connection connection) {
        try {
            return transaction.inspect(connection);
        } catch (SQLException failure) {
            throw errors.unavailable(failure, "read the schema");
        }
    }

    private void run(Connection connection, Step step, Execution execution) {
        try {
            if (step.change() instanceof CodeChange code) {
                execution.code(code.name(), code.version(), Connection.class).run(connection);
            } else {
                execute(connection, step.statement().orElseThrow());
            }
        } catch (SQLException failure) {
            throw execution.failure(step, errors.said(failure), errors.printable(failure), Aftermath.ROLLED_BACK);
        } catch (Exception failure) {
            throw execution.failure(step, failure.toString(), failure, Aftermath.ROLLED_BACK);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A statement of ours is complete as it is: no {fn …} or ? of a driver's own language in it.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private void commit(Connection connection, Step last, Execution execution) {
        try {
            transaction.commit(connection);
        } catch (SQLException failure) {
            var aftermath = errors.connectionLost(failure) ? Aftermath.UNKNOWN : Aftermath.ROLLED_BACK;
            var failed =
                    execution.failure(last, "at commit: " + errors.said(failure), errors.printable(failure), aftermath);
            rollback(connection, failed);
            throw failed;
        }
    }

    private void rollback(Connection connection, Throwable failure) {
        try {
            transaction.rollback(connection);
        } catch (SQLException | RuntimeException alsoFailed) {
            // The server rolls back what a lost connection left; the first failure is the one to tell.
            failure.addSuppressed(alsoFailed instanceof SQLException sql ? errors.printable(sql) : alsoFailed);
        }
    }
}
