package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WithDatabases
class MigratingTest {
    @Test
    void thePackedOnesMeanTheSameAsThoseInCode() {
        assertThat(Migrating.packed().digest(DialectName.SQLITE))
                .isEqualTo(Migrating.migrations().digest(DialectName.SQLITE));
        assertThat(Migrating.packed().inOrder()).hasSize(2);
    }

    @Test
    void pendingMigrationsAreAppliedAndTheLastIsTakenBack(SqliteDatabase database) {
        try (var store = SqliteStore.open(database.path())) {
            assertThat(Migrating.start(store).stores()).containsEntry("sqlite", Outcome.CREATED);
            assertThat(Migrating.start(store).stores()).containsEntry("sqlite", Outcome.UP_TO_DATE);

            Migrating.lookAndGoBack(database.path());

            assertThat(Migrating.start(store).migrations())
                    .flatExtracting(MigrationReport::migrations)
                    .containsExactly(MigrationId.core(2));
        }
    }

    @Test
    void aStartDoesWhatTheEnvironmentSaysAndARehearsalLeavesNothing(SqliteDatabase database, SqliteDatabase other) {
        try (var store = SqliteStore.open(database.path());
                var empty = SqliteStore.open(other.path())) {
            assertThat(Migrating.startWatched(store, Map.of("RUN_DB_MIGRATIONS_ON_START", "plan"))
                            .plan()
                            .steps())
                    .hasSize(2);
            assertThat(Migrating.rehearse(store, empty).migrations()).hasSize(2);
            assertThat(Migrating.startWatched(store, Map.of()).stores()).containsEntry("sqlite", Outcome.CREATED);
        }
    }

    @Test
    void typedMigrationsAreShownAndApplied(SqliteDatabase database) {
        try (var store = SqliteStore.open(database.path())) {
            assertThat(Migrating.look(store).text()).contains("CREATE TABLE");

            var report = WhisperSchema.of(Companion.schema())
                    .relational(store)
                    .migrations(Migrating.typed())
                    .migrate();

            assertThat(report.migrations()).hasSize(Migrating.typed().inOrder().size());
        }
    }

    @Test
    void rowsAreFilledInBatches(SqliteDatabase database) throws SQLException {
        try (var store = SqliteStore.open(database.path());
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            var schema = WhisperSchema.of(Companion.schema()).relational(store);
            schema.migrations(Migrating.typed()).migrate();
            statement.execute("INSERT INTO diaries (entry) VALUES ('four'), (NULL), ('sixsix')");

            schema.migrations(Migrating.filling()).migrate();

            try (var row = statement.executeQuery("SELECT sum(length) FROM diaries")) {
                assertThat(row.getInt(1)).isEqualTo(10);
            }
        }
    }
}
