package io.whisperschema.jooq;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

/** One transaction, or one savepoint in a transaction of somebody else, and its connection. One thread at a time. */
final class StoreTransaction implements ConnectionProvider {
    private final ConnectionProvider from;
    private Optional<Connection> taken = Optional.empty();
    private State state = State.NOT_BEGUN;
    private Optional<Savepoint> savepoint = Optional.empty();

    private enum State {
        NOT_BEGUN,
        BEGUN,
        ENDED
    }

    StoreTransaction(ConnectionProvider from) {
        this.from = from;
    }

    void begin() {
        Connection connection = from.acquire();
        taken = Optional.of(connection);
        attempt("begin", () -> {
            if (connection.getAutoCommit()) {
                connection.setAutoCommit(false);
            } else {
                savepoint = Optional.of(connection.setSavepoint());
            }
            state = State.BEGUN;
        });
    }

    void commit() {
        Connection connection = acquire();
        attempt("commit", () -> {
            if (savepoint.isPresent()) {
                connection.releaseSavepoint(savepoint.get());
            } else {
                connection.commit();
            }
        });
        end();
    }

    /** Also after a commit that failed; one that was never begun has nothing to undo. */
    void rollback() {
        try {
            if (state == State.BEGUN) {
                attempt("roll back", this::undo);
            }
        } finally {
            end();
        }
    }

    private void undo() throws SQLException {
        if (savepoint.isPresent()) {
            acquire().rollback(savepoint.get());
        } else {
            acquire().rollback();
        }
    }

    private void end() {
        if (state == State.ENDED) {
            return;
        }
        boolean isOurs = state == State.BEGUN && savepoint.isEmpty();
        state = State.ENDED;
        try {
            if (isOurs) {
                attempt("end", () -> acquire().setAutoCommit(true));
            }
        } finally {
            taken.ifPresent(from::release);
        }
    }

    @Override
    public Connection acquire() {
        return taken.orElseThrow(() -> new IllegalStateException("the transaction has not begun"));
    }

    /** It is kept for the next statement. */
    @Override
    public void release(Connection used) {}

    private interface Work {
        void run() throws SQLException;
    }

    private static void attempt(String doing, Work work) {
        try {
            work.run();
        } catch (SQLException error) {
            throw new DataAccessException("Could not " + doing + " the transaction", error);
        }
    }
}
