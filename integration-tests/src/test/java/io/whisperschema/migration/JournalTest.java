package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.integration.Sql;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found where somebody changed the record of migrations by other means. */
class JournalTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @BeforeEach
        void hasAnother(PostgresDatabase first, PostgresDatabase other) {
            another = PostgresStore.over(other.dataSource());
        }

        @Test
        void momentsAreKeptInUtcWhateverTheSessionsZone() {
            RelationalStore own = store;
            store = PostgresStore.over(Sql.inZone(source, "America/New_York"));
            schema().clock(Clock.fixed(Instant.parse("2026-01-02T03:04:05.123456789Z"), ZoneOffset.UTC))
                    .migrate();
            store = own;

            assertThat(ask("SELECT DISTINCT at AT TIME ZONE 'UTC' FROM schema_journal"))
                    .containsExactly("2026-01-02 03:04:05.123456");
            assertThat(found()).isEmpty();
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @BeforeEach
        void hasAnother(SqliteDatabase first, SqliteDatabase other) {
            another = SqliteStore.over(other.dataSource());
        }
    }

    abstract static class Cases extends MigrationCases {
        private static final String COPY =
                "INSERT INTO schema_journal (entry, run, event, component, version, at, fence, detail, previous, hash)"
                        + " SELECT %d, run, event, component, version, at, fence, detail, previous, hash FROM"
                        + " schema_journal WHERE entry = %d";

        RelationalStore another;

        /** Four migrations, and so four entries once they are applied. */
        WhisperSchema schema() {
            return WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store)
                    .migrations(Migrations.of(IntStream.rangeClosed(1, 4)
                            .mapToObj(number -> Migration.of(number, "000" + number + "_t.sql")
                                    .sql("CREATE TABLE t" + number + " (id INTEGER)")
                                    .undo("DROP TABLE t" + number))
                            .toList()));
        }

        List<Finding> found() {
            return schema().validate().findings().get(store.name()).stream()
                    .filter(finding -> finding.place().startsWith("schema_journal,")
                            || finding.place().startsWith("schema_versions,"))
                    .toList();
        }

        private ObjectAssert<Finding> theOneFound() {
            return assertThat(found()).singleElement();
        }

        private static MigrateOptions losing() {
            return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
        }

        @Test
        void whatThisLibraryWroteIsAsItWasWritten() {
            schema().migrateTo(MigrationId.core(2), losing());
            run("CREATE TABLE t3 (id INTEGER)");
            schema().stamp(MigrationId.core(3));
            schema().undo(2, losing());
            schema().migrate();
            schema().repair("nothing was wrong");

            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry"))
                    .containsExactly("done", "done", "stamped", "undone", "undone", "done", "done", "done", "repaired");
            assertThat(found()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "run, 'another'",
            "event, 'undone'",
            "component, 'seed'",
            "version, 9",
            "at, '2020-01-01 00:00:00.000000'",
            "fence, 77",
            "detail, 'nothing happened'",
            "previous, 'x'",
            "hash, 'x'"
        })
        void anEntryThatWasEditedIsNamed(String column, String value) {
            schema().migrate();

            run("UPDATE schema_journal SET " + column + " = '" + value.replace("'", "") + "' WHERE entry = 2");

            theOneFound().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                assertThat(finding.sentence())
                        .startsWith("schema_journal, entry 2: expected what was written, found something else")
                        .contains("it was edited. What it tells may not have happened so");
                assertThat(finding.remedy()).contains("backup").contains("repair(reason)");
            });
            assertThat(schema().validate().isValid()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"1, 1, entry 1", "2, 2, entry 2", "2, 3, entries 2 to 3", "1, 3, entries 1 to 3"})
        void entriesThatAreMissingAreNamed(int from, int to, String which) {
            schema().migrate();

            run("DELETE FROM schema_journal WHERE entry BETWEEN " + from + " AND " + to);

            theOneFound()
                    .extracting(Finding::sentence)
                    .asString()
                    .startsWith("schema_journal, " + which + ": expected")
                    .contains("found none");
        }

        @Test
        void entriesThatWereTakenOutAndTheOthersRenumberedAreMissed() {
            schema().migrate();

            run(
                    "DELETE FROM schema_journal WHERE entry = 2",
                    "UPDATE schema_journal SET entry = 2 WHERE entry = 3",
                    "UPDATE schema_journal SET entry = 3 WHERE entry = 4");

            theOneFound()
                    .extracting(Finding::sentence)
                    .asString()
                    .startsWith("schema_journal, entry 2: expected it behind the entry that was there")
                    .contains("entries between them were taken out");
        }

        @Test
        void anEntryThatWasPutInIsNamed() {
            schema().migrate();

            run(
                    "UPDATE schema_journal SET entry = 5 WHERE entry = 4",
                    "UPDATE schema_journal SET entry = 4 WHERE entry = 3");
            run(COPY.formatted(3, 2));

            theOneFound()
                    .extracting(Finding::sentence)
                    .asString()
                    .startsWith("schema_journal, entry 3: ")
                    .contains("one that was put in by hand")
                    .contains("What it tells did not happen");
        }

        @Test
        void anEntryThatWasAddedAtTheEndIsNamed() {
            schema().migrate();

            run(COPY.formatted(5, 4));

            theOneFound()
                    .extracting(Finding::sentence)
                    .asString()
                    .startsWith("schema_journal, entry 5: ")
                    .contains("or this one was put in by hand");
            run("UPDATE schema_journal SET detail = 'x' WHERE entry = 5");
            theOneFound().extracting(Finding::sentence).asString().contains("edited or put in by hand");
        }

        @Test
        void aJournalWhoseEndIsMissingDoesNotTellOfAMigrationThatIsOnRecord() {
            schema().migrate();

            run("DELETE FROM schema_journal WHERE entry = 4");

            theOneFound()
                    .extracting(Finding::sentence)
                    .asString()
                    .startsWith("schema_versions, 0004 | 0004_t.sql: expected an entry of the journal")
                    .contains("found none: the journal's end is missing, or the row was put in by hand");
        }

        @Test
        void aRowOfTheRecordThatWasTakenOutIsNamed() {
            schema().migrate();

            run("DELETE FROM schema_versions WHERE version = 4");

            theOneFound().satisfies(finding -> {
                assertThat(finding.sentence())
                        .isEqualTo(
                                "schema_versions, core 4: expected a row, as entry 4 of the journal says, found none:"
                                        + " it was taken out by hand, or the journal's end is missing");
                assertThat(finding.remedy()).contains("stamp(");
            });
            schema().stamp(MigrationId.core(4));
            assertThat(found()).isEmpty();
        }

        @Test
        void rowsOfAnotherRunnerNeedNoEntry() {
            run(
                    "CREATE TABLE schema_versions (component VARCHAR(100) DEFAULT 'core', version INT, checksum VARCHAR(128),"
                            + " applied_at TIMESTAMP, description TEXT, PRIMARY KEY (component, version))",
                    "INSERT INTO schema_versions VALUES ('core', 1, NULL, '2024-05-06 07:08:09.5', '0001_t.sql')");

            assertThat(found()).isEmpty();
            schema().migrate();
            assertThat(found()).isEmpty();
        }

        @Test
        void aRepairAcceptsWhatIsWrongUpToThereAndKeepsTheReason() {
            schema().migrate();
            run("UPDATE schema_journal SET detail = 'x' WHERE entry = 2");

            schema().repair("an operator tidied up");

            theOneFound().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
                assertThat(finding.remedy()).isEqualTo("Nothing to do: entry 5 accepts it: an operator tidied up");
            });
            assertThat(schema().validate().isValid()).isTrue();
            schema().undo(1, losing());
            run("UPDATE schema_journal SET detail = 'y' WHERE entry = 6");
            theOneFound().extracting(Finding::severity).isEqualTo(Severity.ERROR);
        }

        @Test
        void aRepairAcceptsThatTheEndIsMissingUpToThen() {
            schema().migrate();
            run("DELETE FROM schema_journal WHERE entry > 2");

            schema().repair("restored from an old dump");

            assertThat(found()).hasSize(2).allMatch(finding -> finding.severity() == Severity.NOTICE);
            run("UPDATE schema_versions SET applied_at = '2999-01-01 00:00:00' WHERE version = 4");
            assertThat(found()).extracting(Finding::severity).containsExactly(Severity.NOTICE, Severity.ERROR);
        }

        @ParameterizedTest
        @ValueSource(strings = {"DELETE FROM schema_journal", "UPDATE schema_journal SET hash = 'x'"})
        void aStartIsNotHeldUp(String change) {
            schema().migrate();

            run(change);

            assertThat(schema().bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
        }

        @Test
        void aVerificationTellsTheSame() {
            schema().migrate();
            run("UPDATE schema_journal SET detail = 'x' WHERE entry = 3");

            assertThat(schema().verify(another).text()).contains("schema_journal, entry 3");
        }
    }
}
