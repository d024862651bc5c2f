package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.BootstrapOptions.Changes;
import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.ChecksumMismatch;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Applying migrations, on both databases. */
class MigrateTest {
    private static final Migration BASELINE = Migration.of(1, "0001_baseline.sql")
            .sql(
                    "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, 'Ada');");
    private static final Migration MOOD = Migration.of(2, "0002_mood.sql")
            .sql("-- they said\nALTER TABLE users ADD COLUMN mood TEXT;")
            .undo("ALTER TABLE users DROP COLUMN mood");
    private static final Migration FAILS =
            Migration.of(3, "0003_fails.sql").sql("CREATE TABLE topics (id INTEGER);\nINSERT INTO nowhere VALUES (1);");

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @Test
        void whatCannotBePartOfATransactionIsAppliedByItself() {
            var concurrently = Migration.of(2, "0002_index.sql")
                    .sql("CREATE INDEX CONCURRENTLY by_name ON users (name)")
                    .directed(Directives::withoutTransaction);
            var schema = schema(BASELINE, concurrently, Migration.of(3, "3").sql("CREATE TABLE t (a int)"));

            assertThat(schema.migrate().migrations())
                    .containsExactly(MigrationId.core(1), MigrationId.core(2), MigrationId.core(3));

            assertThat(schema.migrate().migrations()).isEmpty();
            assertThat(ask("SELECT event || coalesce(version, 0) FROM schema_journal ORDER BY entry"))
                    .containsExactly("done1", "intent2", "begun2", "statement2", "done2", "done3");
        }

        @Test
        void whatFailsOutsideOfATransactionMustBeLookedAt() {
            var fails = FAILS.directed(Directives::withoutTransaction);
            var schema = schema(BASELINE, MOOD, fails);

            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("0003_fails.sql, line 2")
                    .hasMessageContaining("statements before it are applied");
            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("repair");
        }

        @Test
        void unqualifiedNamesAreThoseOfTheStoresSchema() {
            run("CREATE SCHEMA \"tenant's A\"");
            var schema = WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(PostgresStore.over(source).inSchema("tenant's A"))
                    .migrations(Migrations.of(BASELINE));

            schema.migrate();

            assertThat(ask("SELECT name FROM \"tenant's A\".users")).containsExactly("Ada");
            assertThat(schema.migrate().migrations()).isEmpty();
            assertThat(source.changedOnReturn()).isEmpty();
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        private static final Migration FAMILY = Migration.of(1, "0001_family.sql")
                .sql("CREATE TABLE parent (id INTEGER PRIMARY KEY);"
                        + " CREATE TABLE child (of INTEGER REFERENCES parent ON DELETE CASCADE);"
                        + " INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1);");

        @Test
        void aTableThatIsMadeAnewByHandKeepsTheRowsThatReferToIt(SqliteDatabase sqlite) throws SQLException {
            var anew = Migration.of(2, "0002_anew.sql")
                    .sql(
                            "CREATE TABLE fresh (id INTEGER PRIMARY KEY, more TEXT); INSERT INTO fresh SELECT id, 'x' FROM parent;"
                                    + " drop\n table parent; ALTER TABLE fresh RENAME TO parent;")
                    .directed(Directives::allowingDataLoss);
            try (Connection connection = DriverManager.getConnection(sqlite.url() + "?foreign_keys=on")) {
                WhisperSchema.of(SchemaDefinition.named("host"))
                        .relational(SqliteStore.over(connection))
                        .migrations(Migrations.of(FAMILY, anew))
                        .migrate();
            }

            assertThat(ask("SELECT of || more FROM child JOIN parent ON of = id"))
                    .containsExactly("1x");
        }

        @Test
        void aTableThatIsDroppedUnderRowsThatReferToItIsNot() {
            var gone = Migration.of(2, "0002_gone.sql").sql("DROP TABLE parent").directed(Directives::allowingDataLoss);

            assertThatThrownBy(schema(FAMILY, gone)::migrate)
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("refer to rows that are not there")
                    .hasMessageContaining("Nothing was applied");
        }
    }

