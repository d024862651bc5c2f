package io.whisperschema.migration;

import io.whisperschema.integration.StandIn;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.ProgressListener;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place in a run where it stands still, as if its machine had been asleep, until a test wakes it up. */
final class Standstill {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Where where;
    private final String statement;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private Standstill(Where where, String statement) {
        this.where = where;
        this.statement = statement;
    }

    /** Of a statement. */
    enum Where {
        /** Nothing of it is on record yet. */
        BEFORE_IT_BEGINS,
        /** It is on record that it is begun, and the database has not heard of it. */
        BEFORE_IT_IS_SENT
    }

    /** One at the statement with these words. */
    static Standstill at(Where where, String statement) {
        return new Standstill(where, statement);
    }

    void awaitReached() throws InterruptedException {
        await(reached);
    }

    void end() {
        over.countDown();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody came within " + PATIENCE);
        }
    }

    private void pass(Where place, String sql) {
        if (place == where && sql.contains(statement)) {
            reached.countDown();
            try {
                await(over);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The steps of which that run has told that they failed. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** What hears of the run that stands still. */
    ProgressListener listener() {
        return new ProgressListener() {
            @Override
            public void started(Step step) {
                pass(Where.BEFORE_IT_BEGINS, step.statement().orElse(""));
            }

            @Override
            public void failed(Step step, String message) {
                failures.add(step.id());
            }
        };
    }

    /** The connection of the run that stands still. */
    Connection on(Connection connection) {
        return StandIn.of(Connection.class, (method, arguments) -> {
            Object result = StandIn.asks(connection, method, arguments);
            return method.getName().equals("createStatement") ? on((Statement) result) : result;
        });
    }

    private Statement on(Statement statement) {
        return StandIn.of(Statement.class, (method, arguments) -> {
            if (method.getName().equals("execute")) {
                pass(Where.BEFORE_IT_IS_SENT, (String) arguments[0]);
            }
            return StandIn.asks(statement, method, arguments);
        });
    }
}
