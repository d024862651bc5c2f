package io.whisperschema.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.migration.Script;
import io.whisperschema.spi.ScriptPart;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of migrations about the tables in which migrations are on record. */
class RecordTablesTest {
    private static List<ScriptPart> statements(String statement, DialectName dialect) {
        return MigrationScript.statements(new Script("0001_x.sql", 1, "SELECT 1;\n" + statement, ""), dialect);
    }

    private static void refused(String statement, DialectName dialect) {
        assertThatThrownBy(() -> statements(statement, dialect))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_x.sql, line 2: it changes schema_")
                .hasMessageContaining("stamp(…)")
                .hasMessageContaining("repair(reason)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM schema_versions",
                "DELETE FROM \"schema_versions\" WHERE version = 1",
                "UPDATE Schema_Versions SET checksum = NULL",
                "DROP TABLE IF EXISTS notes, schema_versions",
                "ALTER TABLE schema_versions ADD COLUMN note text",
                "ALTER TABLE notes RENAME TO schema_state",
                "INSERT INTO schema_state (id) VALUES (1)",
                "WITH a AS (SELECT 1) INSERT INTO schema_journal SELECT * FROM a",
                "CREATE TABLE IF NOT EXISTS schema_journal (a text)",
                "CREATE TEMP TABLE schema_versions (a text)",
                "CREATE VIEW schema_state AS SELECT 1"
            })
    void aStatementThatChangesTheRecordIsRefused(String statement) {
        refused(statement, DialectName.POSTGRES);
        refused(statement, DialectName.SQLITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE schema_versions",
                "TRUNCATE TABLE ONLY notes *, public.schema_state",
                "DELETE FROM ONLY public.schema_versions",
                "UPDATE ONLY schema_versions AS v SET checksum = NULL",
                "MERGE INTO schema_versions USING a ON true WHEN MATCHED THEN DELETE",
                "WITH gone AS (DELETE FROM schema_versions RETURNING *) SELECT * FROM gone",
                "SELECT * INTO schema_state FROM notes",
                "COPY schema_journal FROM '/dev/null'"
            })
    void soIsOneInTheWordsOfPostgres(String statement) {
        refused(statement, DialectName.POSTGRES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REPLACE INTO schema_versions (version) VALUES (1)",
                "UPDATE OR IGNORE main.[schema_versions] SET checksum = NULL",
                "DELETE FROM 'SCHEMA_STATE'",
                "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM schema_versions; END"
            })
    void soIsOneInTheWordsOfSqlite(String statement) {
        refused(statement, DialectName.SQLITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE schema_versions (component VARCHAR(100), version INT)",
                "CREATE TABLE IF NOT EXISTS schema_versions (component VARCHAR(100), version INT)",
                "INSERT INTO schema_versions (version) VALUES (1)",
                "ALTER TABLE ONLY public.schema_versions ADD CONSTRAINT p PRIMARY KEY (component, version)",
                "ALTER TABLE public.schema_versions OWNER TO ada"
            })
    void whatRunnersInTheFieldAndDumpsDoWithTheirTableIsNot(String statement) {
        allowed(statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO notes SELECT description FROM schema_versions",
                "CREATE VIEW applied AS SELECT version FROM schema_versions",
                "UPDATE notes SET words = 'DELETE FROM schema_state'",
                "ALTER TABLE notes ADD COLUMN schema_state TEXT",
                "ALTER TABLE notes RENAME COLUMN a TO schema_state",
                "DELETE FROM archive.schema_versions",
                "CREATE TABLE notes (schema_versions TEXT, schema_state TEXT)",
                "UPDATE notes SET schema_state = 1, schema_journal = 2",
                "DROP TABLE schema_states"
            })
    void whatOnlyReadsOrNamesItIsNot(String statement) {
        allowed(statement);
    }

    private static void allowed(String statement) {
        assertThat(statements(statement, DialectName.POSTGRES)).hasSize(2);
        assertThat(statements(statement, DialectName.SQLITE)).hasSize(2);
    }
}
