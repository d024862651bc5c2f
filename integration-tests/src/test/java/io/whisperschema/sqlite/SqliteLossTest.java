package io.whisperschema.sqlite;

import static io.whisperschema.sqlite.Alteration.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.diff.DiffHints;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rebuild of a table must not lose, and what it says when it would. */
@WithDatabases
class SqliteLossTest {
    @Test
    void aRebuildThatLosesARowIsRolledBackAndSaysSo(SqliteDatabase database) {
        var alteration = given(database, "CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)");
        Plan plan = alteration.planTo("CREATE TABLE t (a NOT NULL, b)");
        Plan losing = new Plan(
                plan.steps().stream().map(SqliteLossTest::leavingOneRowOut).toList(), plan.basis(), plan.remarks());

        leavesAll(alteration, losing, "no row may be lost", "SELECT * FROM t");
    }

    private static Step leavingOneRowOut(Step step) {
        return new Step(
                step.id(),
                step.store(),
                step.change(),
                step.statement().map(sql -> sql.startsWith("INSERT INTO whisper_new_t") ? sql + " WHERE a <> 2" : sql),
                step.risk(),
                step.isolation(),
                step.undo());
    }

    @Test
    void aRowThatSqliteWouldReplaceSilentlyIsNotLost(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE t (a TEXT, b, UNIQUE (a) ON CONFLICT REPLACE)",
                "INSERT INTO t VALUES ('x', 1), ('X', 2)");
        Plan plan = alteration.planTo("CREATE TABLE t (a TEXT COLLATE NOCASE, b, UNIQUE (a) ON CONFLICT REPLACE)");

