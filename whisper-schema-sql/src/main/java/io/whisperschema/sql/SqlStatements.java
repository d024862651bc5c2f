package io.whisperschema.sql;

import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StepFailed;
import io.whisperschema.migration.StatementChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;

/** What single steps run on a connection, and what their failures are called. */
final class SqlStatements {
    /** A chain of causes may be a circle. */
    private static final int DEEPEST_CAUSE = 20;

    private final Connection connection;
    private final SqlTransaction transaction;
    private final DriverErrors errors;
    private final Execution execution;

    SqlStatements(Connection connection, SqlTransaction transaction, DriverErrors errors, Execution execution) {
        this.connection = connection;
        this.transaction = transaction;
        this.errors = errors;
        this.execution = execution;
    }

    /** Runs a step by itself. */
    void runAlone(Step step) {
        execution.starting(step);
        try {
            transaction.prepare(connection, step);
            perform(step);
        } catch (SQLException failure) {
            throw aloneFailed(step, failure);
        } catch (Exception failure) {
            throw ofCode(step, failure, Aftermath.EARLIER_STEPS_STAY);
        }
        execution.finished(step);
    }

    private SchemaException aloneFailed(Step step, SQLException failure) {
        Aftermath aftermath = errors.connectionLost(failure) ? Aftermath.UNKNOWN : Aftermath.EARLIER_STEPS_STAY;
        String left = leftBy(step).map(sentences -> " " + sentences).orElse("");
        return failed(step, saidWithAdvice(failure) + left, failure, aftermath);
    }

    private Optional<String> leftBy(Step step) {
        try {
            return transaction.leftBy(connection, step);
        } catch (SQLException nothingToLearn) {
            return Optional.empty();
        }
    }

    /**
     * Runs a step in the transaction that is open.
     *
     * @throws SQLException if the driver says so
     */
    void runWithin(Step step) throws SQLException {
        try {
            perform(step);
        } catch (SQLException failure) {
            throw failure;
        } catch (Exception failure) {
            throw ofCode(step, failure, Aftermath.ROLLED_BACK);
        }
    }

    private void perform(Step step) throws Exception {
        if (step.change() instanceof CodeChange code) {
            try {
                execution.code(code.name(), code.version(), Connection.class).run(connection);
            } catch (Exception failure) {
                Optional<SQLException> fromDriver = fromDriver(failure);
                if (fromDriver.isPresent()) {
                    throw fromDriver.get();
                }
                throw failure;
            }
        } else if (step.change() instanceof StatementChange change
                && change.rows().isPresent()) {
            transaction.copy(
                    connection, step.statement().orElseThrow(), change.rows().get());
        } else {
            execute(step.statement().orElseThrow());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A statement of ours is complete as it is: no {fn …} or ? of a driver's own language in it.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
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

    private StepFailed ofCode(Step step, Exception failure, Aftermath aftermath) {
        return execution.failure(step, failure.toString(), failure, aftermath);
    }

    /** The error of a step that failed in a transaction, which is rolled back. */
    SchemaException failedWithin(Step step, SQLException failure) {
        return failed(step, saidWithAdvice(failure), failure, Aftermath.ROLLED_BACK);
    }

    /** The error of a transaction that could not be committed. */
    StepFailed failedAtCommit(Step last, SQLException failure) {
        var aftermath = errors.connectionLost(failure) ? Aftermath.UNKNOWN : Aftermath.ROLLED_BACK;
        return execution.failure(last, "at commit: " + saidWithAdvice(failure), errors.printable(failure), aftermath);
    }

    private SchemaException failed(Step step, String said, SQLException failure, Aftermath aftermath) {
        SQLException printable = errors.printable(failure);
        StepFailed failed = execution.failure(step, said, printable, aftermath);
        return errors.lostToOthers(failure)
                ? new LockTimeout(
                        failed.store(),
                        execution.options().lockWait(),
                        String.valueOf(failed.getMessage()),
                        Optional.of(printable))
                : failed;
    }

    private String saidWithAdvice(SQLException failure) {
        return (errors.said(failure) + ". " + errors.advice(failure)).strip();
    }
}
