package io.whisperschema.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.relational.DialectName;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawComparisonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "a > 0; (a > 0)",
                "a > 0; ((A) > (0))",
                "a>0 AND b<1 OR c; (((a > 0) AND (b < 1)) OR c)",
                "a and b and c; ((a AND b) AND c)",
                "(a or b) and c; ((A OR B) AND C)",
                "a + b * c > 1; ((a + (b * c)) > 1)",
                "a - b - c = 0; ((a - b) - c) = 0",
                "not (a = b); (NOT (a = b))",
                "not a = b; (NOT (a = b))",
                "a is not null and b is null; ((a IS NOT NULL) AND (b IS NULL))",
                "lower(a || b) = 'x'; (lower((a || b)) = 'x')",
                "a between 1 and 2 and c; ((a BETWEEN 1 AND 2) AND c)",
                "a in (1, 2) or b; ((a IN (1, (2))) OR b)",
                "a not in (1) and b; (a NOT IN (1)) AND b",
                "a /* because */ > 1 -- of that; a > 1",
                "a <> 1; a != 1",
                "\"a\" > 0; a > 0",
                "t.a > 0; (t.a > 0)",
                "case when a then b + 1 else c end = 1; ((CASE WHEN (a) THEN (b + 1) ELSE (c) END) = 1)",
                "-a < b; ((- a) < b)"
            })
    void theSameInOtherWordsIsTheSame(String left, String right) {
        assertThat(dialects().map(dialect -> RawComparison.same(left, right, dialect)))
                .containsExactly(true, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "a or b and c; (a or b) and c",
                "a - (b - c); a - b - c",
                "(a + b) * c; a + b * c",
                "not (a and b); not a and b",
                "(a = b) = c; a = (b = c)",
                "- (a + b); - a + b",
                "a between 1 and (2 and c); a between 1 and 2 and c",
                "lower(a); lower a",
                "f(a, b); f((a, b))",
                "a = 'x'; a = 'X'",
                "a = 'x'; a = x",
                "\"A\" > 0; a > 0",
                "\"user name\"; user",
                "a in (1); a in 1",
                "(a collate x) = b; a collate (x = b)",
                "a end; (a) end)",
                "'a; 'b",
                "a > 0; a > 1"
            })
    void whatMayMeanSomethingElseIsNotTheSame(String left, String right) {
        assertThat(dialects().map(dialect -> RawComparison.same(left, right, dialect)))
                .containsExactly(false, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "a = 'x'; ((a)::text = 'x'::text)",
                "a > -1; (a > '-1'::integer)",
                "a >= -1.5; (a >= ('-1.5'::numeric)::double precision)",
                "a > 0; (a > (0)::double precision)",
                "a::date > b; ((a)::date > b)",
                "cast(a as date) > b; ((a)::date > b)",
                "cast(a as text) || b; (a)::text || b",
                "a like 'x%' and b; ((a ~~ 'x%'::text) AND b)",
                "a not ilike 'x%'; (a !~~* 'x%'::text)",
                "coalesce(a, '') <> ''; (COALESCE(a, ''::character varying)::text <> ''::text)",
                "a ->> 'k' = 'v'; ((a ->> 'k'::text) = 'v'::text)",
                "a <@ array['x']; (a <@ ARRAY['x'::text])",
                "E'a\\\\b' = c; ('a\\b'::text = c)",
                "a = current_timestamp; (a = CURRENT_TIMESTAMP)"
            })
    void whatPostgresAddsIsLeftOut(String written, String printed) {
        assertThat(RawComparison.same(written, printed, DialectName.POSTGRES)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "a::date = b; a = b",
                "a::varchar(3) = b; a = b",
                "a::integer = 1; a = 1",
                "(a + b)::integer; a + b::integer",
                "\"user\" = 'x'; user = 'x'",
                "a like (b || c); (a like b) || c"
            })
    void whatPostgresWouldNotAddCounts(String left, String right) {
        assertThat(RawComparison.same(left, right, DialectName.POSTGRES)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cast(a as integer) > 1", "(a < b) = c", "\"A\" = 1"})
    void sqliteKeepsWhatWasWritten(String sql) {
        assertThat(RawComparison.same(sql, "(" + sql + ")", DialectName.SQLITE)).isTrue();
        assertThat(RawComparison.same("cast(a as integer) > 1", "a > 1", DialectName.SQLITE))
                .isFalse();
        assertThat(RawComparison.same("(a = b) < c", "a = b < c", DialectName.SQLITE))
                .isFalse();
        assertThat(RawComparison.same("a = (b < c)", "a = b < c", DialectName.SQLITE))
                .isTrue();
    }

    @Timeout(60)
    @ParameterizedTest
    @ValueSource(strings = {"(", ")", "((a)", "case ", "end ", "[", "a::", "cast(", "not ", "between ", ".", "'"})
    void depthAndLengthAreNoMatter(String piece) {
        String sql = piece.repeat(40_000);

        assertThat(dialects().map(dialect -> RawComparison.same(sql, sql + " 1", dialect)))
                .containsExactly(false, false);
    }

    private static Stream<DialectName> dialects() {
        return Stream.of(DialectName.SQLITE, DialectName.POSTGRES);
    }
}
