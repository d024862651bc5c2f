package io.whisperschema.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.whisperschema.diff.DiffHints;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@WithDatabases
class RefusalsTest {
    private static final String FUNCTION =
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'";

    static List<Arguments> whatStandsOnTheColumn() {
        return List.of(
                standing("materialized view m", "CREATE MATERIALIZED VIEW m AS SELECT a FROM t"),
                standing(
                        "materialized view m",
                        "CREATE VIEW v AS SELECT a FROM t",
                        "CREATE MATERIALIZED VIEW m AS SELECT 1 FROM v"),
                standing(
                        "trigger g of t",
                        FUNCTION,
                        "CREATE TRIGGER g BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f()"),
                standing(
                        "trigger g of t",
                        FUNCTION,
                        "CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW WHEN (old.a <> new.a) EXECUTE FUNCTION f()"),
                standing(
                        "trigger g of v",
                        FUNCTION,
                        "CREATE VIEW v AS SELECT a FROM t",
                        "CREATE TRIGGER g INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()"),
                standing("rule r of t", "CREATE RULE r AS ON DELETE TO t WHERE old.a = 1 DO INSTEAD NOTHING"),
                standing("policy p of t", "CREATE POLICY p ON t USING (a = 1)"),
                standing(
                        "function g() stands",
                        "CREATE FUNCTION g() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT max(a) FROM t; END"));
    }

    private static Arguments standing(String who, String... statements) {
        return Arguments.of(named(String.join("; ", statements), List.of(statements)), who);
    }

    @ParameterizedTest
    @MethodSource("whatStandsOnTheColumn")
    void aColumnThatSomethingForeignStandsOnIsNotRetypedHalfWayButRefusedByName(
            List<String> statements, String who, PostgresDatabase database) {
        Turn turn = Turn.in(database).from("CREATE TABLE t (a integer, b integer)");
        turn.run(statements.toArray(String[]::new));
        turn.to("CREATE TABLE t (a text, b integer)");

        assertThatThrownBy(turn.hinting(DiffHints.none())::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("change column a of table t")
                .hasMessageContaining(who)
                .hasMessageContaining("Nothing was applied.");
    }

    @ParameterizedTest
    @MethodSource("whatStandsOnTheColumn")
    void anotherColumnOfTheSameTableIsRetyped(List<String> statements, String who, PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .hinting(DiffHints.none())
                .from("CREATE TABLE t (a integer, b integer)", "INSERT INTO t VALUES (1, 2)");
        turn.run(statements.toArray(String[]::new));
        turn.to("CREATE TABLE t (a integer, b text)");

        turn.execute(turn.plan());

        assertThat(turn.diff().changes()).isEmpty();
        assertThat(turn.ask("SELECT * FROM t")).containsExactly("(1,2)");
    }

    @Test
    void aTableThatAFunctionTakesIsNotDropped(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from("CREATE TABLE t (a integer)", "CREATE FUNCTION g(t) RETURNS integer LANGUAGE sql AS 'SELECT 1'")
                .to("CREATE TABLE other (a integer)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("drop table t")
                .hasMessageContaining("function g(");
    }

    @Test
    void extendedStatisticsAndConstraintsToOtherSchemasAreNotDroppedWithTheirColumn(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from("CREATE TABLE t (a integer, b integer, c integer)", "CREATE STATISTICS s ON a, b FROM t")
                .to("CREATE TABLE t (b integer, c integer)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("extended statistics s of t");
    }

    @Test
    void aForeignKeyToAnotherSchemaIsNotDroppedWithItsColumn(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE SCHEMA elsewhere",
                        "CREATE TABLE elsewhere.e (id integer PRIMARY KEY)",
                        "CREATE TABLE t (a integer CONSTRAINT to_e REFERENCES elsewhere.e, b integer)")
                .to("CREATE TABLE t (b integer)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("foreign key to another schema to_e of t");
    }

    @Test
    void aTriggerIsNotForgottenWithItsView(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (a integer)",
                        FUNCTION,
                        "CREATE VIEW v AS SELECT a FROM t",
                        "CREATE TRIGGER g INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()")
                .to("CREATE TABLE t (a integer)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("drop view v: trigger g of v stands on it");
    }

    @Test
    void aViewThatNobodyWishedForAndThatReadsWhatGoesIsNamed(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .hinting(DiffHints.none())
                .from("CREATE TABLE t (a integer, b integer)", "CREATE VIEW v AS SELECT a FROM t")
                .to("CREATE TABLE t (b integer)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("drop column a of table t")
                .hasMessageContaining("view v stands on it");
    }

    @Test
    void aViewThatWouldHaveToChangeItsWordsIsNamed(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .hinting(DiffHints.none().renamedColumn("t", "b", "c"))
                .from("CREATE TABLE t (a integer, b integer)", "CREATE VIEW v AS SELECT a, b FROM t")
                .to("CREATE TABLE t (a text, c integer)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("t.b, which gets another name");
    }

    @Test
    void aTableThatNobodySpeaksOfAndThatRefersToWhatGoesIsNamed(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .hinting(DiffHints.none())
                .from(
                        "CREATE TABLE t (a integer UNIQUE, b integer)",
                        "CREATE TABLE extra (a integer CONSTRAINT extra_a REFERENCES t (a))")
                .to("CREATE TABLE t (b integer)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("foreign key extra_a of table extra");
    }

    @Test
    void whatAnIndexHasBeyondACatalogIsNotForgottenOnADetour(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from("CREATE TABLE t (a integer)", "CREATE INDEX i ON t ((a + 1)) WITH (fillfactor = 50)")
                .to("CREATE TABLE t (a bigint)", "CREATE INDEX i ON t ((a + 1))");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("storage options of index i of t");
    }

    @Test
    void anIndexThatNobodyWishesForAndComputesWithANumberKeepsItOne(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .hinting(DiffHints.none())
                .from("CREATE TABLE t (a integer, b integer)", "CREATE INDEX i ON t (b) WHERE a > 5")
                .to("CREATE TABLE t (a text, b integer)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("change column a of table t")
                .hasMessageContaining("index i, which the definition does not speak of, computes with it");
    }

    @Test
    void anIndexThatNobodyWishesForComesAgainWithAnotherNumber(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .hinting(DiffHints.none())
                .from("CREATE TABLE t (a integer, b integer)", "CREATE INDEX i ON t (b) WHERE a > 5")
                .to("CREATE TABLE t (a bigint, b integer)");

        assertThatCode(turn::plan).doesNotThrowAnyException();
    }

    @Test
    void aSequenceWithStepsOfItsOwnIsNotMadeAnew(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from("CREATE TABLE t (a bigserial)", "ALTER SEQUENCE t_a_seq INCREMENT 10")
                .to("CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("numbering of column a of t");
    }

    @Test
    void aTableIsNotDividedAfterwards(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from("CREATE TABLE t (a integer)")
                .to("CREATE TABLE t (a integer) PARTITION BY HASH (a)");

        assertThatThrownBy(turn::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("divides no table that is there into partitions");
    }
}
