package io.whisperschema.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithDatabases
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversionTest {
    private PostgresDatabase database;

    @BeforeAll
    void aDatabase(PostgresDatabase shared) {
        database = shared;
    }

    @ParameterizedTest(name = "{0} {1} as {2} is {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            smallint | 5 | bigint | 5
            bigint | 2147483647 | integer | 2147483647
            bigint | 9007199254740992 | double precision | 9.007199254740992e+15
            bigint | 1152921504606846976 | double precision | 1.152921504606847e+18
            integer | 16777216 | real | 1.6777216e+07
            integer | 12 | numeric(10,2) | 12.00
            integer | 12 | text | 12
            integer | 1 | boolean | true
            integer | 123 | character varying(3) | 123
            real | 0.1 | double precision | 0.10000000149011612
            real | 0.1 | numeric | 0.1
            double precision | 0.1 | numeric(10,4) | 0.1000
            double precision | 0.30000000000000004 | numeric | 0.30000000000000004
            double precision | 2.5 | real | 2.5
            double precision | 3 | integer | 3
            double precision | 0.1 | text | 0.1
            numeric(10,4) | 1.2500 | numeric(10,2) | 1.25
            numeric(10,2) | 1.25 | numeric(12,4) | 1.2500
            numeric | 0.1 | double precision | 0.1
            numeric(10,2) | 7.00 | bigint | 7
            boolean | true | integer | 1
            boolean | true | text | true
            boolean | false | double precision | 0
            text | 12 | integer | 12
            text | 007 | bigint | 7
            text | 0.25 | real | 0.25
            text | 0.1 | double precision | 0.1
            text | 1e308 | double precision | 1e+308
            text | 12.50 | numeric(10,2) | 12.50
            text | yes | boolean | true
            text | abc | character varying(3) | abc
            text | A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11 | uuid | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
            text | {"a":1} | jsonb | {"a": 1}
            text | {"a":1} | json | {"a":1}
            text | \\x0aff | bytea | \\x0aff
            text | 2024-02-29 | date | 2024-02-29
            text | 2024-02-29T00:00:00Z | date | 2024-02-29
            text | 2024-02-29T12:00:00.123456Z | timestamp with time zone | 2024-02-29 12:00:00.123456+00
            text | 2024-02-29 12:00:00+05:30 | timestamp with time zone | 2024-02-29 06:30:00+00
            text | 2024-02-29 12:00:00 | timestamp without time zone | 2024-02-29 12:00:00
            text | {a,b} | text[] | {a,b}
            character varying(20) | abc | character varying(3) | abc
            character varying(3) | abc | character varying(20) | abc
            character(5) | abc | text | abc
            date | 2024-02-29 | timestamp with time zone | 2024-02-29 00:00:00+00
            date | 2024-02-29 | text | 2024-02-29
            timestamp without time zone | 2024-02-29 12:00 | timestamp with time zone | 2024-02-29 12:00:00+00
            timestamp with time zone | 2024-02-29 12:00+02 | timestamp without time zone | 2024-02-29 10:00:00
            timestamp with time zone | 2024-02-29 00:00+00 | date | 2024-02-29
            timestamp with time zone | 2024-02-29 12:00:00.5+00 | timestamp(3) with time zone | 2024-02-29 12:00:00.5+00
            json | {"a": 1} | jsonb | {"a": 1}
            json | {"a:\\"b": [1e2, {"a": "c\\u00e4:\\\\"}], "b": {"a": 1}} | jsonb | {"b": {"a": 1}, "a:\\"b": [100, {"a": "cä:\\\\"}]}
            jsonb | {"a": 1} | text | {"a": 1}
            jsonb | 5 | integer | 5
            uuid | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 | text | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
            bytea | \\x0aff | text | \\x0aff
            integer[] | {1,2} | text[] | {1,2}
            integer[] | {1,2} | bigint[] | {1,2}
            """)
    void aValueThatTheNewTypeHoldsGoesOver(String before, String value, String after, String expected) {
        Turn turn = turn(before, value, after);

        turn.done();

        assertThat(turn.ask("SELECT v::text COLLATE \"C\" AS v FROM t"))
                .containsExactlyInAnyOrder("()", quoted(expected));
    }

    private static String quoted(String value) {
        return value.matches(".*[ \"{}\\\\,].*")
                ? "(\"" + value.replace("\\", "\\\\").replace("\"", "\"\"") + "\")"
                : "(" + value + ")";
    }

    private Turn turn(String before, String value, String after) {
        Turn turn = Turn.in(database);
        turn.run("DROP TABLE IF EXISTS t", "CREATE TABLE t (v " + before + ")");
        turn.run("INSERT INTO t VALUES ('" + value + "'), (NULL)");
        return turn.to("CREATE TABLE t (v " + after + ")");
    }

    @ParameterizedTest(name = "{0} {1} does not become {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            bigint | 2147483648 | integer
            bigint | 9007199254740993 | double precision
            bigint | 9223372036854775807 | double precision
            integer | 16777217 | real
            integer | 1234 | numeric(3,0)
            integer | 1234 | character varying(3)
            integer | 2 | boolean
            integer | 20240101 | date
            double precision | 0.1 | real
            double precision | 1e300 | real
            double precision | 2.5 | bigint
            double precision | NaN | integer
            double precision | 0.125 | numeric(10,2)
            numeric(10,4) | 1.2345 | numeric(10,2)
            numeric | 1234.5 | numeric(5,2)
            numeric | 0.5 | integer
            numeric | 0.12345678901234567890 | double precision
            text | abc | integer
            text | 1.5 | integer
            text | 12.345 | numeric(10,2)
            text | 0.12345678901234567890 | double precision
            text | 0.1234567891 | real
            text | abcd | character varying(3)
            text | "abc " | character varying(3)
            text | perhaps | boolean
            text | now | timestamp with time zone
            text | today | date
            text | 11/20/2024 | date
            text | 2024-02-30 | date
            text | 2024-02-29T12:00:00Z | date
            text | 2024-02-29 12:00:00+05:30 | timestamp without time zone
            text | 2024-02-29 12:00:00.123456789 | timestamp with time zone
            text | hello | bytea
            text | {a | jsonb
            text | {"a": 1, "a": 2} | jsonb
            json | {"a": {"b": 1, "b": 2}} | jsonb
            character varying(20) | abcd | character varying(3)
            timestamp with time zone | 2024-02-29 12:00+00 | date
            timestamp with time zone | 2024-02-29 12:00:00.1234+00 | timestamp(3) with time zone
            timestamp without time zone | 2024-02-29 12:00 | date
            jsonb | 5.5 | integer
            jsonb | {"a": 1} | integer
            text[] | {a} | integer[]
            text[] | {a} | jsonb
            boolean | true | date
            uuid | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 | bytea
            """)
    void aValueThatTheNewTypeDoesNotHoldMakesTheStepFailAndNothingIsApplied(String before, String value, String after) {
        Turn turn = turn(before, value, after);
        var found = turn.store().inspect();
        var rows = turn.ask("SELECT v FROM t");
        Plan plan = turn.plan();

        assertThatThrownBy(() -> turn.execute(plan))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("Nothing was applied.")
                .message()
                .satisfies(message -> assertThat(message.substring(message.indexOf("driver said")))
                        .doesNotContain("'" + value + "'"));

        assertThat(plan.losingData()).isEmpty();
        assertThat(plan.steps()).anyMatch(step -> step.risk().dangers().contains(Danger.MAY_FAIL_ON_ROWS));
        assertThat(turn.store().inspect()).isEqualTo(found);
        assertThat(turn.ask("SELECT v FROM t")).isEqualTo(rows);
    }

    @ParameterizedTest(name = "{0} {1} is rounded to {2} {3} by permission only")
    @CsvSource(delimiter = '|', textBlock = """
            double precision | 0.1 | real | 0.1
            numeric(10,4) | 1.2345 | numeric(10,2) | 1.23
            double precision | 2.4 | bigint | 2
            timestamp with time zone | 2024-02-29 12:00+00 | date | 2024-02-29
            text | abcd | character varying(3) | abc
            text | {"a":1,"a":2} | jsonb | {"a": 2}
            """)
    void roundingIsAskedForWhenPlanningAndIsDataLoss(String before, String value, String after, String expected) {
        Turn turn = turn(before, value, after).planned(PlanOptions.cautious().roundingValues());
        Plan plan = turn.plan();

        assertThatThrownBy(() -> turn.host().execute(plan)).isInstanceOf(DataLossRefused.class);
        assertThat(plan.losingData()).hasSize(1);
        turn.done();

        assertThat(turn.ask("SELECT v::text FROM t")).containsExactlyInAnyOrder("()", quoted(expected));
    }

    @Test
    void eachPartitionIsConvertedWithTheSameCare() {
        Turn turn = Turn.in(database);
        turn.run(
                "DROP TABLE IF EXISTS t",
                "CREATE TABLE t (v text, d date) PARTITION BY RANGE (d)",
                "CREATE TABLE p (d date, v text)",
                "ALTER TABLE t ATTACH PARTITION p DEFAULT",
                "INSERT INTO t VALUES ('abc'), (NULL)");
        turn.to(
                "CREATE TABLE t (v varchar(3), d date) PARTITION BY RANGE (d)",
                "CREATE TABLE p PARTITION OF t DEFAULT");

        turn.done();
        assertThat(turn.ask("SELECT v FROM p")).containsExactlyInAnyOrder("(abc)", "()");

        turn.to(
                "CREATE TABLE t (v varchar(2), d date) PARTITION BY RANGE (d)",
                "CREATE TABLE p PARTITION OF t DEFAULT");
        assertThatThrownBy(() -> turn.execute(turn.plan()))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("the new type cannot hold a value as it is");
    }

    @Test
    void aTimeThatNeverWasInItsZoneIsNotMadeAnotherMoment() {
        Turn turn = turn("timestamp", "2024-03-31 02:30", "timestamptz");
        var changes = turn.diff().changes().stream()
                .map(RelationalChange.AlterColumn.class::cast)
                .<Change>map(alter -> new RelationalChange.AlterColumn(
                        alter.table(), alter.before(), alter.after(), Optional.of(ZoneId.of("Europe/Berlin"))))
                .toList();
        var diff = new Diff(turn.diff().from(), turn.diff().to(), changes, List.of());
        var plan = new Plan(PostgresDialect.dialect().plan("postgres", diff), Map.of(), List.of());

        assertThatThrownBy(() -> turn.execute(plan))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("22011");
        turn.run("UPDATE t SET v = '2024-03-31 03:30'");
        turn.execute(plan);

        assertThat(turn.ask("SELECT DISTINCT v FROM t")).containsExactly("(\"2024-03-31 01:30:00+00\")");
    }

    @Test
    void aTypeThatOnlyGetsAnotherNameRewritesNothing() {
        Turn turn = Turn.in(database);
        turn.run(
                "DROP TABLE IF EXISTS t",
                "CREATE TABLE t (a varchar(5), b varchar(5), c numeric(5,2), d timestamp(3))");
        turn.to("CREATE TABLE t (a text, b varchar(9), c numeric(9,2), d timestamp)");
        var file = turn.ask("SELECT pg_relation_filenode('t')");

        Plan plan = turn.done();

        assertThat(plan.steps())
                .extracting(Step::risk)
                .allSatisfy(risk -> assertThat(risk.dangers()).isEmpty());
        assertThat(turn.ask("SELECT pg_relation_filenode('t')")).isEqualTo(file);
    }

    @Test
    void whatCannotGoWrongIsNotCalledDangerous() {
        Turn turn = Turn.in(database);
        turn.run("DROP TABLE IF EXISTS t", "CREATE TABLE t (a integer, b real, c date, d boolean)");
        turn.to("CREATE TABLE t (a bigint, b double precision, c timestamptz, d text)");

        assertThat(turn.done().steps())
                .extracting(step -> step.risk().dangers())
                .containsOnly(Set.of(Danger.REWRITES_TABLE));
    }
}
