package io.whisperschema.sql;

import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs steps in one transaction: all are applied or none. */
public final class SqlRun {
    /** A chain of causes may be a circle. */
    private static final int DEEPEST_CAUSE = 20;

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
            throw rolledBack(step, failure, execution);
        } catch (Exception failure) {
            Optional<SQLException> fromDriver = fromDriver(failure);
            if (fromDriver.isPresent()) {
                throw rolledBack(step, fromDriver.get(), execution);
            }
            throw execution.failure(step, failure.toString(), failure, Aftermath.ROLLED_BACK);
        }
    }

    private StepFailed rolledBack(Step step, SQLException failure, Execution execution) {
        return execution.failure(step, saidWithAdvice(failure), errors.printable(failure), Aftermath.ROLLED_BACK);
    }

    private String saidWithAdvice(SQLException failure) {
        return (errors.said(failure) + ". " + errors.advice(failure)).strip();
    }

    /** What host code wraps is a driver's error all the same, and may hold row values. */
    private static Optional<SQLException> fromDriver(Throwable failure) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, at -> at.map(Throwable::getCause))
                .limit(DEEPEST_CAUSE)
                .flatMap(Optional::stream)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
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
            var failed = execution.failure(
                    last, "at commit: " + saidWithAdvice(failure), errors.printable(failure), aftermath);
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
