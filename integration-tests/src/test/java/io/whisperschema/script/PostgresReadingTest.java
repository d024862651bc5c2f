package io.whisperschema.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.catalog.Unfinished;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.finding.Severity;
import io.whisperschema.postgres.PostgresDialect;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script says that a catalog does not is listed, never passed over in silence. */
class PostgresReadingTest {
    @Test
    void aStatementThatWeDoNotKnowIsListedWithItsLineItsBeginningAndWhy() {
        ScriptReading reading = read("""
                CREATE TABLE t (a int);

                CREATE TABLE u (
                  a int,
                  b int SURPRISE
                );
                """);
        assertThat(reading.rest())
                .containsExactly(new ScriptReading.Unread(
                        Reason.NOT_UNDERSTOOD,
                        3,
                        "CREATE TABLE u ( a int, b int SURPRISE )",
                        "line 5: expected a constraint of column b but found 'SURPRISE'"));
        assertThat(reading.catalog().tables()).extracting(table -> table.name()).containsExactly("t");
        assertThat(reading.findings()).extracting(finding -> finding.severity()).containsExactly(Severity.WARNING);
    }

    @Test
    void aLongStatementIsListedByItsBeginning() {
        ScriptReading reading = read("INSERT INTO t VALUES " + "('x'),\n".repeat(1000) + "('y');");
        assertThat(reading.rest().get(0).beginning()).hasSize(80).endsWith("…");
        assertThat(reading.rest().get(0).reason()).isEqualTo(Reason.DATA);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE nowhere ADD COLUMN a int            | there is no table nowhere by then
            ALTER TABLE t ALTER COLUMN x SET NOT NULL       | table t has no column x
            ALTER TABLE t DROP CONSTRAINT x                 | table t has no constraint x
            ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t  | table t has no primary key to refer to
            CREATE TABLE t (b int)                          | t is there already, so the server refuses it
            CREATE TABLE v (a int REFERENCES nowhere)       | there is no table nowhere by then
            CREATE INDEX i ON nowhere (a)                   | there is no table nowhere by then
            DROP VIEW nowhere                               | there is no view nowhere by then
            ALTER SEQUENCE s OWNED BY t.a                   | there is no sequence s by then
            """)
    void aStatementThatTheServerWouldRefuseIsNotUnderstood(String statement, String why) {
        ScriptReading reading = read("CREATE TABLE t (a int);\n" + statement + ";");
        assertThat(reading.notUnderstood())
                .extracting(ScriptReading.Unread::why)
                .containsExactly(why);
        assertThat(reading.catalog()).isEqualTo(read("CREATE TABLE t (a int)").catalog());
    }

    @Test
    void aNameWithoutSchemaIsNobodysWhereNoneIsSearched() {
        assertThat(read("SELECT pg_catalog.set_config('search_path', '', false); CREATE TABLE t (a int);")
                        .notUnderstood())
                .extracting(ScriptReading.Unread::why)
                .containsExactly("it names no schema for t, and the search path is empty by then");
    }

    @Test
    void whatStandsOnATableGoesWithItWhereThatIsSaid() {
        String kept = "CREATE TABLE t (a int); CREATE VIEW on_t AS SELECT a FROM t;";
        String gone = "CREATE TABLE w (a int); CREATE VIEW v AS SELECT t.a FROM t JOIN public.w ON w.a = t.a;"
                + " CREATE VIEW on_v AS SELECT a FROM v; DROP TABLE w CASCADE;";

        assertThat(read(kept + gone).catalog()).isEqualTo(read(kept).catalog());
    }

    @Test
    void triggersGoWithTheFunctionThatTheyCallWhereThatIsSaid() {
        String kept = "CREATE TABLE t (a int);"
                + " CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                + " CREATE TRIGGER calls_g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();";
        String gone = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                + " CREATE TRIGGER calls_f BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION public.f();"
                + " DROP FUNCTION f() CASCADE;";

        assertThat(read(kept + gone).catalog()).isEqualTo(read(kept).catalog());
    }

    @Test
    void anotherSchemaIsListedAndReadByItsOwnDialect() {
        String script = "CREATE TABLE public.a (id int); CREATE TABLE tenant.b (id int);";
        ScriptReading ours = PostgresDialect.inSchema("tenant").read(script);
        assertThat(ours.catalog().tables()).extracting(table -> table.name()).containsExactly("b");
        assertThat(ours.rest())
                .extracting(ScriptReading.Unread::why)
                .containsExactly("it is about schema public, and this reads tenant");
    }

    @Test
    void anIndexOfTheWholeTableAloneIsUnfinishedUntilEachPartitionHasItsPart() {
        String script = """
                CREATE TABLE t (a int) PARTITION BY LIST (a);
                CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1);
                CREATE INDEX i ON ONLY t (a);
                CREATE INDEX i_1 ON t_1 (a);
                """;
        assertThat(read(script).catalog().table("t").orElseThrow().unfinished())
                .isEqualTo(new Unfinished(Set.of(), Set.of("i")));
        ScriptReading whole = read(script + "ALTER INDEX i ATTACH PARTITION i_1;");
        assertThat(whole.catalog().table("t").orElseThrow().unfinished()).isEqualTo(Unfinished.NOTHING);
        assertThat(whole.catalog().table("t_1").orElseThrow().indexes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a text DEFAULT 'x);",
                "CREATE TABLE t (\"a int);",
                "/* CREATE TABLE t (a int);",
                "CREATE FUNCTION f() RETURNS int AS $body$ SELECT 1; $bodY$;",
                "COPY t FROM stdin;\n1\n2\n"
            })
    void whatHasNoEndIsRefusedWithItsLine(String script) {
        assertThatThrownBy(() -> read("SET a = 1;\n\n" + script))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageStartingWith("line 3: ")
                .hasMessageEndingWith("no end; nothing was read");
    }

    @Test
    void aDumpCutAnywhereIsReadOrRefusedButNeverBreaks() {
        String dump = Dump.text();
        var random = new Random(20_261);
        for (int i = 0; i < 40; i++) {
            int from = random.nextInt(dump.length());
            String part = dump.substring(from, from + random.nextInt(Math.min(40_000, dump.length() - from)));
            try {
                assertThat(read(part).rest()).isNotNull();
            } catch (UnreadableDocument refused) {
                assertThat(refused).hasMessageMatching("(?s)line \\d+: .*nothing was read");
            }
        }
    }

    private static ScriptReading read(String script) {
        return PostgresDialect.dialect().read(script);
    }
}
