package io.whisperschema.sqlite;

import static io.whisperschema.sqlite.Alteration.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.diff.DiffHints;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stays when SQLite has to write a table anew. */
@WithDatabases
class SqliteRebuildTest {
    static Stream<Arguments> everyKindOfChange() {
        return Stream.of(
                change("a column that needs the time", "a, b", "a, b, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP"),
                change("a computed column, stored", "a, b", "a, b, c TEXT AS (lower(b)) STORED"),
                change("a computed column, virtual", "a, b", "a, b, c TEXT AS (lower(b))"),
                change("a column with a constant", "a, b", "a, b, c INTEGER NOT NULL DEFAULT 7"),
                change("a default", "a, b", "a, b TEXT DEFAULT 'x'"),
                change("not null", "a, b TEXT", "a, b TEXT NOT NULL"),
                change("null", "a, b TEXT NOT NULL", "a, b TEXT"),
                change("a type", "a, b TEXT", "a, b BLOB"),
                change("a collation", "a, b TEXT", "a, b TEXT COLLATE NOCASE"),
                change("a key", "a, b TEXT", "a, b TEXT PRIMARY KEY"),
                change("no key", "a, b TEXT PRIMARY KEY", "a, b TEXT"),
                change("another key", "a, b, PRIMARY KEY (a)", "a, b, PRIMARY KEY (b, a)"),
                change("a row's number as key", "a INTEGER, b", "a INTEGER PRIMARY KEY, b"),
                change("no row's number as key", "a INTEGER PRIMARY KEY, b", "a INTEGER NOT NULL, b"),
                change("numbers", "a INTEGER PRIMARY KEY, b", "a INTEGER PRIMARY KEY AUTOINCREMENT, b"),
                change("a unique constraint", "a, b", "a, b, UNIQUE (b)"),
                change("no unique constraint", "a, b, UNIQUE (b)", "a, b"),
                change("a check", "a, b", "a, b, CHECK (length(b) > 1)"),
                change("no check", "a, b, CHECK (length(b) > 1)", "a, b"),
                change("a foreign key", "a, b", "a, b, FOREIGN KEY (a) REFERENCES other (id)"),
                change("no foreign key", "a, b, FOREIGN KEY (a) REFERENCES other (id)", "a, b"),
                change("another name", "a, b, CONSTRAINT x UNIQUE (b)", "a, b, CONSTRAINT y UNIQUE (b)"));
    }

