package io.whisperschema.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.plan.Plan;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host's connection is as it was, and what the host has set on it changes nothing. */
@WithDatabases
class SqliteSettingsTest {
    private static final List<String> SETTINGS = List.of(
            "foreign_keys", "legacy_alter_table", "ignore_check_constraints", "busy_timeout", "defer_foreign_keys");

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aRebuildLeavesSettingsAsTheyWere(int value, SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            host(connection, value);
            Plan plan = plan(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, a NOT NULL)");

            schema(connection).execute(plan);

            assertThat(settings(connection)).isEqualTo(List.of(value, value, value, 1234, 0));
            assertThat(ask(connection, "SELECT count(*) FROM children")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aRebuildThatFailsLeavesSettingsAsTheyWere(int value, SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            host(connection, value);
            run(connection, "INSERT INTO t VALUES (2, NULL)");
            Plan plan = plan(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, a NOT NULL)");

            assertThatThrownBy(() -> schema(connection).execute(plan)).isInstanceOf(StepFailed.class);

            assertThat(settings(connection)).isEqualTo(List.of(value, value, value, 1234, 0));
            assertThat(ask(connection, "SELECT count(*) FROM children")).isEqualTo(1);
        }
    }

    /** What the guards refuse is refused though the host ignores checks. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noSettingLetsARowBeLost(int value, SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            host(connection, value);
            run(
                    connection,
                    "CREATE TABLE u (a TEXT, UNIQUE (a) ON CONFLICT IGNORE)",
                    "INSERT INTO u VALUES ('x'), ('X')");
            Plan plan = plan(
                    connection,
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
                    "CREATE TABLE u (a TEXT COLLATE NOCASE, UNIQUE (a) ON CONFLICT IGNORE)");

            assertThatThrownBy(() -> schema(connection).execute(plan))
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("no row may be lost");
            assertThat(ask(connection, "SELECT count(*) FROM u")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aHostsOpenTransactionIsRefusedAndStays(int value, SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            host(connection, value);
            Plan plan = plan(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, a NOT NULL)");
            run(connection, "BEGIN", "PRAGMA defer_foreign_keys = 1", "INSERT INTO t VALUES (3, 3)");

            assertThatThrownBy(() -> schema(connection).execute(plan)).isInstanceOf(StoreUnavailable.class);

            assertThat(settings(connection)).isEqualTo(List.of(value, value, value, 1234, 1));
            run(connection, "COMMIT");
            assertThat(ask(connection, "SELECT count(*) FROM t")).isEqualTo(2);
        }
    }

    private static void host(Connection connection, int value) throws SQLException {
        run(
                connection,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
                "CREATE TABLE children (t REFERENCES t (id) ON DELETE CASCADE)",
                "INSERT INTO t VALUES (1, 1)",
                "INSERT INTO children VALUES (1)",
                "PRAGMA foreign_keys = " + value,
                "PRAGMA legacy_alter_table = " + value,
                "PRAGMA ignore_check_constraints = " + value,
                "PRAGMA busy_timeout = 1234");
    }

    private static Plan plan(Connection connection, String... tables) {
        RelationalCatalog now = SqliteStore.over(connection).inspect();
        var wanted = new ArrayList<>(List.of(tables));
        wanted.add("CREATE TABLE children (t REFERENCES t (id) ON DELETE CASCADE)");
        var diff = SchemaDiff.between(now, Alteration.catalogOf(wanted.toArray(String[]::new)));
        return new Plan(
                SqliteDialect.dialect().plan("sqlite", diff),
                Map.of("sqlite", CatalogFingerprint.of(now)),
                diff.remarks());
    }

    private static WhisperSchema schema(Connection connection) {
        return WhisperSchema.of(SchemaDefinition.named("host")).relational(SqliteStore.over(connection));
    }

    private static List<Integer> settings(Connection connection) throws SQLException {
        var values = new ArrayList<Integer>();
        for (String setting : SETTINGS) {
            values.add(ask(connection, "PRAGMA " + setting));
        }
        return values;
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
