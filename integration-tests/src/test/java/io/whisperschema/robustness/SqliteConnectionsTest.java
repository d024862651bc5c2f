package io.whisperschema.robustness;

import static io.whisperschema.robustness.Database.ask;
import static io.whisperschema.robustness.Database.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host's connection comes back as it came. */
@WithDatabases
class SqliteConnectionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a?journal_mode=OFF&x.db", "100%41.db", "a b#c.db", "\u0130\u4f60 +;:.db", "file:x.db"})
    void aFileOfAnyNameIsTheOneThatIsOpened(String name, @TempDir Path folder) throws Exception {
        try (SqliteStore store = SqliteStore.open(folder.resolve(name))) {
            WhisperSchema.of(WhisperEngine.schema()).relational(store).bootstrap();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(name);
        }
    }

    @Test
    void aHostsTransactionWithoutAutocommitIsRefusedAndKept(SqliteDatabase database) throws SQLException {
        run(database.dataSource(), "CREATE TABLE diary (page)");
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            run(connection, "INSERT INTO diary VALUES ('unfinished')");

            refuses(connection);

            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(ask(database.dataSource(), "SELECT page FROM diary")).isEmpty();
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(ask(database.dataSource(), "SELECT page FROM diary")).containsExactly("unfinished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN", "BEGIN IMMEDIATE", "SAVEPOINT mine"})
    void aHostsTransactionBegunByHandIsRefusedAndKept(String begin, SqliteDatabase database) throws SQLException {
        run(database.dataSource(), "CREATE TABLE diary (page)");
        try (Connection connection = database.dataSource().getConnection()) {
            run(connection, begin, "INSERT INTO diary VALUES ('unfinished')");

            refuses(connection);

            assertThat(ask(database.dataSource(), "SELECT page FROM diary")).isEmpty();
            run(connection, "COMMIT");
        }
        assertThat(ask(database.dataSource(), "SELECT page FROM diary")).containsExactly("unfinished");
    }

    private static void refuses(Connection connection) {
        WhisperSchema schema = Schemas.whisperEngine(SqliteStore.over(connection));
        ClearError.of(() -> schema.bootstrap(Schemas.IMPATIENT.besideStrangers()))
                .is(StoreUnavailable.class)
                .says("is in a transaction", "which is not ours to end", "Commit or roll back first");
    }

    @Test
    void aHostsTransactionBegunAfterPlanningIsRefusedAndKept(SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            WhisperSchema schema = Schemas.whisperEngine(SqliteStore.over(connection));
            var plan = schema.plan();
            run(connection, "BEGIN", "CREATE TABLE diary (page)");

            ClearError.of(() -> schema.execute(plan)).is(StoreUnavailable.class).says("is in a transaction");

            run(connection, "COMMIT");
        }
        assertThat(ask(database.dataSource(), "SELECT name FROM sqlite_schema")).containsExactly("diary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal", "truncate"})
    void settingsAreAsTheyWereAfterSuccess(String journalMode, SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            configure(connection, journalMode);
            var before = settings(connection);

            Schemas.whisperEngine(SqliteStore.over(connection)).bootstrap();

            assertThat(settings(connection)).isEqualTo(before);
        }
        assertThat(ask(database.dataSource(), "PRAGMA journal_mode"))
                .containsExactly(journalMode.equals("wal") ? "wal" : "delete");
    }

    @Test
    void settingsAreAsTheyWereAfterAnError(SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            configure(connection, "delete");
            run(connection, "PRAGMA max_page_count = 8");
            var before = settings(connection);

            ClearError.of(() ->
                            Schemas.whisperEngine(SqliteStore.over(connection)).bootstrap())
                    .is(StepFailed.class);

            assertThat(settings(connection)).isEqualTo(before);
            assertThat(ask(connection, "SELECT name FROM sqlite_schema")).isEmpty();
        }
    }

    private static void configure(Connection connection, String journalMode) {
        run(
                connection,
                "PRAGMA journal_mode = " + journalMode,
                "PRAGMA busy_timeout = 1234",
                "PRAGMA synchronous = EXTRA",
                "PRAGMA cache_size = 321");
    }

    private static Map<String, List<String>> settings(Connection connection) throws SQLException {
        var settings = new LinkedHashMap<String, List<String>>();
        settings.put("autocommit", List.of(String.valueOf(connection.getAutoCommit())));
        settings.put("isolation", List.of(String.valueOf(connection.getTransactionIsolation())));
        for (String pragma : List.of(
                "busy_timeout",
                "foreign_keys",
                "journal_mode",
                "synchronous",
                "cache_size",
                "legacy_alter_table",
                "defer_foreign_keys",
                "user_version",
                "application_id")) {
            settings.put(pragma, ask(connection, "PRAGMA " + pragma));
        }
        return settings;
    }

    @Test
    void aPoolWithoutAutocommitGetsItsConnectionsBackThatWay(SqliteDatabase database) {
        var pool = Sources.prepared(database.dataSource(), connection -> connection.setAutoCommit(false));

        var report = Schemas.whisperEngine(SqliteStore.over(pool)).bootstrap();

        assertThat(report.stores()).containsValue(Outcome.CREATED);
        assertThat(Schemas.whisperEngine(SqliteStore.over(database.dataSource()))
                        .validate()
                        .isValid())
                .isTrue();
        assertThat(database.dataSource().openConnections()).isZero();
    }

    @Test
    void aPoolOfOneConnectionIsEnough(SqliteDatabase database) {
        var schema = Schemas.whisperEngine(SqliteStore.over(Sources.poolOfOne(database.dataSource())));

        assertThat(schema.bootstrap().stores()).containsValue(Outcome.CREATED);
        assertThat(schema.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }

    @Test
    void onlyAFileThatOpenMadeGetsAWriteAheadLog(@TempDir Path folder, SqliteDatabase existing) {
        run(existing.dataSource(), "CREATE TABLE diary (page)");
        try (SqliteStore made = SqliteStore.open(folder.resolve("new.db"));
                SqliteStore found = SqliteStore.open(existing.path())) {
            Schemas.whisperEngine(made).bootstrap();
            Schemas.whisperEngine(found).bootstrap(Schemas.IMPATIENT.besideStrangers());
        }

        assertThat(journalMode(folder.resolve("new.db"))).containsExactly("wal");
        assertThat(journalMode(existing.path())).containsExactly("delete");
    }

    private static List<String> journalMode(Path file) {
        return ask(
                Sources.of(() -> java.sql.DriverManager.getConnection("jdbc:sqlite:" + file)), "PRAGMA journal_mode");
    }
}