    abstract static class Cases extends MigrationCases {
        @Test
        void pendingOnesAreAppliedOnceAndInOrder() {
            assertThat(schema(BASELINE).migrate().migrations()).containsExactly(MigrationId.core(1));
            WhisperSchema schema = schema(MOOD, BASELINE);

            assertThat(schema.status().text())
                    .isEqualTo("0001 | 0001_baseline.sql | APPLIED\n0002 | 0002_mood.sql | PENDING\n");
            assertThat(schema.migrate().migrations()).containsExactly(MigrationId.core(2));
            assertThat(schema.migrate().migrations()).isEmpty();

            assertThat(ask("SELECT name || coalesce(mood, '-') FROM users")).containsExactly("Ada-");
            assertThat(
                            ask(
                                    "SELECT component || version || description || length(checksum) FROM schema_versions ORDER BY 1"))
                    .containsExactly("core10001_baseline.sql64", "core20002_mood.sql64");
            assertThat(source.changedOnReturn()).isEmpty();
        }

        @Test
        void aChangedMeaningStopsTheRunAndAChangedCommentDoesNot() {
            schema(BASELINE, MOOD).migrate();
            Migration edited = MOOD.sql("alter TABLE  users add column mood TEXT -- as they say");
            Migration changed = MOOD.sql("ALTER TABLE users ADD COLUMN mood INTEGER");

            assertThat(schema(BASELINE, edited).migrate().migrations()).isEmpty();
            assertThat(schema(BASELINE, edited).status().text()).contains("0002_mood.sql | APPLIED, TEXT EDITED");
            var before = store.inspect().tables();
            List<String> recorded = record();
            DialectName dialect = store.dialect().name();
            Migration pending = Migration.of(3, "0003_third.sql").sql("CREATE TABLE third (a INTEGER)");
            assertThatThrownBy(() -> schema(BASELINE, changed, pending).migrate())
                    .isInstanceOf(ChecksumMismatch.class)
                    .hasMessageContaining("0002 | 0002_mood.sql | CHECKSUM MISMATCH")
                    .hasMessageContaining(MOOD.checksum(dialect).meaning())
                    .hasMessageContaining(changed.checksum(dialect).meaning())
                    .hasMessageContaining("write the change as a new migration")
                    .hasMessageContaining("repair(reason)");
            assertThat(store.inspect().tables()).isEqualTo(before);
            assertThat(record()).isEqualTo(recorded);
        }

        /** All that the field's own table says. */
        private List<String> record() {
            return ask("SELECT component || '|' || version || '|' || coalesce(checksum, 'none') || '|'"
                    + " || coalesce(CAST(applied_at AS TEXT), 'none') || '|' || coalesce(description, 'none')"
                    + " FROM schema_versions ORDER BY component, version");
        }

        @Test
        void aDatabaseOfNewerCodeIsRefused() {
            schema(BASELINE, MOOD).migrate();

            assertThatThrownBy(() -> schema(BASELINE).migrate())
                    .isInstanceOf(NewerThanCode.class)
                    .hasMessageContaining("0002 | 0002_mood.sql");
        }

        @Test
        void oneWithALowerNumberThanTheAppliedIsRefusedOrAppliedAsAsked() {
            Migration third = Migration.of(3, "0003_third.sql").sql("CREATE TABLE third (a INTEGER)");
            schema(BASELINE, third).migrate();
            WhisperSchema schema = schema(BASELINE, MOOD, third);

            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("0002 | 0002_mood.sql");
            assertThat(schema.migrate(MigrateOptions.cautious().applyingLateOnes())
                            .migrations())
                    .containsExactly(MigrationId.core(2));
        }

        @Test
        void aStartRefusesOrAppliesOneWithALowerNumberAsAsked() {
            Migration third = Migration.of(3, "0003_third.sql").sql("CREATE TABLE third (a INTEGER)");
            schema(BASELINE, third).bootstrap();
            WhisperSchema schema = schema(BASELINE, MOOD, third);

            assertThatThrownBy(schema::bootstrap)
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("0002 | 0002_mood.sql")
                    .hasMessageContaining("applyingLateOnes() to MigrateOptions.cautious(), for a start to"
                            + " BootstrapOptions.cautious()");
            assertThat(schema.bootstrap(BootstrapOptions.cautious()
                                    .applyingLateOnes()
                                    .with(Changes.PLANNED))
                            .text())
                    .contains("would apply 0002");
            assertThat(schema.bootstrap(BootstrapOptions.cautious().applyingLateOnes())
                            .migrations()
                            .get(0)
                            .migrations())
                    .containsExactly(MigrationId.core(2));
        }

        @Test
        void oneThatLosesDataSaysSoItself() {
            Migration gone = Migration.of(2, "0002_gone.sql").sql("DROP TABLE users");

            assertThatThrownBy(() -> schema(BASELINE, gone).migrate())
                    .isInstanceOf(DataLossRefused.class)
                    .hasMessageContaining("DROP TABLE users");
            assertThat(schema(BASELINE, gone.directed(Directives::allowingDataLoss))
                            .migrate()
                            .migrations())
                    .hasSize(2);
        }

