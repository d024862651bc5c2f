package io.whisperschema.sqlite;

import static io.whisperschema.sqlite.Alteration.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.diff.DiffHints;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.Test;

/** Views that change or go, and what stands on them. */
@WithDatabases
class SqliteViewsTest {
    private static final String TABLE = "CREATE TABLE t (a, b)";
    private static final String VIEW = "CREATE VIEW v AS SELECT a FROM t";
    private static final String OVER = "CREATE VIEW over AS SELECT a FROM v";
    private static final String TRIGGER =
            "CREATE TRIGGER via INSTEAD OF INSERT ON V BEGIN INSERT INTO t (a) VALUES (new.a); END";

    @Test
    void aViewThatAsksForSomethingElseIsMadeAnewWithAllThatStandsOnIt(SqliteDatabase database) {
        var alteration = given(database, TABLE, VIEW, OVER, TRIGGER, "INSERT INTO t VALUES (1, 2)");
        String changed = "CREATE VIEW v AS SELECT a + b AS a FROM t";

        assertThat(alteration.planTo(TABLE, changed, OVER).steps()).isEmpty();
        alteration.hinting(DiffHints.none().changedView("v")).becomes(TABLE, changed, OVER);

        assertThat(alteration.rows("SELECT * FROM over")).containsExactly("3");
        alteration.run("INSERT INTO v VALUES (5)");
        assertThat(alteration.rows("SELECT a FROM t")).containsExactly("1", "5");
        assertThat(alteration.planTo(TABLE, changed, OVER).steps()).isEmpty();
    }

    @Test
    void aViewIsNotMadeAnewSoThatAnotherOrItsTriggerFails(SqliteDatabase database) {
        var alteration = given(database, TABLE, VIEW, OVER, "CREATE VIEW w AS SELECT a FROM t")
                .hinting(DiffHints.none().changedView("v").changedView("w"));
        alteration.run(
                "CREATE TRIGGER via INSTEAD OF INSERT ON w BEGIN INSERT INTO v VALUES (new.a); END",
                "CREATE TRIGGER too INSTEAD OF INSERT ON v BEGIN INSERT INTO t (a) VALUES (new.a); END");

        isNotDone(alteration, TABLE, "CREATE VIEW v AS SELECT b FROM t", OVER, "CREATE VIEW w AS SELECT a FROM t");
        isNotDone(alteration, TABLE, VIEW, OVER, "CREATE VIEW w AS SELECT b FROM t");
    }

    private static void isNotDone(Alteration alteration, String... wanted) {
        var before = alteration.inspect();
        var plan = alteration.planTo(wanted);
        assertThatThrownBy(() -> alteration.execute(plan))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("EXPLAIN")
                .hasMessageContaining("Nothing was applied");
        assertThat(alteration.inspect()).isEqualTo(before);
    }

    @Test
    void aViewThatAnotherAsksStays(SqliteDatabase database) {
        var alteration =
                given(database, TABLE, VIEW, OVER).hinting(DiffHints.none().droppingExtras());

        isNotDone(alteration, TABLE, OVER);
    }

    @Test
    void aTriggerIsNotForgottenWithItsView(SqliteDatabase database) {
        var alteration =
                given(database, TABLE, VIEW, TRIGGER).hinting(DiffHints.none().droppingExtras());

        assertThatThrownBy(() -> alteration.planTo(TABLE))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("drop view v: trigger via stands on it");
    }

    @Test
    void nothingIsRenamedWhileAViewIsAway(SqliteDatabase database) {
        var alteration = given(database, TABLE, VIEW, OVER)
                .hinting(DiffHints.none().changedView("v").renamedColumn("t", "b", "c"));

        assertThatThrownBy(
                        () -> alteration.planTo("CREATE TABLE t (a, c)", "CREATE VIEW v AS SELECT c AS a FROM t", OVER))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("view over names it");
    }

    @Test
    void aDefaultThatIsComputedComesWithANewColumn(SqliteDatabase database) {
        given(database, "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)")
                .becomes("CREATE TABLE t (a, b TEXT DEFAULT (lower('X')))");
    }
}
