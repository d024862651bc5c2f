package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.diff.Adoption;
import io.whisperschema.diff.Adoption.Tolerance;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.SQLException;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Installs of WhisperEngine of every age, brought to its definition. */
class WhisperEngineMigrationsTest {
    private static final String USER = "INSERT INTO users (user_id, username) VALUES ('ada', 'Ada')";
    private static final String OLD_RELATIONSHIP = "INSERT INTO relationships (user_id, relationship_type, notes)"
            + " VALUES ('ada', 'friend', 'since school')";
    private static final String NEWER_RELATIONSHIP =
            "INSERT INTO relationships (user_id, relationship_type, notes, target_type, target_id)"
                    + " VALUES ('ada', 'friend', 'since school', 'user', 'ada')";
    private static final String HEAD_RELATIONSHIP =
            "SELECT user_id || ',' || relationship_type || ',' || notes || ',' || target_type || ',' || target_id"
                    + " || ',' || source_type || ',' || properties || ',' || interaction_count FROM relationships";

    @Nested
    @WithDatabases
    class OnPostgres extends Cases {
        @Override
        RelationalStore store(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return PostgresStore.over(postgres.dataSource());
        }

        @Override
        ObservedDataSource source(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return postgres.dataSource();
        }

        @Test
        void theOldestInstallsTimesWithoutZoneAndShortNumbersAreTakenAsTheyAre(
                PostgresDatabase postgres, SqliteDatabase sqlite) throws SQLException {
            RelationalStore store = store(postgres, sqlite);
            installed(store, postgres.dataSource(), 1);
            MigrateTest.Cases.run(
                    postgres.dataSource(),
                    "ALTER TABLE conversations ALTER COLUMN timestamp TYPE timestamp without time zone",
                    "ALTER TABLE facts ALTER COLUMN confidence_score TYPE real",
                    USER,
                    OLD_RELATIONSHIP);

            var report = engine(store)
                    .adopting(Adoption.strict()
                            .tolerating(Tolerance.REAL_OF_32_BITS)
                            .toleratingTimestampsWithoutZone(ZoneOffset.UTC))
                    .bootstrap();

            assertThat(report.stores()).containsEntry(store.name(), Outcome.RECOGNISED);
            assertThat(MigrateTest.Cases.ask(postgres.dataSource(), HEAD_RELATIONSHIP))
                    .containsExactly("ada,friend,since school,user,ada,user,{},0");
        }
    }

    @Nested
    @WithDatabases
    class OnSqlite extends Cases {
        @Override
        RelationalStore store(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return SqliteStore.over(sqlite.dataSource());
        }

        @Override
        ObservedDataSource source(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return sqlite.dataSource();
        }

        @Test
        void aNumberOfARelationshipThatIsGoneIsNotGivenAgain(PostgresDatabase postgres, SqliteDatabase sqlite)
                throws SQLException {
            RelationalStore store = store(postgres, sqlite);
            installed(store, sqlite.dataSource(), 2);
            MigrateTest.Cases.run(
                    sqlite.dataSource(),
                    USER,
                    OLD_RELATIONSHIP,
                    OLD_RELATIONSHIP,
                    "DELETE FROM relationships WHERE id = 2");

            engine(store).bootstrap();
            MigrateTest.Cases.run(sqlite.dataSource(), NEWER_RELATIONSHIP);

            assertThat(MigrateTest.Cases.ask(sqlite.dataSource(), "SELECT id FROM relationships ORDER BY id"))
                    .containsExactly("1", "3");
        }
    }

    abstract static class Cases {
        abstract RelationalStore store(PostgresDatabase postgres, SqliteDatabase sqlite);

        abstract ObservedDataSource source(PostgresDatabase postgres, SqliteDatabase sqlite);

        static WhisperSchema engine(RelationalStore store) {
            return WhisperSchema.of(WhisperEngine.schema()).relational(store).migrations(WhisperEngine.migrations());
        }

        /** An install of that age that nobody recorded. */
        static void installed(RelationalStore store, ObservedDataSource source, int age) throws SQLException {
            engine(store).migrateTo(MigrationId.core(age), MigrateOptions.cautious());
            for (String table : History.TABLES) {
                MigrateTest.Cases.run(source, "DROP TABLE " + table);
            }
        }

        static void isAtHead(RelationalStore store) {
            assertThat(SchemaDiff.between(History.withoutTables(store.inspect()), store.spell(WhisperEngine.schema()))
                            .findings())
                    .isEmpty();
        }

        @Test
        void anEmptyDatabaseBecomesTheDefinition(PostgresDatabase postgres, SqliteDatabase sqlite) throws SQLException {
            RelationalStore store = store(postgres, sqlite);

            assertThat(engine(store).bootstrap().stores()).containsEntry(store.name(), Outcome.CREATED);

            isAtHead(store);
            assertThat(MigrateTest.Cases.ask(source(postgres, sqlite), "SELECT key FROM system_settings ORDER BY key"))
                    .containsExactly("deployment_mode", "schema_version");
        }

        @ParameterizedTest(name = "as after 000{0}")
        @ValueSource(ints = {1, 2, 3, 4, 5})
        void anInstallOfAnyAgeIsRecognisedAndKeepsItsRows(int age, PostgresDatabase postgres, SqliteDatabase sqlite)
                throws SQLException {
            RelationalStore store = store(postgres, sqlite);
            installed(store, source(postgres, sqlite), age);
            MigrateTest.Cases.run(source(postgres, sqlite), USER, age < 3 ? OLD_RELATIONSHIP : NEWER_RELATIONSHIP);

            assertThat(engine(store).bootstrap().stores()).containsEntry(store.name(), Outcome.RECOGNISED);

            isAtHead(store);
            assertThat(MigrateTest.Cases.ask(source(postgres, sqlite), HEAD_RELATIONSHIP))
                    .containsExactly("ada,friend,since school,user,ada,user,{},0");
            assertThat(engine(store).bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        @Test
        void theWayBackEndsAtTheOldestInstall(PostgresDatabase postgres, SqliteDatabase sqlite) throws SQLException {
            RelationalStore store = store(postgres, sqlite);
            var oldest = engine(store);
            oldest.migrateTo(MigrationId.core(1), MigrateOptions.cautious());
            var before = History.withoutTables(store.inspect()).tables();
            MigrateTest.Cases.run(source(postgres, sqlite), USER, OLD_RELATIONSHIP);
            oldest.migrate();

            oldest.undoTo(
                    MigrationId.core(1),
                    MigrateOptions.cautious()
                            .executing(ExecuteOptions.cautious().allowingDataLoss()));

            assertThat(History.withoutTables(store.inspect()).tables()).isEqualTo(before);
            assertThat(MigrateTest.Cases.ask(source(postgres, sqlite), "SELECT notes FROM relationships"))
                    .containsExactly("since school");
        }
    }
}
