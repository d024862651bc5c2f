package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithDatabases
class WithDatabasesTest {
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void createUsers(PostgresDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id bigint)");
        }
    }

    @Test
    void theSetUpAndTheTestGetTheSameDatabase(PostgresDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO users VALUES (1)")).isEqualTo(1);
        }
        assertThat(SEEN.add(database.name())).isTrue();
    }

    @Test
    void theNextTestGetsAnother(PostgresDatabase database) {
        assertThat(SEEN.add(database.name())).isTrue();
    }

    @Test
    void aSecondParameterIsASecondDatabase(PostgresDatabase source, PostgresDatabase target) {
        assertThat(source.name()).isNotEqualTo(target.name());
    }

    @Test
    @PostgresVersion("14")
    void theVersionOfAParameterGoesBeforeThatOfTheTest(
            PostgresDatabase old, @PostgresVersion("18") PostgresDatabase recent) {
        assertThat(old.serverVersion()).startsWith("14.");
        assertThat(recent.serverVersion()).startsWith("18.");
    }

    @Test
    @PostgresVersion("17.11")
    void theWholeVersionNamesTheSameServer(
            PostgresDatabase database, @PostgresVersion("17") PostgresDatabase neighbour) {
        assertThat(database.url())
                .startsWith(neighbour.url().substring(0, neighbour.url().lastIndexOf('/')));
    }

    @Test
    void aSqliteFileIsThereOnceItIsUsed(SqliteDatabase database) throws SQLException {
        assertThat(database.path()).doesNotExist();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id INTEGER)");
        }
        assertThat(database.path()).isNotEmptyFile();
    }

    @Test
    void twoSqliteFilesLieInTwoFolders(SqliteDatabase source, SqliteDatabase target) {
        assertThat(source.path().getParent()).isNotEqualTo(target.path().getParent());
        assertThat(Files.isDirectory(source.path().getParent())).isTrue();
    }
}