        @Test
        void theFieldsTableIsAdoptedAndNoRowIsLostOrChanged() {
            String sum = BASELINE.checksum(DialectName.SQLITE).raw();
            run(
                    "CREATE TABLE schema_versions (component VARCHAR(100) DEFAULT 'core', version INT, checksum VARCHAR(128),"
                            + " applied_at TIMESTAMP, description TEXT, PRIMARY KEY (component, version))",
                    "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT)",
                    "INSERT INTO schema_versions (version, checksum, applied_at, description) VALUES (1, '" + sum
                            + "', '2024-05-06 07:08:09.5', '0001_baseline.sql')",
                    "INSERT INTO schema_versions VALUES ('notes', 1, NULL, '2024-05-07 01:02:03', 'notes of users')",
                    "INSERT INTO schema_versions VALUES ('notes', 2, NULL, NULL, NULL)");
            List<String> before = record();
            WhisperSchema schema = schema(BASELINE, MOOD, notes(1), notes(2));

            assertThat(schema.migrate().migrations()).containsExactly(MigrationId.core(2));
            assertThat(schema.migrate().migrations()).isEmpty();

            assertThat(before).hasSize(3);
            assertThat(record()).hasSize(4).containsAll(before);
            assertThat(ask("SELECT component || version || origin FROM schema_versions WHERE meaning IS NOT NULL"
                            + " ORDER BY 1"))
                    .containsExactly("core1adopted", "core2applied", "notes1adopted", "notes2adopted");
            assertThat(schema.status().all().get(0).recorded().orElseThrow().appliedAt())
                    .isEqualTo("2024-05-06T07:08:09.500Z");
        }

        private static Migration notes(int number) {
            return Migration.of(new MigrationId("notes", number), "000" + number + "_notes.sql")
                    .sql("CREATE TABLE notes" + number + " (id INTEGER)");
        }

        @Test
        void theWayBackLeavesWhatWasThereBefore() {
            schema(BASELINE).migrate();
            var before = tables();
            WhisperSchema schema = schema(BASELINE, MOOD);
            schema.migrate();

            assertThatThrownBy(() -> schema.undo(1, MigrateOptions.cautious()))
                    .isInstanceOf(DataLossRefused.class)
                    .hasMessageContaining("take back migration 0002");
            assertThat(schema.undo(1, losing()).migrations()).containsExactly(MigrationId.core(2));

            assertThat(tables()).isEqualTo(before);
            assertThat(schema.status().text()).contains("0002_mood.sql | PENDING");
            assertThat(schema.migrate().migrations()).containsExactly(MigrationId.core(2));
            assertThat(schema.undoTo(MigrationId.core(1), losing()).migrations())
                    .containsExactly(MigrationId.core(2));
        }

        private List<CatalogTable> tables() {
            return store.inspect().tables().stream()
                    .filter(table -> !table.name().startsWith("schema_"))
                    .toList();
        }

        private static MigrateOptions losing() {
            return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
        }

        @Test
        void withoutAWayBackNothingIsTakenBack() {
            WhisperSchema schema = schema(BASELINE, MOOD);
            schema.migrate();

            assertThatThrownBy(() -> schema.undo(2, losing()))
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("0001_baseline.sql")
                    .hasMessageContaining("no way back");
            assertThat(schema.migrate().migrations()).isEmpty();
        }

        @Test
        void whatIsStampedDoesNotRun() {
            run("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT)");
            WhisperSchema schema = schema(BASELINE, MOOD);

            assertThat(schema.stamp(MigrationId.core(1)).migrations()).containsExactly(MigrationId.core(1));
            assertThat(schema.migrate().migrations()).containsExactly(MigrationId.core(2));

            assertThat(ask("SELECT name FROM users")).isEmpty();
            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry")).containsExactly("stamped", "done");
        }

        @Test
        void aRepairKeepsItsReason() {
            schema(BASELINE, MOOD).migrate();
            WhisperSchema schema = schema(BASELINE, MOOD.sql("ALTER TABLE users ADD mood TEXT"));

            assertThat(schema.repair("the word COLUMN says nothing").migrations())
                    .containsExactly(MigrationId.core(2));

            assertThat(schema.migrate().migrations()).isEmpty();
            assertThat(ask("SELECT detail FROM schema_journal WHERE event = 'repaired'"))
                    .containsExactly("the word COLUMN says nothing");
        }
    }
}
