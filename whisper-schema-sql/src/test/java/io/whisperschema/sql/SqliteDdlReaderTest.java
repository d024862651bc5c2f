package io.whisperschema.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index.Order;
import io.whisperschema.definition.relational.Index.Uniqueness;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.sql.SqliteConstraint.Deferral;
import io.whisperschema.sql.SqliteTableDdl.Column;
import io.whisperschema.sql.SqliteTableDdl.Generated;
import io.whisperschema.sql.SqliteTableDdl.Generated.Storage;
import io.whisperschema.sql.SqliteTableDdl.Nulls;
import io.whisperschema.sql.SqliteTableDdl.Numbering;
import io.whisperschema.sql.SqliteTableDdl.Option;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteDdlReaderTest {
    @Test
    void aTableIsReadWithAllThatPragmasHide() {
        var table = SqliteDdlReader.table("""
                CREATE TABLE IF NOT EXISTS "main"."facts" ( -- what is known
                    id INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT ABORT AUTOINCREMENT NOT NULL,
                    [user id] VARCHAR ( 20 , 3 ) COLLATE NOCASE DEFAULT 'a,(b' NOT NULL ON CONFLICT IGNORE
                        CONSTRAINT fk REFERENCES users (user_id) ON DELETE SET NULL ON UPDATE NO ACTION MATCH FULL
                        DEFERRABLE INITIALLY DEFERRED,
                    `score` double precision DEFAULT -1.5 CHECK (score BETWEEN -1 AND 1) /* in, bounds */,
                    'when' timestamp DEFAULT (datetime('now', '+1 day')) UNIQUE,
                    plain,
                    low TEXT GENERATED ALWAYS AS (lower([user id])) STORED,
                    low2 AS (plain || ')'),
                    CONSTRAINT "u q" UNIQUE (plain COLLATE nocase DESC, `score`) ON CONFLICT REPLACE
                    CONSTRAINT c CHECK ( plain > ')' )
                    FOREIGN KEY (plain, "low") REFERENCES "other" NOT DEFERRABLE
                ) STRICT , WITHOUT ROWID;
                """);

        assertThat(table.name()).isEqualTo("facts");
        assertThat(table.options()).containsExactlyInAnyOrder(Option.STRICT, Option.WITHOUT_ROWID);
        assertThat(table.columns())
                .containsExactly(
                        new Column(
                                "id",
                                "INTEGER",
                                Nulls.REFUSED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Numbering.AUTOINCREMENT,
                                Optional.empty()),
                        new Column(
                                "user id",
                                "VARCHAR ( 20 , 3 )",
                                Nulls.REFUSED,
                                Optional.of("NOCASE"),
                                Optional.of("'a,(b'"),
                                Optional.empty(),
                                Numbering.NONE,
                                Optional.of("IGNORE")),
                        column("score", "double precision", "-1.5"),
                        column("when", "timestamp", "datetime('now', '+1 day')"),
                        column("plain", "", null),
                        generated("low", "TEXT", "lower([user id])", Storage.STORED),
                        generated("low2", "", "plain || ')'", Storage.VIRTUAL));
        assertThat(table.constraints())
                .containsExactly(
                        new SqliteConstraint.PrimaryKey(
                                Optional.of("pk"), List.of(key("id", Order.ASCENDING)), Optional.of("ABORT")),
                        new SqliteConstraint.ForeignKey(
                                Optional.of("fk"),
                                List.of("user id"),
                                "users",
                                List.of("user_id"),
                                new ForeignKey.Actions(ReferentialAction.SET_NULL, ReferentialAction.NO_ACTION),
                                Deferral.INITIALLY_DEFERRED),
                        new SqliteConstraint.Check(Optional.empty(), "score BETWEEN -1 AND 1"),
                        new SqliteConstraint.Unique(
                                Optional.empty(),
                                List.of(new SqliteKey(
                                        "'when'", Optional.of("when"), Optional.empty(), Order.ASCENDING)),
                                Optional.empty()),
                        new SqliteConstraint.Unique(
                                Optional.of("u q"),
                                List.of(
                                        new SqliteKey(
                                                "plain", Optional.of("plain"), Optional.of("nocase"), Order.DESCENDING),
                                        new SqliteKey(
                                                "`score`", Optional.of("score"), Optional.empty(), Order.ASCENDING)),
                                Optional.of("REPLACE")),
                        new SqliteConstraint.Check(Optional.of("c"), "plain > ')'"),
                        new SqliteConstraint.ForeignKey(
                                Optional.empty(),
                                List.of("plain", "low"),
                                "other",
                                List.of(),
                                ForeignKey.Actions.NONE,
                                Deferral.NOT_DEFERRABLE));
        assertThat(table.column("USER ID")).isPresent();
    }

    @Test
    void aTableLevelKeyMayNumberItsColumn() {
        var table =
                SqliteDdlReader.table("create temp table t(a integer, PRIMARY KEY (A COLLATE binary AUTOINCREMENT))");

        assertThat(table.column("a").map(Column::numbering)).contains(Numbering.AUTOINCREMENT);
        assertThat(table.constraints())
                .singleElement()
                .isInstanceOfSatisfying(
                        SqliteConstraint.PrimaryKey.class,
                        key -> assertThat(key.columns()).containsExactly("A"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t(a)",
                "CREATE TABLE t(a,b TEXT)",
                "CREATE TABLE t(\"primary\" TEXT, 'check' INT, [unique] x)",
                "CREATE TABLE t(a unsigned big int DEFAULT +5)",
                "CREATE TABLE t(a \"quoted type\"(5))",
                "CREATE TABLE t(a TEXT DEFAULT new NULL)",
                "CREATE TABLE t(a TEXT DEFAULT \"new\")",
                "CREATE TABLE t(a CONSTRAINT x CONSTRAINT y NOT NULL CONSTRAINT z, b)",
                "CREATE TABLE t(a REFERENCES t ON DELETE CASCADE NOT NULL)",
                "CREATE TABLE t(a REFERENCES t NOT DEFERRABLE INITIALLY IMMEDIATE NOT NULL)",
                "CREATE TABLE t(a, key, action, \"desc\", PRIMARY KEY(a ASC))",
                "CREATE TABLE t(a CHECK (1) CHECK (2), CHECK (3), CHECK (4) ON CONFLICT FAIL)",
                "CREATE TABLE t(a, UNIQUE(a), FOREIGN KEY(a) REFERENCES b(c) DEFERRABLE) strict",
                "CREATE TABLE t(a GENERATED ALWAYS AS (1) VIRTUAL NOT NULL)",
                "CREATE TABLE t(generated TEXT, always INT, a DATE CURRENT)"
            })
    void whatSqliteAcceptsIsRead(String sql) {
        assertThat(SqliteDdlReader.table(sql).name()).isEqualTo("t");
    }

    @Test
    void aForeignKeyThatIsFirstNotDeferrableMayStillBeDeferred() {
        var table = SqliteDdlReader.table(
                "CREATE TABLE t(a REFERENCES b DEFERRABLE, c REFERENCES b DEFERRABLE INITIALLY DEFERRED, d REFERENCES b)");

        assertThat(table.constraints())
                .map(one -> ((SqliteConstraint.ForeignKey) one).deferral())
                .containsExactly(Deferral.INITIALLY_IMMEDIATE, Deferral.INITIALLY_DEFERRED, Deferral.NOT_DEFERRABLE);
    }

    @Test
    void anIndexIsReadWithItsExpressions() {
        var index = SqliteDdlReader.index("CREATE UNIQUE INDEX IF NOT EXISTS main.[i x] ON 'facts'"
                + "(a, \"b\" COLLATE NOCASE DESC, lower(c || ',') ASC, (a + b) COLLATE rtrim)"
                + " WHERE a IS NOT NULL AND b <> ';' ;");

        assertThat(index.name()).isEqualTo("i x");
        assertThat(index.table()).isEqualTo("facts");
        assertThat(index.uniqueness()).isEqualTo(Uniqueness.UNIQUE);
        assertThat(index.where()).contains("a IS NOT NULL AND b <> ';'");
        assertThat(index.keys())
                .containsExactly(
                        key("a", Order.ASCENDING),
                        new SqliteKey("\"b\"", Optional.of("b"), Optional.of("NOCASE"), Order.DESCENDING),
                        new SqliteKey("lower(c || ',')", Optional.empty(), Optional.empty(), Order.ASCENDING),
                        new SqliteKey("(a + b)", Optional.empty(), Optional.of("rtrim"), Order.ASCENDING));
    }

    @Test
    void aColumnCalledLikeAnOrderIsAColumn() {
        assertThat(SqliteDdlReader.index("CREATE INDEX i ON t(desc, asc desc)").keys())
                .containsExactly(key("desc", Order.ASCENDING), key("asc", Order.DESCENDING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIRTUAL TABLE t USING fts5(a)",
                "CREATE TABLE t AS SELECT 1",
                "CREATE TABLE t(a",
                "CREATE TABLE t(a CHECK (b)",
                "CREATE TABLE t(a) SORTED",
                "CREATE TABLE t(a DEFAULT)",
                "CREATE TABLE t(a NOT)",
                "CREATE TABLE t(PRIMARY KEY (a AUTOINCREMENT))",
                "CREATE TABLE t(a, PRIMARY KEY ())",
                "CREATE TABLE t(a, PRIMARY (a))",
                "CREATE TABLE t(a, CONSTRAINT c FOREIGN (a) REFERENCES t)",
                "CREATE TABLE t(a) x'",
                "SELECT 1",
                ""
            })
    void whatIsNoTableIsAnError(String sql) {
        assertThatThrownBy(() -> SqliteDdlReader.table(sql)).isInstanceOf(SqlSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE INDEX i ON t", "CREATE INDEX i ON t(a) WHERE", "CREATE INDEX i ON t(a) x", "a"})
    void whatIsNoIndexIsAnError(String sql) {
        assertThatThrownBy(() -> SqliteDdlReader.index(sql)).isInstanceOf(SqlSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aDamagedStatementIsReadOrRefused(long seed) {
        String whole =
                "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT COLLATE x DEFAULT (1) REFERENCES u(c)"
                        + " DEFERRABLE, CONSTRAINT k UNIQUE (a, b DESC), CHECK (a > 'x')) WITHOUT ROWID";
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            var damaged = new StringBuilder(whole);
            for (int j = 0; j <= random.nextInt(4); j++) {
                int from = random.nextInt(damaged.length());
                damaged.delete(from, from + random.nextInt(12));
            }
            assertThat(readOrRefused(damaged.toString()))
                    .as("seed %d: %s", seed, damaged)
                    .isTrue();
        }
    }

    private static boolean readOrRefused(String sql) {
        try {
            return !SqliteDdlReader.table(sql).columns().isEmpty();
        } catch (SqlSyntaxException e) {
            return true;
        }
    }

    private static SqliteKey key(String column, Order order) {
        return new SqliteKey(column, Optional.of(column), Optional.empty(), order);
    }

    private static Column column(String name, String type, String defaultText) {
        return new Column(
                name,
                type,
                Nulls.ALLOWED,
                Optional.empty(),
                Optional.ofNullable(defaultText),
                Optional.empty(),
                Numbering.NONE,
                Optional.empty());
    }

    private static Column generated(String name, String type, String expression, Storage storage) {
        return new Column(
                name,
                type,
                Nulls.ALLOWED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Generated(expression, storage)),
                Numbering.NONE,
                Optional.empty());
    }
}
