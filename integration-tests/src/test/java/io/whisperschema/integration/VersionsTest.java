package io.whisperschema.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

/** The build runs this module's tests on the lowest and on the newest versions; this is the proof that it does. */
@WithDatabases
class VersionsTest {
    @Test
    void postgresIsTheVersionThatTheBuildChose(PostgresDatabase database) {
        assertThat(System.getProperty("whisper.test.postgres")).startsWith(database.serverVersion() + ".");
    }

    @Test
    void sqliteIsTheVersionThatTheBuildChose() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(System.getProperty("whisper.test.sqlite"))
                    .startsWith(connection.getMetaData().getDatabaseProductVersion() + ".");
        }
    }
}
