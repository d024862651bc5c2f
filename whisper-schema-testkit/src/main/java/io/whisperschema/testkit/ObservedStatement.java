package io.whisperschema.testkit;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that tells its data source what it executes. */
final class ObservedStatement extends Delegation {
    private final ObservedDataSource source;
    private final Connection connection;
    private final String prepared;
    private final List<String> batch = new ArrayList<>();

    ObservedStatement(ObservedDataSource source, Connection connection, Object statement, String prepared) {
        super(statement);
        this.source = source;
        this.connection = connection;
        this.prepared = prepared;
    }

    @Override
    @Nullable
    Object called(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "getConnection" -> {
                return connection;
            }
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> source.executed(text(arguments));
            case "addBatch" -> addToBatch(arguments);
            case "clearBatch" -> batch.clear();
            case "executeBatch", "executeLargeBatch" -> executeBatch();
            default -> {}
        }
        return forward(method, arguments);
    }

    private String text(@Nullable Object[] arguments) {
        return arguments.length > 0 && arguments[0] instanceof String sql ? sql : prepared;
    }

    private void addToBatch(@Nullable Object[] arguments) {
        if (prepared.isEmpty() || batch.isEmpty()) {
            batch.add(text(arguments));
        }
    }

    private void executeBatch() {
        batch.forEach(source::executed);
        batch.clear();
    }
}
