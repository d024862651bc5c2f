package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.BootstrapOptions.Changes;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.Journal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three tables as hosts have them, and as later releases will find them. */
class HistoryTablesTest {
    private static final String FINAL = "The three tables are final: hosts have them, and every later release must read"
            + " them. What changes them needs another format (HistoryState.FORMAT) and a way from this one.";

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @Test
        void areThese() {
            schema(TABLE).migrate();

            assertThat(ask("""
                            SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                                || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                                || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
                            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                            WHERE c.relkind = 'r' AND c.relname LIKE 'schema\\_%' AND a.attnum > 0
                            ORDER BY c.relname, a.attnum"""))
                    .as(FINAL)
                    .containsExactly(
                            "schema_journal.entry bigint NOT NULL",
                            "schema_journal.run text NOT NULL",
                            "schema_journal.event text NOT NULL",
                            "schema_journal.component text",
                            "schema_journal.version integer",
                            "schema_journal.at timestamp with time zone NOT NULL",
                            "schema_journal.fence bigint NOT NULL",
                            "schema_journal.detail text NOT NULL",
                            "schema_journal.previous text NOT NULL",
                            "schema_journal.hash text NOT NULL",
                            "schema_state.one integer NOT NULL",
                            "schema_state.format integer NOT NULL",
                            "schema_state.phase text NOT NULL",
                            "schema_state.digest text NOT NULL",
                            "schema_state.fence bigint NOT NULL",
                            "schema_state.changed_at timestamp with time zone NOT NULL",
                            "schema_versions.component character varying(100) NOT NULL DEFAULT 'core'::character varying",
                            "schema_versions.version integer NOT NULL",
                            "schema_versions.checksum character varying(128)",
                            "schema_versions.applied_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP",
                            "schema_versions.description text",
                            "schema_versions.meaning text",
                            "schema_versions.origin text",
                            "schema_versions.run text");
            assertThat(ask("""
                            SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                            WHERE conrelid::regclass::text LIKE 'schema\\_%' AND contype <> 'n' ORDER BY 1"""))
                    .as(FINAL)
                    .containsExactly(
                            "schema_journal PRIMARY KEY (entry)",
                            "schema_state CHECK ((one = 1))",
                            "schema_state PRIMARY KEY (one)",
                            "schema_versions PRIMARY KEY (component, version)");
            assertThat(ask("SELECT indexname FROM pg_indexes WHERE tablename LIKE 'schema\\_%' ORDER BY 1"))
                    .as(FINAL)
                    .containsExactly("schema_journal_pkey", "schema_state_pkey", "schema_versions_pkey");
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @Test
        void aRowWithoutAComponentIsToldWithTheRemedy() {
            run(FIELD, "INSERT INTO schema_versions (component, version) VALUES (NULL, 1)");

            assertUnclear("its component is NULL, its version 1");
        }

        @Test
        void aRowWithoutAVersionIsToldWithTheRemedy() {
            run(FIELD, "INSERT INTO schema_versions (component, version) VALUES ('core', NULL)");

            assertUnclear("its component is 'core', its version NULL");
        }

        @Test
        void areThese() {
            schema(TABLE).migrate();

            assertThat(ask(
                            "SELECT sql FROM sqlite_schema WHERE tbl_name LIKE 'schema\\_%' ESCAPE '\\' AND sql IS NOT NULL"
                                    + " ORDER BY name"))
                    .as(FINAL)
                    .containsExactly(
                            "CREATE TABLE schema_journal (entry BIGINT NOT NULL PRIMARY KEY, run TEXT NOT NULL,"
                                    + " event TEXT NOT NULL, component TEXT, version INTEGER, at TEXT NOT NULL,"
                                    + " fence BIGINT NOT NULL, detail TEXT NOT NULL, previous TEXT NOT NULL,"
                                    + " hash TEXT NOT NULL)",
                            "CREATE TABLE schema_state (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),"
                                    + " format INTEGER NOT NULL, phase TEXT NOT NULL, digest TEXT NOT NULL,"
                                    + " fence BIGINT NOT NULL, changed_at TEXT NOT NULL)",
                            "CREATE TABLE schema_versions (component VARCHAR(100) NOT NULL DEFAULT 'core',"
                                    + " version INTEGER NOT NULL, checksum VARCHAR(128),"
                                    + " applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, description TEXT, meaning TEXT,"
                                    + " origin TEXT, run TEXT, PRIMARY KEY (component, version))");
        }
    }

