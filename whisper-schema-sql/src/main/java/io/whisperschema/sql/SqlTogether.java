package io.whisperschema.sql;

import io.whisperschema.error.SchemaException;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.History.Batch;
import io.whisperschema.spi.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs steps in one transaction, anew while others hold what it needs and there is patience left. */
final class SqlTogether {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Pattern SEARCH_PATH = Pattern.compile("search_path", Pattern.CASE_INSENSITIVE);

    private final SqlStatements statements;
    private final Connection connection;
    private final SqlTransaction transaction;
    private final DriverErrors errors;
    private final Execution execution;
    private final SqlKeeping keeping;

    SqlTogether(
            SqlStatements statements,
            Connection connection,
            SqlTransaction transaction,
            DriverErrors errors,
            Execution execution,
            SqlKeeping keeping) {
        this.statements = statements;
        this.connection = connection;
        this.transaction = transaction;
        this.errors = errors;
        this.execution = execution;
        this.keeping = keeping;
    }

    /** Runs the first steps of a run, after a look whether the database is what the plan was made for. */
    void runAsFirst(List<Step> steps) {
        run(turn -> steps.forEach(turn::run), beginning(() -> execution.requireBasis(transaction.inspect(connection))));
    }

    /** Runs steps when others are committed already. */
    void runAsLater(List<Step> steps) {
        run(turn -> steps.forEach(turn::run), new Place() {
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

    /** Does what is not known beforehand. */
    void run(SqlTurn.Body body) {
        run(body, beginning(() -> transaction.lookUpNames(connection)));
    }

    private Place beginning(Look look) {
        return new Place() {
            @Override
            public void look() throws SQLException {
                look.look();
            }

            @Override
            public SchemaException unavailable(SQLException failure, String doing) {
                return errors.unavailable(failure, doing, execution.applied());
            }
        };
    }

    /** What is done before the first step of a transaction. */
    private interface Look {
        void look() throws SQLException;
    }

    /** Where in a run a transaction stands. */
    private interface Place extends Look {
        SchemaException unavailable(SQLException failure, String doing);
    }

    private void run(SqlTurn.Body body, Place place) {
        Duration lockWait = execution.options().lockWait();
        var patience = Patience.of(lockWait, LONGEST_PAUSE);
        var wait = new LockWait(execution);
        while (!isDone(body, place, patience)) {
            execution.undone();
            pause(wait, patience);
        }
        wait.isOver();
    }

    /** Whose lock a statement waited for, the database has forgotten by now. */
    private static void pause(LockWait wait, Patience patience) {
        wait.goesOnForSomebody();
        patience.pause();
    }

    /** Whether it is done, rather than to be tried anew. */
    private boolean isDone(SqlTurn.Body body, Place place, Patience patience) {
        var turn = new Turn(place, patience);
        begin(place);
        try {
            look(place, patience);
            body.in(turn);
        } catch (Contended contended) {
            rollback(contended);
            return false;
        } catch (RuntimeException | Error failure) {
            rollback(failure);
            throw failure;
        }
        end(turn);
        return true;
    }

    /** Our turn in one transaction. */
    private final class Turn implements SqlTurn {
        private final Place place;
        private final Patience patience;
        private Optional<Step> last = Optional.empty();
        private boolean changed;
        private boolean misled;

        Turn(Place place, Patience patience) {
            this.place = place;
            this.patience = patience;
        }

        @Override
        public void run(Step step) {
            last = Optional.of(step);
            changed = true;
            execution.starting(step);
            SqlTogether.this.run(step, patience);
            misled = misled || maySetPath(step);
            execution.finished(step);
        }

        /** Asked only where need be: each question is one to the server. */
        @Override
        public void lookUpNames() {
            if (misled) {
                read(() -> {
                    transaction.lookUpNames(connection);
                    return this;
                });
                misled = false;
            }
        }

        /** Of what host code does, nobody knows. */
        private boolean maySetPath(Step step) {
            return step.statement().map(SEARCH_PATH.asPredicate()::test).orElse(true);
        }

        @Override
        public Batch fill(Step step) {
            changed = true;
            LongSummaryStatistics answers = numbers(step, step.statement().orElseThrow(), patience);
            last = Optional.of(step);
            return new Batch(answers.getCount(), answers.getSum());
        }

        @Override
        public long count(Step step, String query) {
            return numbers(step, query, patience).getSum();
        }

        @Override
        public <T> T read(Question<T> question) {
            long begun = System.nanoTime();
            try {
                return question.ask();
            } catch (SQLException failure) {
                yieldIfContended(failure, begun, patience);
                throw place.unavailable(failure, "read or write the record of migrations");
            }
        }

        @Override
        public void write(Writing writing) {
            changed = true;
            read(() -> {
                writing.write();
                return this;
            });
        }
    }

    private void begin(Place place) {
        try {
            transaction.begin(connection, execution);
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
        within(step, patience, () -> {
            statements.runWithin(step);
            return step;
        });
    }

    private LongSummaryStatistics numbers(Step step, String query, Patience patience) {
        return within(step, patience, () -> statements.numbersWithin(step, query));
    }

    private <T> T within(Step step, Patience patience, SqlTurn.Question<T> question) {
        long begun = System.nanoTime();
        try {
            return question.ask();
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

    private void end(Turn turn) {
        try {
            if (turn.changed) {
                keep();
                transaction.commit(connection);
            } else {
                transaction.rollback(connection);
            }
        } catch (SQLException failure) {
            var failed = turn.last
                    .map(step -> (SchemaException) statements.failedAtCommit(step, failure))
                    .orElseGet(() -> turn.place.unavailable(failure, turn.changed ? "commit" : "read the schema"));
            rollback(failed);
            throw failed;
        } catch (RuntimeException | Error failure) {
            rollback(failure);
            throw failure;
        }
    }

    private void keep() throws SQLException {
        List<Journal.Entry> entries = execution.unwritten();
        if (!entries.isEmpty()) {
            keeping.write(connection, entries);
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
