package io.whisperschema.sql;

import io.whisperschema.error.SchemaException;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Runs steps in one transaction, anew while others hold what it needs and there is patience left. */
final class SqlTogether {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final SqlStatements statements;
    private final Connection connection;
    private final SqlTransaction transaction;
    private final DriverErrors errors;
    private final Execution execution;

    SqlTogether(
            SqlStatements statements,
            Connection connection,
            SqlTransaction transaction,
            DriverErrors errors,
            Execution execution) {
        this.statements = statements;
        this.connection = connection;
        this.transaction = transaction;
        this.errors = errors;
        this.execution = execution;
    }

    /** Runs the first steps of a run, after a look whether the database is what the plan was made for. */
    void runAsFirst(List<Step> steps) {
        run(steps, new Place() {
            @Override
            public void look() throws SQLException {
                execution.requireBasis(transaction.inspect(connection));
            }

            @Override
            public SchemaException unavailable(SQLException failure, String doing) {
                return errors.unavailable(failure, doing);
            }
        });
    }

    /** Runs steps when others are committed already. */
    void runAsLater(List<Step> steps) {
        run(steps, new Place() {
            @Override
            public void look() throws SQLException {
                transaction.inspect(connection);
            }

            @Override
            public SchemaException unavailable(SQLException failure, String doing) {
                return statements.failedWithin(steps.get(0), failure);
            }
        });
    }

    /** Where in a run a transaction stands. */
    private interface Place {
        void look() throws SQLException;

        SchemaException unavailable(SQLException failure, String doing);
    }

    private void run(List<Step> steps, Place place) {
        Duration lockWait = execution.options().lockWait();
        var patience = Patience.of(lockWait, LONGEST_PAUSE);
        while (!isDone(steps, place, patience)) {
            execution.undone();
            patience.pause();
        }
    }

    /** Whether it is done, rather than to be tried anew. */
    private boolean isDone(List<Step> steps, Place place, Patience patience) {
        begin(place);
        try {
            look(place, patience);
            for (Step step : steps) {
                execution.starting(step);
                run(step, patience);
                execution.finished(step);
            }
        } catch (Contended contended) {
            rollback(contended);
            return false;
        } catch (RuntimeException | Error failure) {
            rollback(failure);
            throw failure;
        }
        end(steps);
        return true;
    }

    private void begin(Place place) {
        try {
            transaction.begin(connection, execution.options());
        } catch (SQLException failure) {
            var unavailable = place.unavailable(failure, "begin");
            rollback(unavailable);
            throw unavailable;
        } catch (RuntimeException failure) {
            rollback(failure);
            throw failure;
        }
    }

    private void look(Place place, Patience patience) {
        long begun = System.nanoTime();
        try {
            place.look();
        } catch (SQLException failure) {
            yieldIfContended(failure, begun, patience);
            throw place.unavailable(failure, "read the schema");
        }
    }

    private void run(Step step, Patience patience) {
        long begun = System.nanoTime();
        try {
            statements.runWithin(step);
        } catch (SQLException failure) {
            yieldIfContended(failure, begun, patience);
            throw statements.failedWithin(step, failure);
        }
    }

    private void yieldIfContended(SQLException failure, long begun, Patience patience) {
        if (errors.lostToOthers(failure)) {
            patience.spend(Duration.ofNanos(System.nanoTime() - begun));
            if (!patience.isOver()) {
                throw new Contended(failure);
            }
        }
    }

    private void end(List<Step> steps) {
        try {
            if (steps.isEmpty()) {
                transaction.rollback(connection);
            } else {
                transaction.commit(connection);
            }
        } catch (SQLException failure) {
            var failed = steps.isEmpty()
                    ? errors.unavailable(failure, "read the schema")
                    : statements.failedAtCommit(steps.get(steps.size() - 1), failure);
            rollback(failed);
            throw failed;
        }
    }

    private void rollback(Throwable failure) {
        try {
            transaction.rollback(connection);
        } catch (SQLException | RuntimeException alsoFailed) {
            // The server rolls back what a lost connection left; the first failure is the one to tell.
            failure.addSuppressed(alsoFailed instanceof SQLException sql ? errors.printable(sql) : alsoFailed);
        }
    }

    /** Somebody else holds what a statement needs; it never leaves this class. */
    private static final class Contended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Contended(SQLException cause) {
            super(cause);
        }
    }
}
