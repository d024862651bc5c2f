package io.whisperschema.postgres;

import io.whisperschema.plan.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a session is set to. A host's own words may set it, as dumps do, and for longer than their transaction. */
final class PostgresSettings {
    private static final Pattern SETS =
            Pattern.compile("^\\s*(set|reset|discard|do|call)\\b|set_config", Pattern.CASE_INSENSITIVE);

    /** Who one is comes first: that decides what else may be set. */
    private static final String ALL = """
            SELECT name, pg_catalog.current_setting(name)
            FROM (SELECT 1 AS place, 'session_authorization' AS name UNION ALL SELECT 2, 'role'
                  UNION ALL SELECT 3, name FROM pg_catalog.pg_settings
                  WHERE context IN ('user', 'superuser') AND name NOT LIKE 'transaction%') AS settings
            ORDER BY place, name
            """;

    private final Map<String, String> values;

    private PostgresSettings(Map<String, String> values) {
        this.values = values;
    }

    /** Whether one of these may set something; of host code nobody knows. */
    static boolean mayBeSetBy(List<Step> steps) {
        return steps.stream()
                .anyMatch(step -> step.statement()
                        .map(statement -> SETS.matcher(statement).find())
                        .orElse(true));
    }

    static PostgresSettings of(Connection connection) throws SQLException {
        var values = new LinkedHashMap<String, String>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ALL)) {
            while (row.next()) {
                values.put(row.getString(1), row.getString(2));
            }
        }
        return new PostgresSettings(values);
    }

    /** Makes the session what it was, in whose transaction that is: behind a pooler the next one is somebody else's. */
    void restore(Connection connection) throws SQLException {
        Map<String, String> now = of(connection).values;
        for (Map.Entry<String, String> setting : values.entrySet()) {
            if (!setting.getValue().equals(now.get(setting.getKey()))) {
                PostgresAlone.assign(connection, setting.getKey(), setting.getValue());
            }
        }
    }
}