    private static Arguments change(String what, String before, String after) {
        return Arguments.of(what, before, after);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyKindOfChange")
    void everyRowStaysAsItIs(String what, String before, String after, SqliteDatabase database) {
        String other = "CREATE TABLE other (id INTEGER PRIMARY KEY)";
        var alteration = given(
                database,
                other,
                "CREATE TABLE t (" + before + ")",
                "INSERT INTO other VALUES (1), (2), (5)",
                "INSERT INTO t (rowid, a, b) VALUES (1, 1, 'one'), (2, 2, 'two'), (5, 5, 'Fünf')");

        alteration.becomes(other, "CREATE TABLE t (" + after + ")");

        assertThat(alteration.rows("SELECT rowid, a, b FROM t ORDER BY rowid"))
                .containsExactly("1, 1, one", "2, 2, two", "5, 5, Fünf");
    }

    @Test
    void aKeyThatLostItsNameToNumbersHasItAgain(SqliteDatabase database) {
        var alteration = given(database, "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)");

        alteration.becomes("CREATE TABLE t (a INTEGER NOT NULL, CONSTRAINT k PRIMARY KEY (a))");

        assertThat(alteration.rows(
                        "SELECT instr(sql, 'CONSTRAINT k PRIMARY KEY') > 0 FROM sqlite_schema WHERE name = 't'"))
                .containsExactly("1");
    }

    @Test
    void rowsThatReferToTheTableStayThoughTheyCascade(SqliteDatabase database) {
        String children =
                "CREATE TABLE children (id INTEGER PRIMARY KEY, parent REFERENCES parents (id) ON DELETE CASCADE)";
        var alteration = given(
                database,
                "CREATE TABLE parents (id INTEGER PRIMARY KEY, up REFERENCES parents (id) ON DELETE CASCADE, n)",
                children,
                "INSERT INTO parents VALUES (1, NULL, 1), (2, 1, 2), (3, 2, 3)",
                "INSERT INTO children VALUES (10, 1), (11, 3)");

        alteration.becomes(
                "CREATE TABLE parents (id INTEGER PRIMARY KEY, up REFERENCES parents (id) ON DELETE CASCADE, n NOT NULL)",
                children);

        assertThat(alteration.rows("SELECT * FROM parents")).containsExactly("1, null, 1", "2, 1, 2", "3, 2, 3");
        assertThat(alteration.rows("SELECT * FROM children")).containsExactly("10, 1", "11, 3");
        alteration.run("PRAGMA foreign_keys = ON", "DELETE FROM parents WHERE id = 1");
    }

    @Test
    void indexesAndTriggersAndViewsStay(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE Notes (id INTEGER PRIMARY KEY, said TEXT)",
                "CREATE TABLE log (what TEXT)",
                "CREATE INDEX by_said ON Notes (lower(said) DESC) WHERE said IS NOT NULL",
                "CREATE VIEW loud AS SELECT upper(said) AS said FROM notes",
                "CREATE TRIGGER told AFTER INSERT ON nOtEs BEGIN INSERT INTO log SELECT said FROM loud; END",
                "CREATE TRIGGER via INSTEAD OF INSERT ON loud BEGIN INSERT INTO Notes (said) VALUES (new.said); END",
                "CREATE TRIGGER back AFTER DELETE ON log BEGIN DELETE FROM notes; END",
                "INSERT INTO notes VALUES (7, 'a')",
                "DELETE FROM log WHERE 0");

        alteration.becomes(
                "CREATE TABLE Notes (id INTEGER PRIMARY KEY, said TEXT NOT NULL)",
                "CREATE TABLE log (what TEXT)",
                "CREATE INDEX by_said ON Notes (lower(said) DESC) WHERE said IS NOT NULL",
                "CREATE VIEW loud AS SELECT upper(said) AS said FROM notes");

        assertThat(alteration.rows("SELECT * FROM log")).containsExactly("A");
        alteration.run("DELETE FROM log", "INSERT INTO loud VALUES ('b')");
        assertThat(alteration.rows("SELECT said FROM Notes")).containsExactly("b");
        assertThat(alteration.rows("SELECT what FROM log")).containsExactly("B");
    }

    @Test
    void brokenViewsAndTriggersElsewhereAreNoHindrance(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE t (a, b)",
                "CREATE TABLE other (a)",
                "CREATE VIEW broken AS SELECT x FROM nowhere",
                "CREATE TRIGGER failing AFTER INSERT ON other BEGIN INSERT INTO nowhere VALUES (1); END",
                "INSERT INTO t VALUES (1, 2)");

        alteration
                .allowingDataLoss()
                .becomes(
                        "CREATE TABLE t (a NOT NULL)",
                        "CREATE TABLE other (a)",
                        "CREATE VIEW broken AS SELECT x FROM nowhere");

