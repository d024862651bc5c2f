package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@WithDatabases
class ServerTest {
    @Test
    void aFirstStartCreatesAndASecondFindsItDone(PostgresDatabase database) {
        assertThat(Server.start(database.dataSource()).stores()).containsEntry("postgres", Outcome.CREATED);
        assertThat(Server.start(database.dataSource()).stores()).containsEntry("postgres", Outcome.UP_TO_DATE);
    }

    @Test
    void aTenantHasASchemaOfItsOwn(PostgresDatabase database) throws SQLException {
        run(database, "CREATE SCHEMA tenant_a");
        Server.start(database.dataSource());
        assertThat(Server.startInSchema(database.dataSource(), "tenant_a").stores())
                .containsEntry("postgres", Outcome.CREATED);
    }

    @Test
    void whatDiffersIsPlannedAndExecuted(PostgresDatabase database) throws SQLException {
        Server.start(database.dataSource());
        run(database, "DROP INDEX idx_memories_user");
        Server.bringUpToDate(database.dataSource());
        assertThat(Server.start(database.dataSource()).stores()).containsEntry("postgres", Outcome.UP_TO_DATE);
    }

    private static void run(PostgresDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
