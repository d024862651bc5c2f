package io.whisperschema.robustness;

import io.whisperschema.integration.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/** Data sources as hosts have them, and as they break. */
final class Sources {
    private Sources() {}

    /** Where a connection comes from. */
    interface Login {
        Connection connect() throws SQLException;
    }

    /** What is done to a connection before a host hands it out. */
    interface Preparation {
        void on(Connection connection) throws SQLException;
    }

    static DataSource of(Login login) {
        return StandIn.of(DataSource.class, (method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return login.connect();
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    static DataSource prepared(DataSource source, Preparation preparation) {
        return of(() -> {
            Connection connection = source.getConnection();
            preparation.on(connection);
            return connection;
        });
    }

    /** Hands out that connection, whose closing does nothing, as for code within a host's transaction. */
    static DataSource keptOpen(Connection connection) {
        return of(() -> StandIn.of(
                Connection.class,
                (method, arguments) ->
                        method.getName().equals("close") ? null : StandIn.asks(connection, method, arguments)));
    }

    /** Hands out one connection at a time; who asks for a second one while holding the first fails at once. */
    static DataSource poolOfOne(DataSource source) {
        var free = new Semaphore(1);
        var holder = new ThreadLocal<Boolean>();
        return of(() -> {
            if (Boolean.TRUE.equals(holder.get())) {
                throw new SQLException("this thread holds the only connection", "08001");
            }
            free.acquireUninterruptibly();
            holder.set(true);
            return closing(source.getConnection(), () -> {
                holder.remove();
                free.release();
            });
        });
    }

    private static Connection closing(Connection connection, Runnable then) {
        return StandIn.of(Connection.class, (method, arguments) -> {
            Object result = StandIn.asks(connection, method, arguments);
            if (method.getName().equals("close")) {
                then.run();
            }
            return result;
        });
    }

    /** Commits, and then the answer gets lost on the way. */
    static DataSource losingTheAnswerToCommit(DataSource source, String driverSays) {
        return of(() -> {
            Connection connection = source.getConnection();
            return StandIn.of(Connection.class, (method, arguments) -> {
                Object result = StandIn.asks(connection, method, arguments);
                if (method.getName().equals("commit")) {
                    throw new SQLException(driverSays, "08006");
                }
                return result;
            });
        });
    }
}