        assertThat(alteration.rows("SELECT * FROM t")).containsExactly("1");
    }

    @Test
    void numbersThatWereGivenAreNotGivenAgain(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a)",
                "CREATE TABLE empty (id INTEGER PRIMARY KEY AUTOINCREMENT, a)",
                "INSERT INTO t (id, a) VALUES (1, 'x'), (90, 'gone')",
                "DELETE FROM t WHERE id = 90",
                "INSERT INTO empty (id) VALUES (40)",
                "DELETE FROM empty");

        alteration.becomes(
                "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a NOT NULL)",
                "CREATE TABLE empty (id INTEGER PRIMARY KEY AUTOINCREMENT, a NOT NULL)");

        alteration.run("INSERT INTO t (a) VALUES ('y')", "INSERT INTO empty (a) VALUES ('y')");
        assertThat(alteration.rows("SELECT id FROM t")).containsExactly("1", "91");
        assertThat(alteration.rows("SELECT id FROM empty")).containsExactly("41");
        assertThat(alteration.rows("SELECT name, seq FROM sqlite_sequence ORDER BY name"))
                .containsExactly("empty, 41", "t, 91");
    }

    @Test
    void aRowsNumberStaysBehindColumnsThatHideIt(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE t (rowid TEXT, \"OID\" TEXT)",
                "INSERT INTO t (_rowid_, rowid, oid) VALUES (77, 'a', 'b')");

        alteration.becomes("CREATE TABLE t (rowid TEXT NOT NULL, \"OID\" TEXT)");

        assertThat(alteration.rows("SELECT _rowid_, * FROM t")).containsExactly("77, a, b");
    }

    @Test
    void aNewNumberedKeyTakesTheNumbersThatRowsHad(SqliteDatabase database) {
        var alteration =
                given(database, "CREATE TABLE t (a TEXT)", "INSERT INTO t (rowid, a) VALUES (3, 'x'), (9, 'y')");

        alteration.becomes("CREATE TABLE t (a TEXT, id INTEGER PRIMARY KEY AUTOINCREMENT)");

        assertThat(alteration.rows("SELECT id, a FROM t")).containsExactly("3, x", "9, y");
    }

    @Test
    void rowsStayThoughNoneOfTheirColumnsDoes(SqliteDatabase database) {
        var alteration = given(
                        database,
                        "CREATE TABLE t (a TEXT)",
                        "CREATE TABLE u (rowid, oid, _rowid_)",
                        "INSERT INTO t VALUES ('x'), ('y')",
                        "INSERT INTO u VALUES (1, 2, 3)")
                .allowingDataLoss();

        alteration.becomes(
                "CREATE TABLE t (b TEXT DEFAULT 'new', c TIMESTAMP DEFAULT CURRENT_DATE)",
                "CREATE TABLE u (b NOT NULL DEFAULT 4)");

        assertThat(alteration.rows("SELECT b FROM t")).containsExactly("new", "new");
        assertThat(alteration.rows("SELECT b FROM u")).containsExactly("4");
    }

    @Test
    void aFullTextIndexOverTheTableStillFindsItsRows(SqliteDatabase database) {
        String notes = "CREATE TABLE notes (said TEXT%s)";
        var alteration = given(
                database,
                notes.formatted(""),
                "CREATE VIRTUAL TABLE found USING fts5(said, content='notes')",
                "CREATE TRIGGER ai AFTER INSERT ON notes BEGIN INSERT INTO found(rowid, said) VALUES (new.rowid, new.said); END",
                "CREATE TRIGGER ad AFTER DELETE ON notes BEGIN"
                        + " INSERT INTO found(found, rowid, said) VALUES ('delete', old.rowid, old.said); END",
                "INSERT INTO notes (rowid, said) VALUES (5, 'good morning'), (8, 'good night')",
                "DELETE FROM notes WHERE rowid = 5",
                "INSERT INTO notes (rowid, said) VALUES (6, 'bad morning')");

        alteration.becomes(notes.formatted(" NOT NULL"));

        assertThat(alteration.rows("SELECT rowid, said FROM found WHERE found MATCH 'morning'"))
                .containsExactly("6, bad morning");
        alteration.run(
                "INSERT INTO notes (said) VALUES ('morning again')",
                "INSERT INTO found(found) VALUES ('integrity-check')");
        assertThat(alteration.rows("SELECT rowid FROM found WHERE found MATCH 'morning' ORDER BY rowid"))
                .containsExactly("6", "9");
    }

    @Test
    void howTheTableIsKeptStays(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE t (a TEXT, b INTEGER, PRIMARY KEY (b, a)) STRICT, WITHOUT ROWID",
                "INSERT INTO t VALUES ('x', 1), ('a', 1)");

        alteration.becomes(
                "CREATE TABLE t (a TEXT, b INTEGER, PRIMARY KEY (b, a), CHECK (b > 0)) STRICT, WITHOUT ROWID");

        assertThat(alteration.rows("SELECT * FROM t")).containsExactly("a, 1", "x, 1");
    }

    @Test
    void aTableIsKeptOtherwiseWhereThatIsAsked(SqliteDatabase database) {
        var alteration =
                given(database, "CREATE TABLE t (a TEXT PRIMARY KEY NOT NULL, b)", "INSERT INTO t VALUES ('x', 1)");

        alteration.becomes("CREATE TABLE t (a TEXT PRIMARY KEY NOT NULL, b) WITHOUT ROWID");

        assertThat(alteration.rows("SELECT * FROM t")).containsExactly("x, 1");
    }

    @Test
    void whatOnlySqliteKnowsOfConstraintsStays(SqliteDatabase database) {
        String rest = "k TEXT NOT NULL ON CONFLICT IGNORE, m TEXT DEFAULT 'm' NOT NULL ON CONFLICT REPLACE,"
                + " PRIMARY KEY (k COLLATE NOCASE DESC) ON CONFLICT REPLACE,"
                + " CONSTRAINT un UNIQUE (a COLLATE NOCASE) ON CONFLICT FAIL,"
                + " FOREIGN KEY (a) REFERENCES nowhere ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)";
        var alteration = given(database, "CREATE TABLE t (a TEXT, " + rest, "INSERT INTO t VALUES ('x', 'key', 'y')");

        alteration.becomes("CREATE TABLE t (a TEXT DEFAULT 'q', " + rest);

        alteration.run("INSERT INTO t VALUES ('z', 'KEY', NULL)", "INSERT INTO t VALUES ('ignored', NULL, NULL)");
        assertThat(alteration.rows("SELECT * FROM t")).containsExactly("z, KEY, m");
    }

    @Test
    void aNumberedKeyWithConflictWordsStaysNumbered(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE t (id INTEGER PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT, a)",
                "INSERT INTO t VALUES (4, 'x')");

        alteration.becomes("CREATE TABLE t (id INTEGER PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT, a NOT NULL)");

        alteration.run("INSERT INTO t VALUES (4, 'replaced')", "INSERT INTO t (a) VALUES ('y')");
        assertThat(alteration.rows("SELECT * FROM t")).containsExactly("4, replaced", "5, y");
    }

    @Test
    void aKeyThatOnlyLooksLikeTheRowsNumberIsStillNone(SqliteDatabase database) {
        String id = "CREATE TABLE t (id INTEGER PRIMARY KEY DESC ON CONFLICT REPLACE, a";
        var alteration = given(database, id + ")", "INSERT INTO t (rowid, id, a) VALUES (7, NULL, 1), (9, 5, 2)");

        alteration.becomes(id + " NOT NULL)");

        assertThat(alteration.rows("SELECT rowid, id, a FROM t ORDER BY rowid"))
                .containsExactly("7, null, 1", "9, 5, 2");
    }

    @Test
    void aNameThatDiffersOnlyInCaseIsTheSameAndStaysAsItIs(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE Users (Name TEXT, n)",
                "CREATE TABLE child (u REFERENCES uSERS (nAME))",
                "INSERT INTO users VALUES ('x', 1)");

        alteration.becomes(
                "CREATE TABLE users (name TEXT PRIMARY KEY, n NOT NULL)",
                "CREATE TABLE Child (u REFERENCES users (name) ON DELETE CASCADE)");

        assertThat(alteration.rows("SELECT * FROM users")).containsExactly("x, 1");
        assertThat(alteration.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
                .containsExactlyInAnyOrder("Users", "child");
    }

    @Test
    void computedColumnsAreComputedAnew(SqliteDatabase database) {
        String computed = "l INTEGER AS (length(a)) STORED, u TEXT AS (upper(a))";
        var alteration =
                given(database, "CREATE TABLE t (a TEXT, " + computed + ")", "INSERT INTO t VALUES ('x'), ('yy')");

        alteration.becomes("CREATE TABLE t (a TEXT NOT NULL, " + computed + ")");

        assertThat(alteration.rows("SELECT * FROM t")).containsExactly("x, 1, X", "yy, 2, YY");
    }

    @Test
    void aComputedColumnThatIsNoMoreKeepsItsValues(SqliteDatabase database) {
        var alteration = given(database, "CREATE TABLE t (a TEXT, u TEXT AS (upper(a)))", "INSERT INTO t VALUES ('x')");

        alteration.becomes("CREATE TABLE t (a TEXT, u TEXT)");

        assertThat(alteration.rows("SELECT * FROM t")).containsExactly("x, X");
    }

    @Test
    void severalTablesThatReferToEachOtherAreRebuiltInOnePlan(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES b (id), n)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY, a REFERENCES a (id), n)",
                "INSERT INTO a VALUES (1, NULL, 1)",
                "INSERT INTO b VALUES (2, 1, 2)",
                "UPDATE a SET b = 2");

        alteration.becomes(
                "CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES b (id), n NOT NULL)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY, a REFERENCES a (id), n NOT NULL)",
                "CREATE TABLE c (id INTEGER PRIMARY KEY, a REFERENCES a (id))");

        assertThat(alteration.rows("SELECT * FROM a UNION ALL SELECT * FROM b")).containsExactly("1, 2, 1", "2, 1, 2");
    }

    @Test
    void namesOfAnyKindStay(SqliteDatabase database) {
        String table = "\"İı \"\"'t`[x]; -- DROP\"";
        String column = "\"ŞELECT \"\"c\"\" ' İ\"";
        var alteration = given(
                database,
                "CREATE TABLE " + table + " (" + column + " TEXT, \"order\" INTEGER)",
                "CREATE INDEX \"ı \"\"'i\" ON " + table + " (" + column + ")",
                "CREATE TRIGGER \"İ \"\"'t\" AFTER INSERT ON " + table + " BEGIN SELECT new." + column + "; END",
                "CREATE TABLE \"ch'ild\" (\"İd\" INTEGER PRIMARY KEY AUTOINCREMENT, up REFERENCES \"ch'ild\" (\"İd\"))",
                "INSERT INTO " + table + " VALUES ('x', 1)",
                "INSERT INTO \"ch'ild\" VALUES (3, 3)");

        alteration.becomes(
                "CREATE TABLE " + table + " (" + column + " TEXT NOT NULL, \"order\" INTEGER)",
                "CREATE INDEX \"ı \"\"'i\" ON " + table + " (" + column + ")",
                "CREATE TABLE \"ch'ild\" (\"İd\" INTEGER PRIMARY KEY AUTOINCREMENT, up NOT NULL REFERENCES \"ch'ild\" (\"İd\"))");

        assertThat(alteration.rows("SELECT * FROM " + table)).containsExactly("x, 1");
        assertThat(alteration.rows("SELECT seq FROM sqlite_sequence")).containsExactly("3");
    }

    @Test
    void tablesNamedLikeOursAreNotTouched(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE t (a)",
                "CREATE TABLE \"Whisper_Guard\" (a)",
                "CREATE VIEW whisper_new_t AS SELECT a FROM t",
                "INSERT INTO t VALUES (1)",
                "INSERT INTO whisper_guard VALUES (2)");

        var plan = alteration.planTo("CREATE TABLE t (a NOT NULL)");
        alteration.execute(plan);

        assertThat(alteration.rows("SELECT * FROM whisper_guard")).containsExactly("2");
        assertThat(alteration.rows("SELECT * FROM whisper_new_t")).containsExactly("1");
    }

    @Test
    void renamesReachTriggersAndViewsOfTablesThatAreRebuiltToo(SqliteDatabase database) {
        var alteration = given(
                        database,
                        "CREATE TABLE old (id INTEGER PRIMARY KEY, length TEXT, n, CHECK (length(length) > 0))",
                        "CREATE TABLE child (id INTEGER PRIMARY KEY, up REFERENCES old (id) ON DELETE CASCADE, n)",
                        "CREATE TABLE log (what)",
                        "CREATE INDEX i ON old (lower(length))",
                        "CREATE VIEW v AS SELECT length FROM old",
                        "CREATE TRIGGER tr AFTER INSERT ON old BEGIN INSERT INTO log VALUES (new.length); END",
                        "INSERT INTO old VALUES (1, 'x', 1)",
                        "INSERT INTO child VALUES (1, 1, 1)")
                .hinting(DiffHints.none().renamedTable("old", "new").renamedColumn("new", "length", "size"));

        alteration.becomes(
                "CREATE TABLE new (id INTEGER PRIMARY KEY, size TEXT, n NOT NULL, CHECK (length(size) > 0), CHECK (size <> 'q'))",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, up REFERENCES new (id) ON DELETE CASCADE, n NOT NULL)",
                "CREATE TABLE log (what)",
                "CREATE INDEX i ON new (lower(size))",
                "CREATE INDEX j ON new (size)",
                "CREATE VIEW v AS SELECT size FROM new");

        alteration.run("INSERT INTO new VALUES (2, 'y', 2)");
        assertThat(alteration.rows("SELECT * FROM log")).containsExactly("x", "y");
        assertThat(alteration.rows("SELECT size FROM v")).containsExactly("x", "y");
        assertThat(alteration.rows("SELECT * FROM child")).containsExactly("1, 1, 1");
    }

    @Test
    void aBrokenViewIsNoHindranceToARenameAndStaysAsItIs(SqliteDatabase database) {
        String broken = "CREATE VIEW broken (a, b) AS SELECT x, y FROM nowhere";
        String trigger = "CREATE TRIGGER tr INSTEAD OF INSERT ON broken BEGIN SELECT 1; END";
        var alteration = given(
                        database,
                        "CREATE TABLE t (a, b)",
                        broken,
                        trigger,
                        "CREATE VIEW good AS SELECT a FROM t",
                        "INSERT INTO t VALUES (1, 2)")
                .hinting(DiffHints.none().renamedColumn("t", "a", "c"));

        alteration.becomes("CREATE TABLE t (c, b)", broken, "CREATE VIEW good AS SELECT c FROM t");

        assertThat(alteration.rows("SELECT c FROM good")).containsExactly("1");
        assertThat(alteration.rows("SELECT sql FROM sqlite_schema WHERE name IN ('broken', 'tr') ORDER BY name"))
                .containsExactly(broken, trigger);
    }

    @Test
    void computedColumnsComeAndGoWithThoseTheyAreComputedFrom(SqliteDatabase database) {
        var alteration = given(database, "CREATE TABLE t (a, b, c AS (b), d AS (c))", "INSERT INTO t VALUES (1, 2)")
                .allowingDataLoss();

        alteration.becomes("CREATE TABLE t (a, f AS (e), e AS (z), z DEFAULT 5)");

        assertThat(alteration.rows("SELECT a, z, e, f FROM t")).containsExactly("1, 5, 5, 5");
    }

    @Test
    void onlyTheCaseOfANameMayChange(SqliteDatabase database) {
        var alteration = given(database, "CREATE TABLE users (name TEXT, x)", "INSERT INTO users VALUES ('x', 1)")
                .hinting(DiffHints.none().renamedTable("users", "Users").renamedColumn("Users", "name", "Name"));

        alteration.becomes("CREATE TABLE Users (Name TEXT, x)");

        assertThat(alteration.rows("SELECT name FROM users")).containsExactly("x");
    }

    @Test
    void tablesThatReferToEachOtherGoTogether(SqliteDatabase database) {
        var alteration = given(
                        database,
                        "CREATE TABLE kept (id INTEGER PRIMARY KEY, up REFERENCES parent (id) ON DELETE CASCADE)",
                        "CREATE TABLE parent (id INTEGER PRIMARY KEY, c REFERENCES child (id))",
                        "CREATE TABLE child (id INTEGER PRIMARY KEY, p REFERENCES parent (id))",
                        "CREATE VIEW v AS SELECT * FROM child",
                        "INSERT INTO parent VALUES (1, NULL)",
                        "INSERT INTO child VALUES (1, 1)",
                        "INSERT INTO kept VALUES (1, 1)")
                .hinting(DiffHints.none().droppingExtras())
                .allowingDataLoss();

        alteration.becomes("CREATE TABLE kept (id INTEGER PRIMARY KEY, up)");

        assertThat(alteration.rows("SELECT * FROM kept")).containsExactly("1, 1");
        assertThat(alteration.rows("SELECT name FROM sqlite_schema")).containsExactly("kept");
    }

    @Test
    void anIndexOnAColumnThatGoesGoesWithIt(SqliteDatabase database) {
        var alteration = given(
                        database,
                        "CREATE TABLE t (a, b, c)",
                        "CREATE TABLE u (a, b)",
                        "CREATE INDEX i ON t (a, lower(b), c)",
                        "CREATE INDEX j ON u (a) WHERE b > 1",
                        "INSERT INTO t VALUES (1, 'x', 2)",
                        "INSERT INTO u VALUES (1, 2)")
                .allowingDataLoss();

        alteration.becomes("CREATE TABLE t (a)", "CREATE TABLE u (a NOT NULL)");

        assertThat(alteration.rows("SELECT a FROM t UNION ALL SELECT a FROM u")).containsExactly("1", "1");
    }
}
