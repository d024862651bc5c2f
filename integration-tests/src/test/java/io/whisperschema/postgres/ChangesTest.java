package io.whisperschema.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.diff.DiffHints;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.PostgresVersion;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.Test;

@WithDatabases
class ChangesTest {
    private static final DiffHints DROPPING = DiffHints.none().droppingExtras();

    @Test
    void whatIsComputedOtherwiseIsMadeAnewWithAllThatStandsOnIt(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (a text, g text GENERATED ALWAYS AS (a) STORED NOT NULL,"
                                + " CONSTRAINT g_key UNIQUE (g), CONSTRAINT g_check CHECK (g > ''))",
                        "CREATE TABLE r (g text REFERENCES t (g))",
                        "CREATE INDEX g_index ON t (g) INCLUDE (a)",
                        "CREATE VIEW v AS SELECT g FROM t",
                        "COMMENT ON COLUMN t.g IS 'one more'",
                        "INSERT INTO t VALUES ('x')",
                        "INSERT INTO r VALUES ('x')")
                .to(
                        "CREATE TABLE t (a text, g text GENERATED ALWAYS AS (lower(a)) STORED NOT NULL,"
                                + " CONSTRAINT g_key2 UNIQUE (g), CONSTRAINT g_check CHECK (g > ''))",
                        "CREATE TABLE r (g text REFERENCES t (g))",
                        "CREATE INDEX g_index2 ON t (g) INCLUDE (a)",
                        "CREATE VIEW v AS SELECT g FROM t",
                        "COMMENT ON COLUMN t.g IS 'one more'");

        Plan plan = turn.done();

        assertThat(turn.ask("SELECT a, g FROM t JOIN r USING (g) JOIN v USING (g)"))
                .containsExactly("(x,x)");
        assertThat(plan.losingData()).isEmpty();
    }

    @Test
    void aColumnBecomesComputedAndAComputedOneOrdinary(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (a integer, b integer DEFAULT 5, g integer GENERATED ALWAYS AS (a * 2) STORED,"
                                + " PRIMARY KEY (b))",
                        "CREATE TABLE r (b integer REFERENCES t)",
                        "INSERT INTO t VALUES (3, 3)",
                        "INSERT INTO r VALUES (3)")
                .to(
                        "CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a) STORED, g bigint DEFAULT 7,"
                                + " PRIMARY KEY (b))",
                        "CREATE TABLE r (b integer REFERENCES t)");

        Plan plan = turn.done();
        turn.run("INSERT INTO t (a) VALUES (4)");

        assertThat(turn.ask("SELECT a, b, g FROM t ORDER BY a")).containsExactly("(3,3,6)", "(4,4,7)");
        assertThat(plan.losingData()).hasSize(1);
    }

    @Test
    void whatWasComputedWhenReadIsKeptOrWritten(@PostgresVersion("18") PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (a integer, g integer GENERATED ALWAYS AS (a + 1) VIRTUAL,"
                                + " h integer GENERATED ALWAYS AS (a + 2) VIRTUAL)",
                        "INSERT INTO t VALUES (1)")
                .to("CREATE TABLE t (a integer, g bigint NOT NULL, h integer GENERATED ALWAYS AS (a + 2) STORED)");

        Plan plan = turn.done();

        assertThat(turn.ask("SELECT a, g, h FROM t")).containsExactly("(1,2,3)");
        assertThat(plan.losingData()).isEmpty();
    }

    @Test
    void whatAComputedColumnIsComputedFromChangesItsType(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (a integer, gone integer, g bigint GENERATED ALWAYS AS (a + 1) STORED,"
                                + " h integer GENERATED ALWAYS AS (gone) STORED,"
                                + " k integer GENERATED ALWAYS AS (a) STORED)",
                        "CREATE INDEX i ON t (g)",
                        "INSERT INTO t VALUES (1, 9)")
                .to(
                        "CREATE TABLE t (a bigint, g bigint GENERATED ALWAYS AS (a + 1) STORED, k integer)",
                        "CREATE INDEX i ON t (g)");

        turn.done();

        assertThat(turn.ask("SELECT a, g, k FROM t")).containsExactly("(1,2,1)");
    }

