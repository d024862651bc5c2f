package io.whisperschema.robustness;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
        return proxy(DataSource.class, (proxy, method, arguments) -> {
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
        return of(() -> proxy(
                Connection.class,
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : forward(connection, method, arguments)));
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
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = forward(connection, method, arguments);
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
            return proxy(Connection.class, (proxy, method, arguments) -> {
                Object result = forward(connection, method, arguments);
                if (method.getName().equals("commit")) {
                    throw new SQLException(driverSays, "08006");
                }
                return result;
            });
        });
    }

    private static Object forward(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
