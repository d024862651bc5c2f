package io.whisperschema.sql;

import static io.whisperschema.definition.relational.DialectName.POSTGRES;
import static io.whisperschema.definition.relational.DialectName.SQLITE;
import static io.whisperschema.definition.relational.Expression.and;
import static io.whisperschema.definition.relational.Expression.column;
import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Expression.not;
import static io.whisperschema.definition.relational.Expression.now;
import static io.whisperschema.definition.relational.Expression.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.error.InvalidDefinition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionReaderTest {
    private static final Expression A = column("a");
    private static final Expression B = column("b");
    private static final Expression C = column("c");

    static Stream<Arguments> whatBothDialectsKeep() {
        return Stream.of(
                Arguments.of("a", A),
                Arguments.of("\"a\"", A),
                Arguments.of("\"A b\"\"c\"", column("A b\"c")),
                Arguments.of("t.a", A),
                Arguments.of("\"main\".\"t\".\"a\"", A),
                Arguments.of("'it''s'", literal("it's")),
                Arguments.of("NULL", new Expression.Null()),
                Arguments.of("-1", literal(-1)),
                Arguments.of("- 1.50", literal(new BigDecimal("-1.50"))),
                Arguments.of("+.5e3", literal(new BigDecimal("0.5e3"))),
                Arguments.of("0x1F", literal(31)),
                Arguments.of("TRUE", literal(true)),
                Arguments.of("false", literal(false)),
                Arguments.of("CURRENT_TIMESTAMP", now()),
                Arguments.of("((a > 0))", A.greaterThan(literal(0))),
                Arguments.of("a <> 1", A.isNot(literal(1))),
                Arguments.of("a != 1", A.isNot(literal(1))),
                Arguments.of("a IS NULL", A.isNull()),
                Arguments.of("a isnull", A.isNull()),
                Arguments.of("a IS NOT NULL", A.isNotNull()),
                Arguments.of("a NotNull", A.isNotNull()),
                Arguments.of("a in ('x', 'y')", A.in("x", "y")),
                Arguments.of("a NOT IN ('x', 'y')", not(A.in("x", "y"))),
                Arguments.of("a between 0 and 1 and b", and(A.between(literal(0), literal(1)), B)),
                Arguments.of("a not between 0 and 1", not(A.between(literal(0), literal(1)))),
                Arguments.of("a or b and not c", or(A, and(B, not(C)))),
                Arguments.of("(a or b) and c", and(or(A, B), C)),
                Arguments.of("a and b and c", and(A, B, C)),
                Arguments.of("not a = b", not(A.is(B))),
                Arguments.of("not not a", not(not(A))),
                Arguments.of("(a and b) = c", and(A, B).is(C)),
                Arguments.of("length(a) <= 3", A.length().atMost(literal(3))),
                Arguments.of("LOWER(a) = b", A.lower().is(B)),
                Arguments.of("a /* of it */ < b -- so", A.lessThan(B)));
    }

    @ParameterizedTest
    @MethodSource
    void whatBothDialectsKeep(String sql, Expression expected) {
        assertThat(ExpressionReader.read(sql, SQLITE)).isEqualTo(expected);
        assertThat(ExpressionReader.read(sql, POSTGRES)).isEqualTo(expected);
    }

    static Stream<Arguments> whatPostgresPrints() {
        return Stream.of(
                Arguments.of("Title", column("title")),
                Arguments.of("\"Title\"", column("Title")),
                Arguments.of("'a'::text", literal("a")),
                Arguments.of("'a'::character varying", literal("a")),
                Arguments.of("'abc'::character varying(3)", literal("abc")),
                Arguments.of("'a'::bpchar", literal("a")),
                Arguments.of("E'a\\\\b'::text", literal("a\\b")),
                Arguments.of("'2020-01-02'::date", literal("2020-01-02")),
                Arguments.of("'2020-01-01 00:00:00+00'::timestamp with time zone", literal("2020-01-01 00:00:00+00")),
                Arguments.of("'{\"a\": 1}'::jsonb", literal("{\"a\": 1}")),
                Arguments.of("'-1'::integer", literal(-1)),
                Arguments.of("-1::integer", literal(-1)),
                Arguments.of("('-1'::integer)::double precision", literal(-1)),
                Arguments.of("(0)::double precision", literal(0)),
                Arguments.of("'3000000000'::bigint", literal(3_000_000_000L)),
                Arguments.of("'0.50'::numeric(10,2)", literal(new BigDecimal("0.50"))),
                Arguments.of("(0.5)::real", literal(new BigDecimal("0.5"))),
                Arguments.of("'t'::boolean", literal(true)),
                Arguments.of("NULL::character varying(9)", new Expression.Null()),
                Arguments.of("NULL::text[]", new Expression.Null()),
                Arguments.of("'\\x00fF'::bytea", new Expression.Bytes("00ff")),
                Arguments.of("'\\x'::bytea", new Expression.Bytes("")),
                Arguments.of("'{}'::text[]", literal(List.of())),
                Arguments.of("'{a,\"b, \\\"c\\\"\",\"\"}'::text[]", literal(List.of("a", "b, \"c\"", ""))),
                Arguments.of("'{ a b , \"NULL\" }'::character varying[]", literal(List.of("a b", "NULL"))),
                Arguments.of("ARRAY['a'::text, 'b'::text]", literal(List.of("a", "b"))),
                Arguments.of("(ARRAY['a'::character varying])::text[]", literal(List.of("a"))),
                Arguments.of("ARRAY[]::text[]", literal(List.of())),
                Arguments.of("CAST('a' AS text)", literal("a")),
                Arguments.of("now()", now()),
                Arguments.of("transaction_timestamp()", now()),
                Arguments.of("(a = ANY (ARRAY['x'::text, 'y'::text]))", A.in("x", "y")),
                Arguments.of("a = ANY ('{x,y}'::text[])", A.in("x", "y")),
                Arguments.of(
                        "((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))",
                        A.in("x", "y")),
                Arguments.of(
                        "((a)::text <> ALL ((ARRAY['x'::character varying, 'y'::character varying])::text[]))",
                        not(A.in("x", "y"))),
                Arguments.of(
                        "(a = ANY (ARRAY[(1)::bigint, '3000000000'::bigint]))",
                        new Expression.In(A, List.of(literal(1), literal(3_000_000_000L)))),
                Arguments.of("a = ANY ('{1,2}'::integer[])", new Expression.In(A, List.of(literal(1), literal(2)))),
                Arguments.of("((a)::text = 'x'::text)", A.is(literal("x"))),
                Arguments.of("((a)::text = (b)::text)", A.is(B)),
                Arguments.of("(lower((a)::text) = 'x'::text)", A.lower().is(literal("x"))),
                Arguments.of("(char_length((a)::text) > 3)", A.length().greaterThan(literal(3))),
                Arguments.of("((length(a))::numeric > 0.5)", A.length().greaterThan(literal(new BigDecimal("0.5")))),
                Arguments.of(
                        "(((a >= (0)::double precision) AND (a <= (1)::double precision)))",
                        and(A.atLeast(literal(0)), A.atMost(literal(1)))));
    }

    @ParameterizedTest
    @MethodSource
    void whatPostgresPrints(String sql, Expression expected) {
        assertThat(ExpressionReader.read(sql, POSTGRES)).isEqualTo(expected);
    }

    static Stream<Arguments> whatSqliteKeeps() {
        return Stream.of(
                Arguments.of("Title", column("Title")),
                Arguments.of("[a b]", column("a b")),
                Arguments.of("`a`", A),
                Arguments.of("a == 1", A.is(literal(1))),
                Arguments.of("a NOT NULL", A.isNotNull()),
                Arguments.of("X'00fF'", new Expression.Bytes("00ff")),
                Arguments.of("datetime('now')", now()),
                Arguments.of("user = 1", column("user").is(literal(1))));
    }

    @ParameterizedTest
    @MethodSource
    void whatSqliteKeeps(String sql, Expression expected) {
        assertThat(ExpressionReader.read(sql, SQLITE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a || 'x'",
                "a + 1 > 2",
                "a LIKE 'x%'",
                "coalesce(a, b)",
                "a COLLATE nocase = 'x'",
                "a = b = c",
                "a < b IS NULL",
                "a IS b",
                "a IS NOT b",
                "a IN ()",
                "a IN (SELECT 1)",
                "(a, b) = (1, 2)",
                "a =",
                "= a",
                "a b",
                "((a)",
                "a)",
                "'a",
                "t.*",
                "lower(a, b)",
                "lower()",
                "CASE WHEN a THEN b END",
                "-a",
                "-(1)",
                "a NOT 1",
                "1 2",
                "a ->> 'b' = 'c'",
                "select",
                "\"lower\"(a)",
                "-- nothing",
                "a BETWEEN 1",
                ";",
                "a;",
                "1e9999999999",
                "count(*) > 1"
            })
    void whatIsNotUnderstoodWholeStaysAsItIs(String sql) {
        assertThat(ExpressionReader.read(sql, SQLITE)).isEqualTo(Expression.raw(SQLITE, sql));
        assertThat(ExpressionReader.read(sql, POSTGRES)).isEqualTo(Expression.raw(POSTGRES, sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a)::date = b",
                "((a)::integer > 5)",
                "((a)::numeric >= 0.5)",
                "((a)::text < 'm'::text)",
                "(a)::text",
                "((a)::text = (1)::text)",
                "(a)::character varying(3) = 'abc'",
                "1.5::integer",
                "'1.5'::integer",
                "40000::smallint",
                "(0.1)::real",
                "'abc'::character varying(2)",
                "'a'::character(3)",
                "'now'::date",
                "'1 day'::interval",
                "'happy'::mood",
                "'NaN'::double precision",
                "'abc'::bytea",
                "5::text",
                "'{a,NULL}'::text[]",
                "'{{a}}'::text[]",
                "'[1:1]={a}'::text[]",
                "ARRAY[1, 2]",
                "ARRAY[a]",
                "ARRAY[]",
                "a = ALL (ARRAY[1])",
                "a <> ANY (ARRAY[1])",
                "a = ANY (b)",
                "nextval('s'::regclass)",
                "B'101'",
                "CURRENT_TIMESTAMP(3)",
                "(now())::date",
                "a == 1",
                "user = 1",
                "X'00'",
                "a = ANY ('{}'::text[])",
                "datetime('now')",
                "clock_timestamp()",
                "a[1] = 2",
                "a NOT NULL",
                "(a = b)::integer"
            })
    void aPostgresExpressionWhoseCastsMayMatterStaysAsItIs(String sql) {
        assertThat(ExpressionReader.read(sql, POSTGRES)).isEqualTo(Expression.raw(POSTGRES, sql));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAST(a AS TEXT) = 'x'", "CAST('a' AS TEXT)", "now()", "char_length(a) > 1", "a::text"})
    void sqliteAddsNothingThatCouldBeLeftOut(String sql) {
        assertThat(ExpressionReader.read(sql, SQLITE)).isEqualTo(Expression.raw(SQLITE, sql));
    }

    @Test
    void knownColumnTypesDecideWhichCastsPostgresAdded() {
        var types =
                Map.of("n", "integer", "v", "character varying(9)", "t", "text", "d", "timestamp(3) with time zone");

        assertThat(ExpressionReader.read("((n)::numeric >= 0.5)", POSTGRES, types))
                .isEqualTo(column("n").atLeast(literal(new BigDecimal("0.5"))));
        assertThat(ExpressionReader.read("((v)::text < 'm'::text)", POSTGRES, types))
                .isEqualTo(column("v").lessThan(literal("m")));
        assertThat(ExpressionReader.read("((n)::text = '5'::text)", POSTGRES, types))
                .isInstanceOf(Expression.Raw.class);
        assertThat(ExpressionReader.read("((t)::integer > 5)", POSTGRES, types)).isInstanceOf(Expression.Raw.class);
        assertThat(ExpressionReader.read("((d)::text = 'x'::text)", POSTGRES, types))
                .isInstanceOf(Expression.Raw.class);
    }

    @Test
    void aNameInADefaultOfSqliteIsAText() {
        assertThat(ExpressionReader.readDefault("\"new\"", SQLITE)).isEqualTo(literal("new"));
        assertThat(ExpressionReader.readDefault("new", SQLITE)).isEqualTo(literal("new"));
        assertThat(ExpressionReader.readDefault("'new'", SQLITE)).isEqualTo(literal("new"));
        assertThat(ExpressionReader.readDefault("'new'::text", POSTGRES)).isEqualTo(literal("new"));
    }

    @Test
    void aNameTooLongForADefinitionIsReadAllTheSame() {
        String name = "x".repeat(64);

        assertThat(ExpressionReader.read("\"" + name + "\" > 0", SQLITE))
                .isEqualTo(Expression.column(name).greaterThan(literal(0)));
    }

    @Test
    void noExpressionAtAllIsRefused() {
        assertThatThrownBy(() -> ExpressionReader.read(" ", SQLITE)).isInstanceOf(InvalidDefinition.class);
    }

    @Timeout(60)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "not ",
                "lower(",
                "a = (",
                "-",
                "1",
                "a or ",
                "ARRAY[",
                "a = ANY (",
                "'",
                "{",
                "a.",
                "::text",
                "x'",
                "cast(",
                "a in ("
            })
    void depthAndLengthAreNoMatter(String piece) {
        String sql = piece.repeat(300_000 / piece.length());

        assertThat(read(sql)).hasSize(2);
        assertThat(read("a = '" + "{".repeat(300_000) + "'::text[]")).hasSize(2);
    }

    @Test
    void aLongRowOfConditionsIsFlat() {
        String sql = "a = 1 or ".repeat(100_000) + "b";

        assertThat(read(sql))
                .allSatisfy(read -> assertThat(((Expression.Or) read).parts()).hasSize(100_001));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void oddTextIsNeverAnError(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            String sql = "x" + (i % 2 == 0 ? noise(random) : scrap(random));
            assertThat(read(sql)).as("seed %d: %s", seed, sql).hasSize(2);
        }
    }

    private static List<Expression> read(String sql) {
        return Stream.of(SQLITE, POSTGRES).map(dialect -> read(sql, dialect)).toList();
    }

    private static Expression read(String sql, DialectName dialect) {
        return ExpressionReader.read(sql, dialect);
    }

    private static String noise(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
    }

    /** Pieces that are good one by one. */
    private static String scrap(Random random) {
        String[] pieces = {
            "a", "'b'", "(", ")", "=", "<", "and", "or", "not", "in", "between", "is", "null", "::", "text", "[]",
            "any", "array[", "]", ",", "1", "-", "lower(", "'{a}'", "E'\\", "$$", ".", "cast(", "as", "integer", "1e99",
            "now()", "X'0a'", "\0", "\"c\"", "all", "0x", "--", "/*"
        };
        return random.ints(random.nextInt(12), 0, pieces.length)
                .mapToObj(i -> pieces[i])
                .collect(Collectors.joining(" "));
    }
}
