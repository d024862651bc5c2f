package io.whisperschema.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.migration.Script;
import io.whisperschema.spi.ScriptPart;
import io.whisperschema.spi.ScriptPart.Effect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements of migrations do to data that is there. */
class DataEffectTest {
    private static Effect effect(String statement, DialectName dialect) {
        return MigrationScript.statements(new Script("0001_x.sql", 1, statement, ""), dialect).stream()
                .map(ScriptPart::effect)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM users",
                "TRUNCATE users",
                "DROP TABLE users",
                "DROP SCHEMA s CASCADE",
                "DROP OWNED BY ada",
                "DROP TYPE mood CASCADE",
                "DROP EXTENSION citext CASCADE",
                "DROP FUNCTION IF EXISTS twice(int) CASCADE",
                "DROP TEXT SEARCH CONFIGURATION simple_english CASCADE",
                "ALTER TABLE users DROP COLUMN name",
                "ALTER TABLE users ADD COLUMN a TEXT, DROP name",
                "ALTER TYPE place DROP ATTRIBUTE street",
                "WITH old AS (SELECT 1) DELETE FROM users USING old",
                "WITH gone AS (DELETE FROM users RETURNING *) INSERT INTO archive SELECT * FROM gone",
                "INSERT INTO archive WITH gone AS (DELETE FROM users RETURNING *) SELECT * FROM gone",
                "MERGE INTO users USING other ON true WHEN MATCHED THEN DELETE",
                "ALTER TABLE users DROP identity",
                "ALTER TABLE users DROP expression",
                "EXPLAIN ANALYZE DELETE FROM users",
                "EXPLAIN (ANALYZE, BUFFERS) DELETE FROM users",
                "COPY (DELETE FROM users RETURNING *) TO '/dev/null'",
                "CREATE TEMP TABLE gone AS WITH g AS (DELETE FROM users RETURNING *) SELECT * FROM g",
                "(WITH g AS (DELETE FROM users RETURNING *) SELECT * FROM g)",
                "WITH RECURSIVE a AS (SELECT 1 AS b) SEARCH DEPTH FIRST BY b SET o DELETE FROM users",
            })
    void rowsAndColumnsThatGoAreLost(String statement) {
        assertThat(effect(statement, DialectName.POSTGRES)).isEqualTo(Effect.LOSES_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROLLBACK",
                "ROLLBACK PREPARED 'a'",
                "ROLLBACK AND CHAIN",
                "ABORT",
                "SAVEPOINT a",
                "PREPARE TRANSACTION 'a'",
                "COMMIT PREPARED 'a'",
                "COMMIT AND CHAIN",
                "commit work and chain;",
                "END TRANSACTION AND CHAIN",
                "COMMIT a"
            })
    void whatEndsTheTransactionIsRefused(String statement) {
        assertThatThrownBy(() -> effect("-- done\n" + statement, DialectName.POSTGRES))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_x.sql, line 2: it ends a transaction that is ours to end")
                .hasMessageContaining("Leave it out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "BEGIN ISOLATION LEVEL SERIALIZABLE",
                "START TRANSACTION",
                "COMMIT",
                "COMMIT WORK",
                "COMMIT TRANSACTION AND NO CHAIN;",
                "END -- of it\n;"
            })
    void theScriptsOwnTransactionIsPartOfOurs(String statement) {
        assertThat(effect(statement, DialectName.POSTGRES)).isEqualTo(Effect.TRANSACTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE users SET name = 'x'",
                "WITH a AS (SELECT 1) UPDATE users SET name = 'x'",
                "WITH a AS (UPDATE users SET name = 'x' RETURNING *) SELECT * FROM a",
                "INSERT INTO users VALUES (1) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                "MERGE INTO users USING other ON true WHEN MATCHED THEN UPDATE SET name = 'x'",
                "ALTER TABLE users ALTER COLUMN age TYPE smallint",
                "ALTER TABLE ONLY users ALTER age SET DATA TYPE smallint USING 1",
                "DO $$ BEGIN DELETE FROM users; END $$",
                "CALL clean_up()",
                "SELECT clean_up()",
                "SELECT * FROM clean_up()",
                "EXPLAIN ANALYZE UPDATE users SET name = 'x'",
                "EXECUTE prepared",
            })
    void whatIsWrittenOverOrNobodyCanTellMayBe(String statement) {
        assertThat(effect(statement, DialectName.POSTGRES)).isEqualTo(Effect.MAY_LOSE_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REPLACE INTO users VALUES (1)",
                "INSERT OR REPLACE INTO users VALUES (1)",
                "WITH a AS (SELECT 1) REPLACE INTO users SELECT * FROM a",
                "WITH a AS (SELECT 1) INSERT OR REPLACE INTO users SELECT * FROM a",
                "UPDATE OR IGNORE users SET name = 'x'",
                "INSERT INTO users VALUES (1) ON CONFLICT DO UPDATE SET name = 'x'",
            })
    void soMayBeWhatSqliteReplaces(String statement) {
        assertThat(effect(statement, DialectName.SQLITE)).isEqualTo(Effect.MAY_LOSE_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO users VALUES (1, 'DELETE FROM users') -- UPDATE",
                "INSERT INTO users VALUES (1) ON CONFLICT DO NOTHING",
                "INSERT INTO users (\"update\") VALUES (1)",
                "CREATE TABLE a (b INTEGER REFERENCES users ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE RULE r AS ON INSERT TO users DO ALSO DELETE FROM other",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM users'",
                "ALTER TABLE users ADD COLUMN type TEXT",
                "ALTER TABLE users RENAME COLUMN type TO kind",
                "ALTER TABLE users ALTER COLUMN type DROP NOT NULL",
                "ALTER TABLE users DROP CONSTRAINT named",
                "ALTER TABLE users ALTER a DROP DEFAULT, ALTER COLUMN b DROP IDENTITY",
                "EXPLAIN DELETE FROM users",
                "COPY users (name) FROM STDIN",
                "CREATE TABLE copied AS SELECT delete FROM users",
                "DROP INDEX by_name",
                "DROP VIEW names CASCADE",
                "DROP TYPE mood",
                "DROP FUNCTION twice(int)",
                "SELECT pg_catalog.setval('users_id_seq', 7)",
                "SELECT id FROM users FOR NO KEY UPDATE",
                "SELECT delete FROM users",
                "GRANT DELETE, UPDATE ON users TO ada",
            })
    void everythingElseLosesNothing(String statement) {
        assertThat(effect(statement, DialectName.POSTGRES)).isEqualTo(Effect.OTHER);
    }
}