    @Test
    void aCollationComesAndGoes(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (a text COLLATE \"C\", b text, c varchar(3) COLLATE \"POSIX\")",
                        "CREATE INDEX i ON t (a, b)",
                        "CREATE VIEW v AS SELECT a, b FROM t",
                        "INSERT INTO t VALUES ('x', 'y', 'z')")
                .to(
                        "CREATE TABLE t (a text, b text COLLATE \"C\", c text COLLATE \"C\")",
                        "CREATE INDEX i ON t (a, b)",
                        "CREATE VIEW v AS SELECT a, b FROM t");

        assertThat(turn.done().steps()).noneMatch(step -> step.risk().dangers().contains(Danger.REWRITES_TABLE));

        assertThat(turn.ask("SELECT * FROM t")).containsExactly("(x,y,z)");
    }

    @Test
    void whatStandsOnARetypedColumnComesAgain(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (id text PRIMARY KEY, n text DEFAULT '0', CONSTRAINT n_check CHECK (length(n) > 0))",
                        "CREATE TABLE r (t text REFERENCES t ON DELETE CASCADE DEFERRABLE)",
                        "CREATE INDEX lower_n ON t (lower(n))",
                        "CREATE INDEX some_n ON t (id) WHERE n <> 'x'",
                        "CREATE INDEX plain ON t (n)",
                        "CREATE VIEW v1 AS SELECT id, n FROM t",
                        "CREATE VIEW v2 AS SELECT id AS one FROM v1",
                        "CREATE VIEW v3 AS SELECT one FROM v2 JOIN v1 ON v1.id = v2.one",
                        "INSERT INTO t VALUES ('1', '10'), ('2', '20')",
                        "INSERT INTO r VALUES ('2')")
                .to(
                        "CREATE TABLE t (id bigint PRIMARY KEY, n varchar(9) DEFAULT '0',"
                                + " CONSTRAINT n_check CHECK (length(n) > 0))",
                        "CREATE TABLE r (t bigint REFERENCES t ON DELETE CASCADE DEFERRABLE)",
                        "CREATE INDEX lower_n ON t (lower(n))",
                        "CREATE INDEX some_n ON t (id) WHERE n <> 'x'",
                        "CREATE INDEX plain ON t (n)",
                        "CREATE VIEW v1 AS SELECT id, n FROM t",
                        "CREATE VIEW v2 AS SELECT id AS one FROM v1",
                        "CREATE VIEW v3 AS SELECT one FROM v2 JOIN v1 ON v1.id = v2.one");

        turn.done();
        turn.run("DELETE FROM t WHERE id = 2");

