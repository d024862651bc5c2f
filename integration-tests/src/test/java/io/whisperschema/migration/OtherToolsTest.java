package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.migration.MigrationStatus.State;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts on databases whose migrations another tool has recorded. */
class OtherToolsTest {
    private static final Migration[] MIGRATIONS = {
        Migration.of(1, "0001_baseline.sql").sql("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY)"),
        Migration.of(2, "0002_mood.sql").sql("ALTER TABLE users ADD COLUMN mood TEXT"),
        Migration.of(3, "0003_topics.sql").sql("CREATE TABLE topics (id INTEGER NOT NULL PRIMARY KEY)"),
        Migration.of(new MigrationId("seed", 1), "seed_users.sql")
                .sql("INSERT INTO users (id) VALUES (1)")
                .directed(directives -> directives.dependingOn(MigrationId.core(1)))
    };

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        private WhisperSchema schema() {
            return WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store)
                    .migrations(Migrations.of(MIGRATIONS));
        }

        private void alembicIsAt(String... heads) {
            run(
                    "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY)",
                    "ALTER TABLE users ADD COLUMN mood TEXT",
                    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)");
            for (String head : heads) {
                run("INSERT INTO alembic_version VALUES ('" + head + "')");
            }
        }

        private void flywayHas(String... rows) {
            run(
                    "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY)",
                    "ALTER TABLE users ADD COLUMN mood TEXT",
                    "CREATE TABLE flyway_schema_history (installed_rank INTEGER NOT NULL PRIMARY KEY, version VARCHAR(50),"
                            + " description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL,"
                            + " checksum INTEGER, installed_by VARCHAR(100) NOT NULL,"
                            + " installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, execution_time INTEGER NOT NULL,"
                            + " success BOOLEAN NOT NULL)");
            int rank = 0;
            for (String row : rows) {
                String[] parts = row.split(" ");
                run(
                        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                                + " execution_time, success) VALUES (" + ++rank + ", " + parts[0] + ", 'd', '"
                                + parts[1]
                                + "', 's', 'me', 1, " + parts[2] + ")");
            }
        }

        private static List<MigrationId> stamped(BootstrapReport report) {
            return report.migrations().get(0).migrations();
        }

        @Test
        void aRevisionOfAlembicStandsForAllThatIsBeforeIt() {
            alembicIsAt("9f2c");

            BootstrapReport report =
                    schema().bootstrap(BootstrapOptions.cautious().adopting(Map.of("9f2c", MigrationId.core(2))));

            assertThat(report.stores()).containsEntry(store.name(), Outcome.ADOPTED);
            assertThat(stamped(report)).containsExactly(MigrationId.core(1), MigrationId.core(2));
            assertThat(report.migrations())
                    .extracting(MigrationReport::migrations)
                    .last()
                    .isEqualTo(List.of(MigrationId.core(3), new MigrationId("seed", 1)));
            assertThat(ask("SELECT version_num FROM alembic_version")).containsExactly("9f2c");
            assertThat(schema().bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        @Test
        void headsOfAlembicBringWhatTheyDependOn() {
            alembicIsAt("5eed");
            run("ALTER TABLE users DROP COLUMN mood");

            BootstrapReport report = schema().bootstrap(
                            BootstrapOptions.cautious().adopting(Map.of("5eed", new MigrationId("seed", 1))));

            assertThat(stamped(report)).containsExactly(MigrationId.core(1), new MigrationId("seed", 1));
        }

        @Test
        void versionsOfFlywayAreTheSameNumbers() {
            flywayHas("'1' SQL true", "NULL SQL true", "'2.0' SQL true", "'3' SQL true", "'3' UNDO_SQL true");

            BootstrapReport report = schema().bootstrap();

            assertThat(report.stores()).containsEntry(store.name(), Outcome.ADOPTED);
            assertThat(stamped(report)).containsExactly(MigrationId.core(1), MigrationId.core(2));
        }

        /** Flyway itself, with the same migrations up to that number and a repeatable one. */
        private FluentConfiguration flyway(Path folder, int last) throws IOException {
            for (Migration migration : List.of(MIGRATIONS).subList(0, last)) {
                write(folder, "V" + migration.id().number() + "__step.sql", sql(migration));
            }
            write(folder, "R__again.sql", "UPDATE users SET mood = 'calm'");
            return Flyway.configure().dataSource(source).locations("filesystem:" + folder);
        }

        private static void write(Path folder, String name, String sql) throws IOException {
            Files.writeString(folder.resolve(name), sql + ";\n");
        }

        private String sql(Migration migration) {
            return migration.forward(store.dialect().name()).sql();
        }

        @Test
        void whatFlywayItselfHasMigratedIsAdopted(@TempDir Path folder) throws IOException {
            assertThat(flyway(folder, 2).load().migrate().migrationsExecuted).isEqualTo(3);

            BootstrapReport report = schema().bootstrap();

            assertThat(report.stores()).containsEntry(store.name(), Outcome.ADOPTED);
            assertThat(stamped(report)).containsExactly(MigrationId.core(1), MigrationId.core(2));
            assertThat(
                            ask(
                                    "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank"))
                    .containsExactly("1", "2");
            assertThat(ask("SELECT id FROM users")).containsExactly("1");
            assertThat(schema().bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        @Test
        void whatFlywayItselfHasTakenAsItsBaselineIsAdoptedWithAllBeforeIt(@TempDir Path folder) throws IOException {
            run(sql(MIGRATIONS[0]), sql(MIGRATIONS[1]));
            flyway(folder, 3).baselineVersion("2").load().baseline();

            BootstrapReport report = schema().bootstrap();

            assertThat(report.stores()).containsEntry(store.name(), Outcome.ADOPTED);
            assertThat(stamped(report)).containsExactly(MigrationId.core(1), MigrationId.core(2));
        }

        @Test
        void fromABaselineOfFlywayOnEverythingBeforeIsThere() {
            flywayHas("'2' BASELINE true");

            assertThat(stamped(schema().bootstrap())).containsExactly(MigrationId.core(1), MigrationId.core(2));
        }

        @Test
        void whatFailedThereMustBeMendedThere() {
            flywayHas("'1' SQL true", "'2' SQL false");

            assertThatThrownBy(schema()::bootstrap)
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("flyway_schema_history says that these failed: 2");
        }

        @Test
        void aVersionThatTheCodeDoesNotHaveIsNewerThanTheCode() {
            flywayHas("'1' SQL true", "'7' SQL true");

            assertThatThrownBy(schema()::bootstrap)
                    .isInstanceOf(NewerThanCode.class)
                    .hasMessageContaining("flyway_schema_history: 7");
        }

        private static BootstrapOptions at(int number) {
            return BootstrapOptions.cautious().adopting(Map.of("9f2c", MigrationId.core(number)));
        }

        @Test
        void aDatabaseThatHasLessThanItsRecordSaysIsRefusedWithWhatItLacks() {
            alembicIsAt("9f2c");
            run("ALTER TABLE users DROP COLUMN mood");

            assertThatThrownBy(() -> schema().bootstrap(at(2)))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("table users, column mood: expected")
                    .hasMessageContaining("found nothing")
                    .hasMessageNotContaining("alembic_version, column")
                    .hasMessageContaining("Nothing was applied to any store.")
                    .hasMessageContaining(
                            "Another tool's record says that it has 0001 | 0001_baseline.sql, 0002 | 0002_mood.sql.")
                    .hasMessageContaining("stamp(");
            assertThat(schema().status().all()).allMatch(status -> status.state() == State.PENDING);
            assertThat(ask("SELECT version_num FROM alembic_version")).containsExactly("9f2c");
        }

        @Test
        void aDatabaseThatHasATypeOtherwiseThanItsRecordSaysIsRefused() {
            run("CREATE TABLE users (id TEXT NOT NULL PRIMARY KEY)", "CREATE TABLE alembic_version (version_num TEXT)");
            run("INSERT INTO alembic_version VALUES ('9f2c')");

            assertThatThrownBy(() -> schema().bootstrap(at(1)))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("table users, column id");
        }

        @Test
        void aDatabaseThatHasWhatALaterMigrationMakesIsRefusedWhateverMayStandBeside() {
            alembicIsAt("9f2c");

            assertThatThrownBy(() -> schema().bootstrap(at(1).besideStrangers()))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("table users, column mood: expected nothing, found it");
        }

        @Test
        void additionsOfYourOwnMayStayBesideWhatTheRecordSays() {
            alembicIsAt("9f2c");
            run("ALTER TABLE users ADD COLUMN shoe TEXT", "CREATE TABLE theirs (id INTEGER)");

            assertThatThrownBy(() -> schema().bootstrap(at(2)))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining(
                            "table users, column shoe: expected nothing beside what these migrations make")
                    .hasMessageContaining("table theirs")
                    .hasMessageContaining("besideStrangers()");
            assertThat(schema().bootstrap(at(2).besideStrangers()).stores())
                    .containsEntry(store.name(), Outcome.ADOPTED);
            assertThat(ask("SELECT count(shoe) FROM users")).containsExactly("0");
        }

        @Test
        void whatAVersionOfFlywayMakesIsComparedToo() {
            flywayHas("'1' SQL true", "'2' SQL true", "'3' SQL true");

            assertThatThrownBy(schema()::bootstrap)
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("table topics: expected");
            run("CREATE TABLE topics (id INTEGER NOT NULL PRIMARY KEY)");
            assertThat(schema().bootstrap().stores()).containsEntry(store.name(), Outcome.ADOPTED);
        }

        @Test
        void whatSomebodySaidIsThereIsTaken() {
            alembicIsAt("9f2c");
            run("ALTER TABLE users DROP COLUMN mood");

            schema().stamp(MigrationId.core(2));

            assertThat(schema().bootstrap(at(2)).stores()).containsEntry(store.name(), Outcome.MIGRATED);
        }

        @Test
        void whereNobodyCanTellWhatMigrationsMakeTheRecordIsTaken() {
            alembicIsAt("9f2c");
            run("CREATE TABLE theirs (id INTEGER)");
            var code = Migration.of(1, "code").code("1", Connection.class, connection -> {});

            BootstrapReport report = schema(code).bootstrap(at(1));

            assertThat(report.stores()).containsEntry(store.name(), Outcome.ADOPTED);
        }

        @Test
        void twoRecordsAreNoneToRelyUpon() {
            alembicIsAt("9f2c");
            run("DROP TABLE users");
            flywayHas("'1' SQL true");

            assertThatThrownBy(schema()::bootstrap)
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("alembic_version, flyway_schema_history");
        }
    }
}