    abstract static class Cases extends MigrationCases {
        static final String FIELD =
                "CREATE TABLE schema_versions (component VARCHAR(100) DEFAULT 'core', version INT, checksum VARCHAR(128),"
                        + " applied_at TIMESTAMP, description TEXT, PRIMARY KEY (component, version))";

        static final Migration TABLE = Migration.of(1, "0001_t.sql").sql("CREATE TABLE t (id INTEGER)");

        @Test
        void aRowWithoutAChecksumIsNotToldToBeOfAnotherText() {
            run(FIELD, "CREATE TABLE t (id INTEGER)", "INSERT INTO schema_versions (version) VALUES (1)");
            schema(TABLE).bootstrap();

            assertThat(schema(TABLE).status().in(MigrationStatus.State.APPLIED)).hasSize(1);
            assertThat(schema(TABLE).validate().text()).doesNotContain("the text that was applied");
        }

        /** Of somebody's migration 1 that is none of ours. */
        private void numberOnly() {
            run(
                    FIELD,
                    "CREATE TABLE other (id INTEGER)",
                    "INSERT INTO schema_versions (version, description) VALUES (1, 'something else')");
        }

        @Test
        void aNumberAloneIsNotBelievedWhereTheStructureShowsThatItIsAnother() {
            numberOnly();

            assertThatThrownBy(schema(TABLE)::bootstrap)
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("table t: expected")
                    .hasMessageContaining("says by number alone that it has 0001 | something else. If a row stands for")
                    .hasMessageNotContaining("table other");
            assertThatThrownBy(() ->
                            schema(TABLE).bootstrap(BootstrapOptions.cautious().with(Changes.PLANNED)))
                    .isInstanceOf(StoreDiffers.class);
            assertThat(ask("SELECT description FROM schema_versions")).containsExactly("something else");
        }

        @Test
        void aNumberAloneIsBelievedOfWhatIsThereBesideOthers() {
            numberOnly();
            run("CREATE TABLE t (id INTEGER)");

            assertThat(schema(TABLE).bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        @Test
        void aNumberAloneIsBelievedWhereSomebodySaysSo() {
            numberOnly();

            schema(TABLE).stamp(TABLE.id());

            assertThat(schema(TABLE).bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        @Test
        void areTheSameWhereAStepOfAnotherStoreCameFirst() {
            store.journal().append(new Journal.Entry("plan", "1", Journal.Event.INTENT, "elsewhere", Instant.EPOCH));
            List<String> columns = columns();
            assertThat(columns).hasSize(3);

            schema(TABLE).migrate();

            assertThat(columns()).isEqualTo(columns);
            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry")).containsExactly("step intent", "done");
            assertThat(store.history().flaws()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"user notes, 1", "core, 0", "'', 3"})
        void aRowOfTheFieldThatNamesNoMigrationIsToldWithTheRemedy(String component, int version) {
            run(
                    FIELD,
                    "INSERT INTO schema_versions (component, version) VALUES ('" + component + "', " + version + ")");

            assertUnclear("its component is '" + component + "', its version " + version);
        }

        void assertUnclear(String row) {
            assertThatThrownBy(() -> schema(TABLE).bootstrap())
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining(row)
                    .hasMessageContaining("Correct that row, or delete it");
            assertThat(ask("SELECT count(*) FROM schema_versions")).containsExactly("1");
        }

        private List<String> columns() {
            return store.inspect().tables().stream()
                    .filter(table -> table.name().startsWith("schema_"))
                    .map(Object::toString)
                    .toList();
        }
    }
}
