package io.whisperschema.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a borrower of a connection must put back. */
record ConnectionState(Map<String, String> settings) {
    /** The state now. Looking begins a transaction where autocommit is off, so this rolls back then. */
    static ConnectionState of(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("autocommit", String.valueOf(connection.getAutoCommit()));
        settings.put("isolation", String.valueOf(connection.getTransactionIsolation()));
        settings.put("readOnly", String.valueOf(connection.isReadOnly()));
        settings.put("catalog", String.valueOf(connection.getCatalog()));
        settings.put("schema", String.valueOf(connection.getSchema()));
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return new ConnectionState(settings);
    }

    /** A sentence for each setting that is another now. */
    List<String> changesTo(Connection connection) {
        try {
            return changesTo(of(connection));
        } catch (SQLException e) {
            return List.of("state could not be read on return: " + e.getMessage());
        }
    }

    private List<String> changesTo(ConnectionState now) {
        List<String> changes = new ArrayList<>();
        settings.forEach((setting, before) -> {
            String after = now.settings.getOrDefault(setting, "");
            if (!before.equals(after)) {
                changes.add("%s was %s when handed out and is %s on return".formatted(setting, before, after));
            }
        });
        return changes;
    }
}
