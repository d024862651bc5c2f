package io.whisperschema.sql;

import static java.util.Objects.requireNonNull;

import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.TimeExceeded;
import io.whisperschema.migration.StatementChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Aftermath;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What single steps run on a connection, and what their failures are called. */
final class SqlStatements {
    /** A chain of causes may be a circle. */
    private static final int DEEPEST_CAUSE = 20;

    private static final String QUERY_CANCELED = "57014";
    private static final int SQLITE_INTERRUPT = 9;

    private final Connection connection;
    private final SqlTransaction transaction;
    private final DriverErrors errors;
    private final Execution execution;
    private final UnaryOperator<String> spelling;

    SqlStatements(Connection connection, SqlTransaction transaction, DriverErrors errors, Execution execution) {
        this(connection, transaction, errors, execution, UnaryOperator.identity());
    }

    private SqlStatements(
            Connection connection,
            SqlTransaction transaction,
            DriverErrors errors,
            Execution execution,
            UnaryOperator<String> spelling) {
        this.connection = connection;
        this.transaction = transaction;
        this.errors = errors;
        this.execution = execution;
        this.spelling = spelling;
    }

    /** The same, which sends a statement in that spelling. */
    SqlStatements spelledBy(UnaryOperator<String> other) {
        return new SqlStatements(connection, transaction, errors, execution, other);
    }

    /** Runs a step by itself. */
    void runAlone(Step step) {
        execution.starting(step);
        performAlone(step);
        execution.finished(step);
    }

    /** Runs a step by itself that is told to be starting already. */
    void performAlone(Step step) {
        try {
            transaction.prepare(connection, step);
            perform(step);
        } catch (SQLException failure) {
            throw aloneFailed(step, failure);
        } catch (Exception failure) {
            throw ofCode(step, failure, Aftermath.EARLIER_STEPS_STAY);
        }
    }

    /** The error of a step that failed by itself. */
    SchemaException aloneFailed(Step step, SQLException failure) {
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

    /**
     * The number in each row that a query of a step answers, in the transaction that is open.
     *
     * @throws SQLException if the driver says so
     */
    LongSummaryStatistics numbersWithin(Step step, String query) throws SQLException {
        var numbers = new LongSummaryStatistics();
        try {
            limited(() -> stoppable(statement -> read(statement, query, numbers)));
        } catch (SQLException failure) {
            throw failure;
        } catch (Exception failure) {
            throw ofCode(step, failure, Aftermath.ROLLED_BACK);
        }
        return numbers;
    }

    private static void read(Statement statement, String query, LongSummaryStatistics numbers) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                numbers.accept(rows.getLong(1));
            }
        }
    }

    private void perform(Step step) throws Exception {
        limited(() -> performUnlimited(step));
    }

    private void limited(SqlTransaction.Work work) throws Exception {
        transaction.during(connection, execution.options().statementTime(), work);
    }

    private void performUnlimited(Step step) throws Exception {
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
            String rows = change.rows().get();
            stoppable(unused -> transaction.copy(connection, step.statement().orElseThrow(), rows));
        } else {
            execute(step.statement().orElseThrow());
        }
    }

    private void execute(String sql) throws SQLException {
        stoppable(statement -> statement.execute(spelling.apply(sql)));
    }

    /** What is done with a statement. */
    private interface Use {
        void of(Statement statement) throws SQLException;
    }

    private void stoppable(Use use) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A statement of ours is complete as it is: no {fn …} or ? of a driver's own language in it.
            statement.setEscapeProcessing(false);
            try (var running = execution.cancellation().begin(() -> stop(statement))) {
                requireNonNull(running);
                refuseIfCancelled();
                use.of(statement);
            }
        }
    }

    /** As if it had been stopped in its first moment, in the words of both our databases. */
    private void refuseIfCancelled() throws SQLException {
        if (execution.cancellation().isCancelled()) {
            throw new SQLException("stopped before it began", QUERY_CANCELED, SQLITE_INTERRUPT);
        }
    }

    /** Who cannot be stopped goes on to its end; the run stops behind it. */
    private void stop(Statement statement) {
        try {
            transaction.stop(connection, statement);
        } catch (SQLException cannotBeStopped) {
            // see above
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
        String message = String.valueOf(failed.getMessage());
        if (errors.lostToOthers(failure)) {
            return new LockTimeout(failed.store(), execution.options().lockWait(), message, Optional.of(printable));
        }
        return errors.stopped(failure) ? stopped(failed, message, printable) : failed;
    }

    private SchemaException stopped(StepFailed failed, String message, SQLException printable) {
        if (execution.cancellation().isCancelled()) {
            return new Cancelled(failed.applied(), "Stopped, as asked. " + message);
        }
        return execution
                .options()
                .statementTime()
                .<SchemaException>map(limit -> new TimeExceeded(
                        TimeExceeded.Budget.STEP, limit, failed.applied(), message, Optional.of(printable)))
                .orElse(failed);
    }

    private String saidWithAdvice(SQLException failure) {
        return (errors.said(failure) + ". " + errors.advice(failure)).strip();
    }
}
