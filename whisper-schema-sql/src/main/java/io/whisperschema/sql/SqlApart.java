package io.whisperschema.sql;

import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import java.sql.Connection;
import java.sql.SQLException;

/** Our turn at a database outside of transactions: a step is applied when it is run, what is written has one of its own. */
final class SqlApart implements SqlTurn {
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

    private <T> T inTransaction(Question<T> question) {
        try {
            transaction.begin(connection, execution);
            T answer = question.ask();
            transaction.commit(connection);
            return answer;
        } catch (SQLException failure) {
            var unavailable = errors.unavailable(failure, "read or write the record of migrations");
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