        assertThat(turn.ask("SELECT one FROM v3")).containsExactly("(1)");
        assertThat(turn.ask("SELECT * FROM r")).isEmpty();
    }

    @Test
    void aKeyChangesWhileOthersReferToIt(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (id bigint PRIMARY KEY, mail text NOT NULL, CONSTRAINT mail_key UNIQUE (mail))",
                        "CREATE TABLE r (t bigint CONSTRAINT r_t REFERENCES t, m text REFERENCES t (mail))",
                        "CREATE VIEW v AS SELECT id, mail, count(*) AS n FROM t GROUP BY id",
                        "INSERT INTO t VALUES (1, 'a')",
                        "INSERT INTO r VALUES (1, 'a')")
                .to(
                        "CREATE TABLE t (id bigint NOT NULL UNIQUE, mail text PRIMARY KEY)",
                        "CREATE TABLE r (t bigint CONSTRAINT r_to_t REFERENCES t (id), m text REFERENCES t)",
                        "CREATE VIEW v AS SELECT id, mail, 1 AS n FROM t");

        turn.hinting(DROPPING).execute(turn.plan());

        assertThat(turn.diff().changes()).isEmpty();
        assertThat(turn.ask("SELECT r.* FROM r")).containsExactly("(1,a)");
        assertThat(turn.ask("SELECT * FROM v")).containsExactly("(1,a,1)");
    }

    @Test
    void namesChangeFirstAndAllElseUsesTheNewOnes(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .hinting(DROPPING.renamedTable("old", "new")
                        .renamedColumn("new", "a", "b")
                        .renamedColumn("new", "g", "h"))
                .from(
                        "CREATE TABLE old (a integer CONSTRAINT a_check CHECK (a > 0), gone text,"
                                + " g integer GENERATED ALWAYS AS (a + 1) STORED, CONSTRAINT old_key PRIMARY KEY (a))",
                        "CREATE INDEX old_index ON old (a) WHERE a < 100",
                        "CREATE TABLE r (a integer CONSTRAINT r_a REFERENCES old)",
                        "CREATE VIEW v AS SELECT a FROM old",
                        "INSERT INTO old VALUES (1, 'x')",
                        "INSERT INTO r VALUES (1)")
                .to(
                        "CREATE TABLE new (b bigint CONSTRAINT b_check CHECK (b > 0), more text DEFAULT 'm',"
                                + " h integer GENERATED ALWAYS AS (b + 1) STORED, CONSTRAINT new_key PRIMARY KEY (b))",
                        "CREATE INDEX new_index ON new (b) WHERE b < 100",
                        "CREATE TABLE r (a bigint CONSTRAINT r_b REFERENCES new)",
                        "CREATE VIEW v AS SELECT b AS a FROM new");

        Plan plan = turn.done();

        assertThat(plan.steps().stream().map(Step::action).limit(2))
                .containsExactly("DROP VIEW public.v", "ALTER TABLE public.old RENAME TO new");
        assertThat(turn.ask("SELECT b, more, h, r.a, v.a FROM new JOIN r ON a = b JOIN v ON v.a = b"))
                .containsExactly("(1,m,2,1,1)");
    }

    @Test
    void constraintsAndIndexesSwapTheirNames(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (a integer, b integer, c integer, CONSTRAINT x CHECK (a > 0),"
                                + " CONSTRAINT y CHECK (b > 0), CONSTRAINT z CHECK (c > 0))",
                        "CREATE INDEX i ON t (a)",
                        "CREATE INDEX j ON t (b)")
                .to(
                        "CREATE TABLE t (a integer, b integer, c integer, CONSTRAINT y CHECK (a > 0),"
                                + " CONSTRAINT z CHECK (b > 0), CONSTRAINT x CHECK (c > 0))",
                        "CREATE INDEX j ON t (a)",
                        "CREATE INDEX i ON t (b)");

        turn.done();
    }

    @Test
    void deferralExclusionsNullsAndOrderChange(PostgresDatabase database) {
        String agreeing = database.serverVersion().startsWith("14.") ? "" : "NULLS NOT DISTINCT ";
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (a integer, b integer UNIQUE, c int4range, d text,"
                                + " CONSTRAINT once UNIQUE (a), CONSTRAINT apart EXCLUDE USING gist (c WITH &&),"
                                + " CONSTRAINT goes EXCLUDE USING gist (c WITH =))",
                        "CREATE INDEX i ON t (a, b DESC)",
                        "INSERT INTO t VALUES (1, 2, '[1,2)', 'x')")
                .to(
                        "CREATE TABLE t (a integer, b integer UNIQUE DEFERRABLE INITIALLY DEFERRED, c int4range,"
                                + " d varchar(5) NOT NULL, CONSTRAINT once UNIQUE " + agreeing + "(a),"
                                + " CONSTRAINT apart EXCLUDE USING gist (c WITH -|-))",
                        "CREATE INDEX i ON t (a DESC, b NULLS FIRST) INCLUDE (d)",
                        "COMMENT ON TABLE t IS 'it''s'",
                        "COMMENT ON COLUMN t.a IS 'a'");

        turn.done();

        assertThat(turn.ask("SELECT * FROM t")).containsExactly("(1,2,\"[1,2)\",x)");
    }

    @Test
    void tablesGoAndComeInAnOrderThatWorksAlsoInCircles(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE a (id integer PRIMARY KEY, b integer)",
                        "CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a, CONSTRAINT b_u UNIQUE (a))",
                        "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b",
                        "CREATE TABLE stays (id integer, a integer REFERENCES a)",
                        "CREATE VIEW v AS SELECT id FROM a",
                        "CREATE VIEW w AS SELECT id FROM v",
                        "INSERT INTO stays VALUES (1)")
                .to(
                        "CREATE TABLE stays (id integer PRIMARY KEY, mail text UNIQUE)",
                        "CREATE TABLE x (id integer PRIMARY KEY, y integer, s integer REFERENCES stays,"
                                + " m text REFERENCES stays (mail), up integer)",
                        "CREATE UNIQUE INDEX x_up ON x (up)",
                        "ALTER TABLE x ADD FOREIGN KEY (y) REFERENCES x (up)",
                        "CREATE TABLE y (id integer PRIMARY KEY, x integer REFERENCES x, CONSTRAINT b_u UNIQUE (x))",
                        "ALTER TABLE x ADD FOREIGN KEY (id) REFERENCES y",
                        "CREATE VIEW w AS SELECT id FROM stays",
                        "CREATE VIEW v AS SELECT id FROM w");

        turn.done();

        assertThat(turn.ask("SELECT id FROM stays")).containsExactly("(1)");
    }

    @Test
    void aViewThatNoLongerReadsADroppedColumnComesAsDefined(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from("CREATE TABLE t (a integer, b integer)", "CREATE VIEW v AS SELECT a, b FROM t")
                .to("CREATE TABLE t (a integer)", "CREATE VIEW v AS SELECT a FROM t");

        turn.done();
    }

    @Test
    void aViewThatAsksForSomethingElseIsMadeAnewWithTheViewsOverIt(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE t (a integer, b integer)",
                        "CREATE VIEW v AS SELECT a FROM t",
                        "CREATE VIEW over AS SELECT a FROM v",
                        "GRANT SELECT ON v TO PUBLIC",
                        "INSERT INTO t VALUES (1, 2)")
                .to(
                        "CREATE TABLE t (a integer, b integer)",
                        "CREATE VIEW v AS SELECT a + b AS a FROM t",
                        "CREATE VIEW over AS SELECT a FROM v");
        var beside = turn.store().inspect().foreignObjects();
        assertThat(turn.plan().steps()).isEmpty();

        turn.execute(turn.hinting(turn.hints().changedView("v")).plan());

        assertThat(turn.ask("SELECT * FROM over")).containsExactly("(3)");
        assertThat(turn.store().inspect().foreignObjects()).isEqualTo(beside).isNotEmpty();
        assertThat(turn.diff().changes()).isEmpty();
    }

    @Test
    void aViewThatNobodyWishedForComesAgainAsItWas(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .hinting(DiffHints.none())
                .from(
                        "CREATE TABLE t (a integer, b integer)",
                        "CREATE INDEX kept ON t (b)",
                        "CREATE VIEW v AS SELECT a FROM t",
                        "INSERT INTO t VALUES (1)")
                .to("CREATE TABLE t (a bigint)");

        turn.execute(turn.plan());

        assertThat(turn.ask("SELECT * FROM v")).containsExactly("(1)");
        assertThat(turn.diff().changes()).isEmpty();
    }

    @Test
    void aViewThatMadeWayIsGrantedCommentedAndSetAsBefore(PostgresDatabase database) {
        String reader = database.createRole("reader").name();
        Turn turn = Turn.in(database)
                .hinting(DiffHints.none())
                .from(
                        "CREATE TABLE t (a integer, b integer)",
                        "CREATE VIEW v WITH (security_barrier = true) AS SELECT a, b FROM t",
                        "COMMENT ON VIEW v IS 'it''s'",
                        "COMMENT ON COLUMN v.a IS 'a'",
                        "ALTER VIEW v ALTER COLUMN a SET DEFAULT 5",
                        "GRANT SELECT ON v TO \"" + reader + "\" WITH GRANT OPTION",
                        "GRANT UPDATE (a) ON v TO PUBLIC")
                .to("CREATE TABLE t (a bigint, b integer)", "CREATE VIEW v AS SELECT a, b FROM t");
        var before = turn.store().inspect().foreignObjects();

        turn.execute(turn.plan());

        assertThat(before).hasSize(1);
        assertThat(turn.store().inspect().foreignObjects()).isEqualTo(before);
    }

    @Test
    void partitionsAreCreatedAndChangedWithTheWhole(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE p (d date NOT NULL, n integer, old text, CONSTRAINT n_check CHECK (n > 0))"
                                + " PARTITION BY RANGE (d)",
                        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                        "CREATE TABLE joins (d date NOT NULL, n bigint, other text)",
                        "INSERT INTO p VALUES ('2024-05-05', 1, 'x')",
                        "INSERT INTO joins VALUES ('2027-05-05', 1, 'y')")
                .to(
                        "CREATE TABLE p (d date NOT NULL, n bigint, new text DEFAULT 'new',"
                                + " CONSTRAINT n_check CHECK (n >= 0)) PARTITION BY RANGE (d)",
                        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                        "CREATE TABLE p2 PARTITION OF p (n DEFAULT 5, new NOT NULL, CHECK (n <> 3))"
                                + " FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY HASH (n)",
                        "CREATE TABLE p2a PARTITION OF p2 FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                        "CREATE TABLE other PARTITION OF p DEFAULT",
                        "CREATE TABLE joins PARTITION OF p FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')",
                        "CREATE INDEX i ON p (n)");

        turn.done();
        turn.run("INSERT INTO p (d) VALUES ('2023-01-01'), ('2025-06-06')");

        assertThat(turn.ask("SELECT d, n, new, tableoid::regclass FROM p ORDER BY d"))
                .containsExactly(
                        "(2023-01-01,,new,other)",
                        "(2024-05-05,1,new,p1)",
                        "(2025-06-06,,new,p2a)",
                        "(2027-05-05,1,new,joins)");
    }

    @Test
    void aHostileNameIsANameLikeAnyOther(PostgresDatabase database) {
        String schema = "s\"'; DROP $$ x";
        Turn turn = Turn.in(database)
                .inSchema(schema)
                .from(
                        "CREATE TABLE \"t\"\"'$do$\" (\"a'\"\"b\" integer DEFAULT 1, \"select\" text,"
                                + " \"g%I\" integer GENERATED ALWAYS AS (\"a'\"\"b\" + 1) STORED,"
                                + " CONSTRAINT \"c'\"\"c\" CHECK (\"a'\"\"b\" > 0))",
                        "CREATE INDEX \"i'\"\"i\" ON \"t\"\"'$do$\" (lower(\"select\"))",
                        "CREATE VIEW \"v'\"\"v\" AS SELECT \"a'\"\"b\" FROM \"t\"\"'$do$\"",
                        "INSERT INTO \"t\"\"'$do$\" (\"select\") VALUES ('12')")
                .to(
                        "CREATE TABLE \"t\"\"'$do$\" (\"a'\"\"b\" bigserial, \"select\" integer,"
                                + " \"g%I\" bigint GENERATED ALWAYS AS (\"a'\"\"b\" + 1) STORED,"
                                + " CONSTRAINT \"d'\"\"d\" CHECK (\"a'\"\"b\" > 0))",
                        "CREATE VIEW \"v'\"\"v\" AS SELECT \"a'\"\"b\" FROM \"t\"\"'$do$\"");

        turn.done();
        turn.run("INSERT INTO \"t\"\"'$do$\" (\"select\") VALUES (3)");

        assertThat(turn.ask("SELECT * FROM \"t\"\"'$do$\"")).containsExactlyInAnyOrder("(1,12,2)", "(2,3,3)");
    }

    @Test
    void columnsComeWithAllThatColumnsHave(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from("CREATE TABLE t (a integer)", "INSERT INTO t VALUES (1), (2)")
                .to(
                        "CREATE TABLE t (a integer, b bigserial, c integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                                + " d text COLLATE \"C\" DEFAULT 'x' NOT NULL, e integer GENERATED ALWAYS AS (a) STORED,"
                                + " f timestamptz NOT NULL DEFAULT now(), g uuid DEFAULT gen_random_uuid())",
                        "CREATE INDEX i ON t (e)");

        turn.done();

        assertThat(turn.ask("SELECT a, b, c, d, e, g IS NULL FROM t"))
                .containsExactly("(1,1,1,x,1,f)", "(2,2,2,x,2,f)");
    }
}
