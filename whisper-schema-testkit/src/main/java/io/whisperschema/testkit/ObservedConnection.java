package io.whisperschema.testkit;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One connection from being handed out to being returned. */
final class ObservedConnection extends Delegation {
    private static final Set<Class<?>> STATEMENTS =
            Set.of(Statement.class, PreparedStatement.class, CallableStatement.class);

    private final ObservedDataSource source;
    private final Connection connection;
    private final ConnectionState handedOut;
    private final Throwable handedOutAt = new Throwable("handed out here");
    private final AtomicBoolean returned = new AtomicBoolean();

    ObservedConnection(ObservedDataSource source, Connection connection) throws SQLException {
        super(connection);
        this.source = source;
        this.connection = connection;
        this.handedOut = ConnectionState.of(connection);
    }

    Connection proxy() {
        return proxy(Connection.class, this);
    }

    Throwable handedOutAt() {
        return handedOutAt;
    }

    void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            handedOutAt.addSuppressed(e);
        }
    }

    @Override
    @Nullable
    Object called(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        if (Set.of("close", "abort").contains(method.getName()) && returned.compareAndSet(false, true)) {
            source.returned(this, changes(method.getName()));
        }
        Object result = forward(method, arguments);
        return result != null && STATEMENTS.contains(method.getReturnType())
                ? statement((Connection) proxy, method.getReturnType(), result, arguments)
                : result;
    }

    private List<String> changes(String how) {
        return how.equals("close") ? handedOut.changesTo(connection) : List.of();
    }

    private Object statement(Connection proxy, Class<?> type, Object statement, @Nullable Object[] arguments) {
        String prepared = type != Statement.class && arguments[0] instanceof String sql ? sql : "";
        return proxy(type, new ObservedStatement(source, proxy, statement, prepared));
    }
}