        leavesAll(alteration, plan, "no row may be lost", "SELECT * FROM t");
    }

    @ParameterizedTest(name = "{0} in {1} becomes {3} in {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'12', TEXT, INTEGER, 12",
                "'007', TEXT, INTEGER, 7",
                "'abc', TEXT, INTEGER, 'abc'",
                "'12abc', TEXT, INTEGER, '12abc'",
                "'1.5', TEXT, INTEGER, 1.5",
                "'-9223372036854775808', TEXT, INTEGER, -9223372036854775808",
                "x'3132', TEXT, INTEGER, X'3132'",
                "'1.50', TEXT, REAL, 1.5",
                "'0.1', TEXT, DECIMAL, 0.1",
                "'2024-01-02', TEXT, DATE, '2024-01-02'",
                "12, INTEGER, TEXT, '12'",
                "1.5, INTEGER, TEXT, '1.5'",
                "1.0, REAL, TEXT, '1.0'",
                "'abc', INTEGER, TEXT, 'abc'",
                "7, INTEGER, REAL, 7.0",
                "9007199254740992, INTEGER, REAL, 9007199254740992.0",
                "7.0, REAL, INTEGER, 7",
                "7.5, REAL, INTEGER, 7.5",
                "'7', BLOB, TEXT, '7'",
                "7, BLOB, TEXT, '7'",
                "'7', TEXT, BLOB, '7'",
                "NULL, TEXT, INTEGER, NULL"
            })
    void aValueThatTheNewTypeHoldsStays(
            String value, String before, String after, String held, SqliteDatabase database) {
        var alteration = given(database, "CREATE TABLE t (a " + before + ")", "INSERT INTO t VALUES (" + value + ")")
                .allowingDataLoss();

        alteration.becomes("CREATE TABLE t (a " + after + ")");

        assertThat(alteration.rows("SELECT a IS " + held + ", typeof(a) = typeof(" + held + ") FROM t"))
                .containsExactly("1, 1");
    }

    /** Left to itself SQLite keeps 15 digits, or 17 in newer versions. */
    @Test
    void aNumberBecomesTextToTheLastDigit(SqliteDatabase database) {
        var alteration = given(
                database, "CREATE TABLE t (a REAL)", "INSERT INTO t VALUES (0.30000000000000004), (5e-324), (9e999)");

        alteration.becomes("CREATE TABLE t (a TEXT)");

        assertThat(alteration.rows("SELECT typeof(a), CAST(a AS REAL) IN (0.30000000000000004, 5e-324, 9e999) FROM t"))
                .containsExactly("text, 1", "text, 1", "text, 1");
    }

    @ParameterizedTest(name = "{0} in {1} is no {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'12345678901234567890', TEXT, INTEGER",
                "'3.14159265358979323846', TEXT, REAL",
                "'1234567890123456789', TEXT, REAL",
                "'9007199254740993.0', TEXT, INTEGER",
                "'1e400', TEXT, REAL",
                "9007199254740993, INTEGER, REAL",
                "NULL, TEXT, TEXT NOT NULL",
                "NULL, INTEGER, INTEGER PRIMARY KEY",
                "'abc', TEXT, INTEGER PRIMARY KEY"
            })
    void aValueThatTheNewTypeCannotHoldStopsThePlan(
            String value, String before, String after, SqliteDatabase database) {
        var alteration = given(database, "CREATE TABLE t (a " + before + ")", "INSERT INTO t VALUES (" + value + ")")
                .allowingDataLoss();

        leavesAll(
                alteration,
                alteration.planTo("CREATE TABLE t (a " + after + ")"),
                "Nothing was applied",
                "SELECT * FROM t");
    }

    @Test
    void everyStepOfARebuildIsInThePlan(SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE parents (id INTEGER PRIMARY KEY, a TEXT)",
                "CREATE TABLE children (parent REFERENCES parents (id) ON DELETE CASCADE)",
                "CREATE INDEX by_a ON parents (a)",
                "CREATE TRIGGER tr AFTER INSERT ON parents BEGIN SELECT 1; END");

        Plan plan = alteration.planTo(
                "CREATE TABLE parents (id INTEGER PRIMARY KEY, a INTEGER NOT NULL)",
                "CREATE TABLE children (parent REFERENCES parents (id) ON DELETE CASCADE)",
                "CREATE INDEX by_a ON parents (a)");

        assertThat(plan.steps())
                .extracting(step -> step.action().lines().findFirst().orElseThrow() + " / "
                        + step.risk().text())
                .containsExactly(
                        "CREATE TABLE whisper_guard ( / ",
                        "CREATE TABLE whisper_orphans AS / ",
                        "PRAGMA legacy_alter_table = ON / ",
                        "INSERT INTO whisper_guard (values_changed) / may fail on existing rows",
                        "CREATE TABLE whisper_new_parents ( / ",
                        "INSERT INTO whisper_new_parents (id, a) / loses data, rewrites the table, may fail on existing rows",
                        "INSERT INTO whisper_guard (rows_lost) / ",
                        "DROP TABLE parents / ",
                        "ALTER TABLE whisper_new_parents RENAME TO parents / ",
                        "CREATE INDEX by_a ON parents (a) / ",
                        "CREATE TRIGGER tr AFTER INSERT ON parents BEGIN SELECT 1; END / ",
                        "PRAGMA legacy_alter_table = OFF / ",
                        "INSERT INTO whisper_guard (orphans_made) / may fail on existing rows",
                        "DROP TABLE whisper_orphans / ",
                        "DROP TABLE whisper_guard / ");
        assertThat(plan.steps())
                .extracting(step -> step.change().words())
                .containsOnly("change column a of table parents from TEXT to INTEGER not null");
    }

    @Test
    void anOffTypeValueDoesNotComeIntoAStrictTable(SqliteDatabase database) {
        var alteration = given(database, "CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES ('abc')");

        leavesAll(alteration, alteration.planTo("CREATE TABLE t (a INTEGER) STRICT"), "STRICT", "SELECT * FROM t");
    }

    @Test
    void onlyWhatMayChangeAValueNeedsPermission(SqliteDatabase database) {
        var alteration = given(database, "CREATE TABLE t (a TEXT, b INTEGER, c REAL)");

        assertThat(alteration
                        .planTo("CREATE TABLE t (a INTEGER, b INTEGER, c REAL)")
                        .losingData())
                .extracting(step -> step.change().words())
                .containsExactly("change column a of table t from TEXT to INTEGER");
        assertThat(alteration
                        .planTo("CREATE TABLE t (a BLOB, b TEXT, c DECIMAL(9,2))")
                        .losingData())
                .isEmpty();
        Plan dropping = alteration.planTo("CREATE TABLE t (a TEXT, b INTEGER NOT NULL)");
        assertThat(dropping.losingData())
                .extracting(step -> step.change().words())
                .containsExactly("drop column c of table t");
        assertThatThrownBy(() -> alteration.execute(dropping)).isInstanceOf(DataLossRefused.class);
    }

    @Test
    void orphansThatWereThereAreNoReasonToRefuse(SqliteDatabase database) {
        String parents = "CREATE TABLE parents (id INTEGER PRIMARY KEY)";
        String more = "CREATE TABLE more (p REFERENCES parents (id), q REFERENCES nowhere (x))";
        var alteration = given(
                database,
                parents,
                "CREATE TABLE children (p REFERENCES PARENTS (ID), n)",
                more,
                "INSERT INTO children VALUES (99, 1)",
                "INSERT INTO more VALUES (98, 97)");

        alteration.becomes(
                parents, "CREATE TABLE children (p REFERENCES parents (id) ON DELETE CASCADE, n NOT NULL)", more);

        assertThat(alteration.rows("SELECT * FROM children")).containsExactly("99, 1");
    }

    @Test
    void aForeignKeyThatItsRowsBreakIsRefused(SqliteDatabase database) {
        String parents = "CREATE TABLE parents (id INTEGER PRIMARY KEY)";
        var alteration = given(
                database,
                parents,
                "CREATE TABLE children (p, q REFERENCES parents (id))",
                "INSERT INTO children VALUES (99, 98)");

        leavesAll(
                alteration,
                alteration.planTo(
                        parents, "CREATE TABLE children (p REFERENCES parents (id), q REFERENCES parents (id))"),
                "every row must find the row it refers to",
                "SELECT * FROM children");
    }

    @Test
    void aTableWhoseForeignKeysFitNoKeyIsRebuiltAllTheSame(SqliteDatabase database) {
        String parents = "CREATE TABLE parents (id INTEGER, other)";
        var alteration = given(
                database,
                parents,
                "CREATE TABLE children (p REFERENCES parents (id), n)",
                "INSERT INTO children VALUES (99, 1)");

        alteration.becomes(parents, "CREATE TABLE children (p REFERENCES parents (id), n NOT NULL)");

        assertThat(alteration.rows("SELECT * FROM children")).containsExactly("99, 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW v AS SELECT gone FROM t",
                "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.gone); END",
                "CREATE TRIGGER tr BEFORE DELETE ON t WHEN old.gone > 1 BEGIN DELETE FROM log; END",
                "CREATE TRIGGER tr AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (old.gone); END",
                "CREATE TRIGGER tr AFTER UPDATE OF gone ON t BEGIN DELETE FROM log; END",
                "CREATE TRIGGER tr AFTER INSERT ON log BEGIN UPDATE t SET gone = 1; END"
            })
    void aColumnThatAViewOrTriggerNeedsDoesNotGo(String needs, SqliteDatabase database) {
        String log = "CREATE TABLE log (what)";
        var alteration = given(database, "CREATE TABLE t (kept, gone)", log, needs, "INSERT INTO t VALUES (1, 2)")
                .allowingDataLoss();
        String[] wanted = needs.startsWith("CREATE VIEW")
                ? new String[] {"CREATE TABLE t (kept)", log, "CREATE VIEW v AS SELECT kept FROM t"}
                : new String[] {"CREATE TABLE t (kept)", log};

        leavesAll(alteration, alteration.planTo(wanted), "gone", "SELECT * FROM t");
    }

    @Test
    void aColumnThatAViewMerelyMentionsGoes(SqliteDatabase database) {
        String rest = "CREATE TABLE other (gone)";
        String view = "CREATE VIEW v AS SELECT other.gone, t.kept FROM other, t";
        String trigger = "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO other (gone) VALUES (new.kept); END";
        var alteration =
                given(database, "CREATE TABLE t (kept, gone)", rest, view, trigger, "INSERT INTO t VALUES (1, 2)");

        alteration.allowingDataLoss().becomes("CREATE TABLE t (kept)", rest, view);

        assertThat(alteration.rows("SELECT * FROM v")).containsExactly("1, 1");
    }

    @Test
    void whatSqliteCannotDoIsRefusedInThePlan(SqliteDatabase database) {
        var alteration = given(
                        database,
                        "CREATE TABLE t (a TEXT) STRICT",
                        "CREATE TABLE w (a TEXT PRIMARY KEY) WITHOUT ROWID",
                        "CREATE TABLE notes (said TEXT)",
                        "CREATE VIRTUAL TABLE found USING fts5(said, content = \"Notes\")")
                .hinting(DiffHints.none().renamedTable("notes", "remarks"));

        assertThatThrownBy(() -> alteration.planTo(
                        "CREATE TABLE t (a TEXT, b BOOLEAN)", "CREATE TABLE w (a TEXT PRIMARY KEY) WITHOUT ROWID"))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("STRICT and takes no column of type BOOLEAN");
        assertThatThrownBy(() -> alteration.planTo("CREATE TABLE w (a TEXT)"))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("WITHOUT ROWID, so that it must have a key");
        assertThatThrownBy(() -> alteration.planTo("CREATE TABLE remarks (said TEXT)"))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("virtual table found has its rows from it");
    }

    @Test
    void aTableThatTheDefinitionDoesNotKnowKeepsTheKeyItRefersTo(SqliteDatabase database) {
        var alteration = given(
                        database,
                        "CREATE TABLE t (a, b UNIQUE)",
                        "CREATE TABLE stranger (b REFERENCES T (B))",
                        "INSERT INTO t VALUES (1, 2)")
                .allowingDataLoss();

        assertThatThrownBy(() -> alteration.planTo("CREATE TABLE t (a)"))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("table stranger refers to (b) of t, which would be no key any more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE found (a)",
                "CREATE TABLE byname (a)",
                "CREATE TABLE t (a); CREATE INDEX users ON t (a)",
                "CREATE TABLE t (a); CREATE INDEX byName ON t (a)",
                "CREATE VIEW byNAME AS SELECT 1"
            })
    void whatComesUnderTheNameOfWhatStaysIsRefusedInThePlan(String wanted, SqliteDatabase database) {
        var alteration = given(
                database,
                "CREATE TABLE Users (name)",
                "CREATE INDEX ByName ON Users (name)",
                "CREATE VIRTUAL TABLE Found USING fts5(a)");

        assertThatThrownBy(() -> alteration.planTo(wanted.split("; ")))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("which for SQLite is the same");
    }

    private static void leavesAll(Alteration alteration, Plan plan, String said, String... queries) {
        String before = CatalogFingerprint.of(alteration.inspect());
        List<List<String>> rows = rows(alteration, queries);

        assertThatThrownBy(() -> alteration.execute(plan))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining(said)
                .hasMessageContaining("Nothing was applied");

        assertThat(CatalogFingerprint.of(alteration.inspect())).isEqualTo(before);
        assertThat(rows(alteration, queries)).isEqualTo(rows);
    }

    private static List<List<String>> rows(Alteration alteration, String... queries) {
        return List.of(queries).stream().map(alteration::rows).toList();
    }
}
