package io.whisperschema.sql;

import io.whisperschema.error.SchemaException;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Execution.Applied;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Our turn at a database outside of transactions: a step is applied when it is run, what is written has one of its own. */
final class SqlApart implements SqlTurn {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Connection connection;
    private final SqlTransaction transaction;
    private final SqlStatements statements;
    private final DriverErrors errors;
    private final Execution execution;

    SqlApart(
            Connection connection,
            SqlTransaction transaction,
            SqlStatements statements,
            DriverErrors errors,
            Execution execution) {
        this.connection = connection;
        this.transaction = transaction;
        this.statements = statements;
        this.errors = errors;
        this.execution = execution;
    }

    @Override
    public void run(Step step) {
        statements.runAlone(step);
        execution.committed();
    }

    @Override
    public void run(Step step, StepRecord record) {
        execution.starting(step);
        if (!transaction.mayHold(step) || !isDoneWithin(step, record)) {
            write(record::begun);
            statements.performAlone(step);
            writeDone(step, record);
        }
        execution.finished(step);
        execution.committed();
    }

    /** Whether step and writing are done in one transaction, rather than the step has to be alone. */
    private boolean isDoneWithin(Step step, StepRecord record) {
        var patience = Patience.of(execution.options().lockWait(), LONGEST_PAUSE);
        var wait = new LockWait(execution);
        while (true) {
            var attempt = new Attempt(step, record);
            try {
                attempt.run();
                wait.isOver();
                return true;
            } catch (SQLException failure) {
                rollback();
                if (transaction.mustBeAlone(failure)) {
                    return false;
                }
                if (!errors.lostToOthers(failure) || patience.isOver()) {
                    throw attempt.failed(failure);
                }
            } catch (RuntimeException failure) {
                rollback(failure);
                throw failure;
            }
            wait.goesOnForSomebody();
            patience.pause();
        }
    }

    /** One try of a step and its record in one transaction. */
    private final class Attempt {
        private final Step step;
        private final StepRecord record;
        private boolean writes;

        Attempt(Step step, StepRecord record) {
            this.step = step;
            this.record = record;
        }

        void run() throws SQLException {
            transaction.begin(connection, execution);
            record.requireOurs();
            transaction.lookUpNames(connection);
            statements.runWithin(step);
            writes = true;
            record.done();
            writes = false;
            transaction.commit(connection);
        }

        /** The step did not fail where only its record could not be written, though both are rolled back. */
        SchemaException failed(SQLException failure) {
            return writes
                    ? errors.unavailable(failure, writingDown(step), execution.applied())
                    : statements.aloneFailed(step, failure);
        }
    }

    /** Fails only on a connection that is lost, where the database rolls back; the first failure is the one to tell. */
    private void rollback() {
        try {
            transaction.rollback(connection);
        } catch (SQLException lost) {
            // see above
        }
    }

    @Override
    public <T> T read(Question<T> question) {
        return inTransaction(question);
    }

    @Override
    public void write(Writing writing) {
        inTransaction(() -> {
            writing.write();
            return this;
        });
    }

    /** The step is applied, whatever becomes of the record. */
    private void writeDone(Step step, StepRecord record) {
        Applied before = execution.applied();
        var applied = new Applied(
                before.steps() + 1, "It is applied" + (before.steps() == 0 ? "." : " too. " + before.words()));
        inTransaction(writingDown(step), applied, () -> {
            record.done();
            return this;
        });
    }

    private static String writingDown(Step step) {
        return "write down that " + step.change().words() + " is done";
    }

    private <T> T inTransaction(Question<T> question) {
        return inTransaction("read or write the record of migrations", execution.applied(), question);
    }

    private <T> T inTransaction(String doing, Applied applied, Question<T> question) {
        try {
            transaction.begin(connection, execution);
            T answer = question.ask();
            transaction.commit(connection);
            return answer;
        } catch (SQLException failure) {
            var unavailable = errors.unavailable(failure, doing, applied);
            rollback(unavailable);
            throw unavailable;
        } catch (RuntimeException failure) {
            rollback(failure);
            throw failure;
        }
    }

    private void rollback(RuntimeException failure) {
        try {
            transaction.rollback(connection);
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(errors.printable(alsoFailed));
        }
    }
}
