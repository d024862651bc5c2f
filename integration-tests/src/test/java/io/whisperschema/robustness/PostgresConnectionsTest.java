package io.whisperschema.robustness;

import static io.whisperschema.robustness.Database.ask;
import static io.whisperschema.robustness.Database.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.migration.Directives;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host's connection comes back as it came. */
@WithDatabases
class PostgresConnectionsTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHostsTransactionIsRefusedAndKept(boolean autocommit, PostgresDatabase database) throws SQLException {
        run(database.dataSource(), "CREATE TABLE diary (page text)");
        try (Connection connection = database.dataSource().getConnection()) {
            begin(connection, autocommit);

            refuses(Schemas.whisperEngine(PostgresStore.over(connection)));

            assertThat(connection.getAutoCommit()).isEqualTo(autocommit);
            assertThat(ask(database.dataSource(), "SELECT page FROM diary")).isEmpty();
            run(connection, "COMMIT");
            connection.setAutoCommit(true);
        }
        assertThat(ask(database.dataSource(), "SELECT page FROM diary")).containsExactly("unfinished");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDataSourceThatHandsOutTheHostsOwnTransactionIsRefused(boolean autocommit, PostgresDatabase database)
            throws SQLException {
        run(database.dataSource(), "CREATE TABLE diary (page text)");
        try (Connection connection = database.dataSource().getConnection()) {
            begin(connection, autocommit);

            refuses(Schemas.whisperEngine(PostgresStore.over(Sources.keptOpen(connection))));

            run(connection, "COMMIT");
            connection.setAutoCommit(true);
        }
        assertThat(ask(database.dataSource(), "SELECT page FROM diary")).containsExactly("unfinished");
    }

    private static void begin(Connection connection, boolean autocommit) throws SQLException {
        connection.setAutoCommit(autocommit);
        run(connection, autocommit ? "BEGIN" : "SELECT 1", "INSERT INTO diary VALUES ('unfinished')");
    }

    private static void refuses(WhisperSchema schema) {
        ClearError.of(() -> schema.bootstrap(Schemas.IMPATIENT.besideStrangers()))
                .is(StoreUnavailable.class)
                .says("is in a transaction, which is not ours to end", "Commit or roll back first");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void settingsAreAsTheyWereAfterSuccess(boolean autocommit, PostgresDatabase database) throws SQLException {
        try (Connection connection = configured(database, autocommit)) {
            var before = settings(connection);

            var report = Schemas.whisperEngine(PostgresStore.over(connection)).bootstrap();

            assertThat(report.stores()).containsValue(Outcome.CREATED);
            assertThat(settings(connection)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void settingsAreAsTheyWereAfterAnError(boolean autocommit, PostgresDatabase database) throws SQLException {
        run(
                database.dataSource(),
                "CREATE TABLE people (name text, mail text)",
                "INSERT INTO people VALUES ('Ann', 'a@b'), ('Bob', 'a@b')");
        try (Connection connection = configured(database, autocommit)) {
            var before = settings(connection);
            var schema = Schemas.uniqueMail(PostgresStore.over(connection));

            ClearError.of(() -> schema.execute(
                            schema.plan(), ExecuteOptions.cautious().limitingStatementsTo(Duration.ofSeconds(20))))
                    .is(StepFailed.class);

            assertThat(settings(connection)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatMigrationsSetIsSetBackForTheHost(boolean autocommit, PostgresDatabase database) throws SQLException {
        try (Connection connection = configured(database, autocommit)) {
            var before = settings(connection);
            Migration together = Migration.of(1, "0001_together.sql")
                    .sql("SET statement_timeout = 0; SET datestyle = 'ISO, YMD'; CREATE TABLE public.users (name text);"
                            + " SELECT set_config('search_path', '', false);");
            Migration apart = Migration.of(2, "0002_apart.sql")
                    .sql("SET intervalstyle = 'iso_8601'; CREATE INDEX CONCURRENTLY by_name ON users (name);"
                            + " CREATE TABLE seen AS SELECT current_setting('intervalstyle') AS style;")
                    .directed(Directives::withoutTransaction);

            WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(PostgresStore.over(connection))
                    .migrations(Migrations.of(together, apart))
                    .migrate();

            assertThat(settings(connection)).isEqualTo(before);
            assertThat(ask(connection, "SELECT style FROM public.seen")).containsExactly("iso_8601");
        }
    }

    private static Connection configured(PostgresDatabase database, boolean autocommit) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        run(
                connection,
                "SET search_path = pg_catalog, public",
                "SET timezone = 'Asia/Kathmandu'",
                "SET datestyle = 'ISO, DMY'",
                "SET lock_timeout = 4321",
                "SET statement_timeout = 54321",
                "SET standard_conforming_strings = off");
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(autocommit);
        return connection;
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        var settings = new LinkedHashMap<String, String>();
        settings.put("autocommit", String.valueOf(connection.getAutoCommit()));
        settings.put("isolation", String.valueOf(connection.getTransactionIsolation()));
        for (String setting : List.of(
                "search_path",
                "timezone",
                "datestyle",
                "intervalstyle",
                "extra_float_digits",
                "bytea_output",
                "quote_all_identifiers",
                "standard_conforming_strings",
                "lock_timeout",
                "statement_timeout",
                "client_connection_check_interval",
                "default_transaction_isolation",
                "default_transaction_read_only")) {
            settings.put(setting, ask(connection, "SHOW " + setting).get(0));
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return settings;
    }

    @Test
    void aPoolWithoutAutocommitGetsItsConnectionsBackThatWay(PostgresDatabase database) {
        var pool = Sources.prepared(database.dataSource(), connection -> {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        });
        var schema = Schemas.whisperEngine(PostgresStore.over(pool));

        assertThat(schema.bootstrap().stores()).containsValue(Outcome.CREATED);
        assertThat(schema.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
        assertThat(database.dataSource().changedOnReturn())
                .isNotEmpty()
                .allMatch(change -> change.startsWith("autocommit was true when handed out and is false")
                        || change.startsWith("isolation was 2 when handed out and is 8"));
        assertThat(database.dataSource().openConnections()).isZero();
    }

    @Test
    void aPoolOfOneConnectionIsEnough(PostgresDatabase database) {
        var schema = Schemas.whisperEngine(PostgresStore.over(Sources.poolOfOne(database.dataSource())));

        assertThat(schema.bootstrap().stores()).containsValue(Outcome.CREATED);
        assertThat(schema.validate().isValid()).isTrue();
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }
}
