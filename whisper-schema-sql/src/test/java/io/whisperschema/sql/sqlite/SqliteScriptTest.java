package io.whisperschema.sql.sqlite;

import static io.whisperschema.definition.relational.Expression.column;
import static io.whisperschema.definition.relational.Expression.literal;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteScriptTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO a VALUES (1)                          | DATA
            REPLACE INTO a VALUES (1)                         | DATA
            WITH x AS (SELECT 1) DELETE FROM a                | DATA
            DELETE FROM sqlite_sequence                       | DATA
            PRAGMA foreign_keys=OFF                           | NO_STRUCTURE
            BEGIN TRANSACTION                                 | NO_STRUCTURE
            ANALYZE                                           | NO_STRUCTURE
            CREATE TABLE IF NOT EXISTS a (other TEXT)         | NO_STRUCTURE
            CREATE TABLE sqlite_sequence (name, seq)          | NO_STRUCTURE
            DROP TABLE IF EXISTS z                            | NO_STRUCTURE
            CREATE TEMP TABLE t (x)                           | NO_PLACE
            CREATE TABLE aux.t (x)                            | NO_PLACE
            CREATE TABLE t AS SELECT * FROM a                 | NOT_UNDERSTOOD
            CREATE TABLE a (x)                                | NOT_UNDERSTOOD
            CREATE INDEX i ON z (x)                           | NOT_UNDERSTOOD
            ALTER TABLE z ADD COLUMN x                        | NOT_UNDERSTOOD
            ALTER TABLE a ALTER COLUMN x SET NOT              | NOT_UNDERSTOOD
            ALTER TABLE a ALTER x SET NOT NULL ON CONFLICT IGNORE | NOT_UNDERSTOOD
            ALTER TABLE a ADD COLUMN y PRIMARY KEY            | NOT_UNDERSTOOD
            ALTER TABLE a ADD COLUMN y UNIQUE                 | NOT_UNDERSTOOD
            ALTER TABLE a ADD CONSTRAINT u UNIQUE (x)         | NOT_UNDERSTOOD
            ALTER TABLE a DROP CONSTRAINT c                   | NOT_UNDERSTOOD
            ALTER TABLE a DROP COLUMN x                       | NOT_UNDERSTOOD
            ALTER TABLE a RENAME TO b c                       | NOT_UNDERSTOOD
            DROP TABLE z                                      | NOT_UNDERSTOOD
            ROLLBACK                                          | NOT_UNDERSTOOD
            PRAGMA legacy_alter_table=ON                      | NOT_UNDERSTOOD
            UPDATE sqlite_master SET sql = ''                 | NOT_UNDERSTOOD
            GRANT ALL ON a TO b                               | NOT_UNDERSTOOD
            .read other.sql                                   | NOT_UNDERSTOOD
            CREATE TABLE t (x TEXT                            | NOT_UNDERSTOOD
            """)
    void whatTheCatalogSaysNothingOfIsListed(String statement, Reason reason) {
        ScriptReading reading = read("CREATE TABLE a (x);\n\n" + statement);

        assertThat(reading.rest()).singleElement().satisfies(unread -> {
            assertThat(unread.reason()).as(unread.why()).isEqualTo(reason);
            assertThat(unread.line()).isEqualTo(3);
            assertThat(unread.beginning()).isEqualTo(statement);
        });
        assertThat(reading.catalog().tables()).extracting(CatalogTable::name).containsExactly("a");
    }

    @Test
    void aDumpOfAVirtualTableIsReadAsOne() {
        RelationalCatalog catalog = understood("""
                PRAGMA writable_schema=ON;
                INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','fts','fts',0,'CREATE VIRTUAL TABLE fts USING fts5(x)');
                CREATE TABLE IF NOT EXISTS 'fts_data'(id INTEGER PRIMARY KEY, block BLOB);
                INSERT INTO fts_data VALUES(1,X'00');
                CREATE TABLE IF NOT EXISTS 'fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;
                PRAGMA writable_schema=OFF;
                """);

        assertThat(catalog.tables()).isEmpty();
        assertThat(catalog.foreignObjects())
                .extracting(object -> object.type() + " " + object.name())
                .containsExactly("virtual table fts", "shadow table fts_config", "shadow table fts_data");
    }

    @Test
    void aRenamedTableTakesItsIndexesTriggersAndReferencesAlong() {
        RelationalCatalog catalog = understood("""
                CREATE TABLE a (id INTEGER PRIMARY KEY, "when" TEXT);
                CREATE TABLE b (a_id INTEGER REFERENCES A (ID));
                CREATE INDEX i ON a ("when");
                CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;
                ALTER TABLE a RENAME TO c;
                ALTER TABLE c RENAME COLUMN "when" TO at;
                ALTER TABLE c RENAME id TO number;
                """);

        assertThat(catalog.table("c").orElseThrow().columns())
                .extracting(CatalogColumn::name)
                .containsExactly("number", "at");
        assertThat(catalog.table("c").orElseThrow().indexes())
                .containsExactly(Index.named("i").on("at"));
        assertThat(catalog.table("b").orElseThrow().foreignKeys())
                .containsExactly(ForeignKey.from("a_id").references("c", "number"));
        assertThat(catalog.foreignObjects()).extracting(ForeignObject::table).containsExactly(Optional.of("c"));
    }

    @Test
    void constraintsComeAndGo() {
        RelationalCatalog catalog = understood("""
                CREATE TABLE p (id INTEGER PRIMARY KEY);
                CREATE TABLE a (x TEXT, y TEXT NOT NULL CONSTRAINT c CHECK (y <> ''), z CONSTRAINT f REFERENCES p);
                ALTER TABLE a ALTER COLUMN x SET NOT NULL;
                ALTER TABLE a ALTER y DROP NOT NULL;
                ALTER TABLE a ADD CONSTRAINT d CHECK (x > 'x');
                ALTER TABLE a ADD CHECK (x < 'z');
                ALTER TABLE a DROP CONSTRAINT C;
                ALTER TABLE a DROP CONSTRAINT f;
                """);

        CatalogTable table = catalog.table("a").orElseThrow();
        assertThat(table.columns()).extracting(CatalogColumn::nullable).containsExactly(false, true, true);
        assertThat(table.checks())
                .containsExactly(
                        new Check(Optional.of("d"), column("x").greaterThan(literal("x"))),
                        new Check(Optional.empty(), column("x").lessThan(literal("z"))));
        assertThat(table.foreignKeys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "u", "indexed", "source"})
    void aColumnThatIsNeededStays(String column) {
        ScriptReading reading = read("""
                CREATE TABLE a (id INTEGER PRIMARY KEY, u TEXT UNIQUE, indexed TEXT, source TEXT, made AS (source || '!'));
                CREATE INDEX i ON a (lower(indexed));
                ALTER TABLE a DROP COLUMN %s""".formatted(column));

        assertThat(reading.notUnderstood())
                .singleElement()
                .satisfies(unread -> assertThat(unread.why()).contains("needs column " + column));
        assertThat(reading.catalog().table("a").orElseThrow().columns()).hasSize(5);
    }

    @Test
    void aCheckThatMayRefuseToLetAColumnGoIsNamed() {
        ScriptReading reading = read("""
                CREATE TABLE a (x TEXT, y TEXT, CHECK (x < y));
                ALTER TABLE a DROP COLUMN y;
                """);

        assertThat(reading.notUnderstood())
                .singleElement()
                .satisfies(unread -> assertThat(unread.why()).contains("check (x < y)"));
    }

    @Test
    void whatSqliteRewordsInQueriesIsNotGuessed() {
        ScriptReading reading = read("""
                CREATE TABLE a (id INTEGER PRIMARY KEY);
                CREATE VIEW v AS SELECT id FROM a;
                ALTER TABLE a RENAME TO b;
                """);

        assertThat(reading.notUnderstood()).singleElement().satisfies(unread -> {
            assertThat(unread.line()).isEqualTo(3);
            assertThat(unread.why()).contains("view v");
        });
    }

    @Test
    void aDroppedTableTakesWhatIsOfItAlong() {
        RelationalCatalog catalog = understood("""
                CREATE TABLE a (x);
                CREATE INDEX i ON a (x);
                CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;
                DROP TABLE A;
                CREATE TABLE i (x);
                """);

        assertThat(catalog.foreignObjects()).isEmpty();
        assertThat(catalog.tables()).extracting(CatalogTable::name).containsExactly("i");
    }

    private static ScriptReading read(String script) {
        return SqliteScript.read(script).reading();
    }

    private static RelationalCatalog understood(String script) {
        ScriptReading reading = read(script);
        assertThat(reading.notUnderstood()).isEmpty();
        return reading.catalog();
    }
}
