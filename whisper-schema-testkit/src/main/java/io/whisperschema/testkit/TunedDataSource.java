package io.whisperschema.testkit;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool that hands its connections out with settings of its own, as a host may have configured it. */
final class TunedDataSource extends Delegation {
    private final Tuning tuning;

    private TunedDataSource(DataSource pool, Tuning tuning) {
        super(pool);
        this.tuning = tuning;
    }

    /** What is set on each connection. */
    @FunctionalInterface
    interface Tuning {
        void apply(Connection connection) throws SQLException;
    }

    static DataSource over(DataSource pool, Tuning tuning) {
        return proxy(DataSource.class, new TunedDataSource(pool, tuning));
    }

    @Override
    @Nullable
    Object called(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        Object result = forward(method, arguments);
        if (result instanceof Connection connection) {
            tuning.apply(connection);
        }
        return result;
    }
}
