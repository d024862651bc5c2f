package io.whisperschema.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.relational.DialectName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewComparisonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "SELECT a, b FROM t WHERE a > 0~SELECT t.a,    t.b   FROM t  WHERE (t.a > 0);",
                "select u.a x from t u~SELECT a AS x FROM t",
                "SELECT a.x, b.y FROM a JOIN b ON a.id = b.id~SELECT a.x, b.y FROM (a JOIN b ON ((a.id = b.id)));",
                "SELECT a.x FROM a JOIN b ON a.i = b.i JOIN c ON c.i = b.i~"
                        + "SELECT a.x FROM ((a JOIN b ON ((a.i = b.i))) JOIN c ON ((c.i = b.i)));",
                "SELECT count(*) AS n FROM t GROUP BY k~SELECT count(*) AS n FROM t GROUP BY t.k;",
                "SELECT cast(a as integer) FROM t~SELECT (a)::integer FROM t"
            })
    void theSameInOtherWordsIsTheSame(String left, String right) {
        assertThat(ViewComparison.same(left, right, DialectName.POSTGRES)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "SELECT a FROM t~SELECT b FROM t",
                "SELECT a.id FROM a JOIN b ON a.id = b.id~SELECT b.id FROM a JOIN b ON a.id = b.id",
                "SELECT a.id FROM a, b~SELECT b.id FROM a, b",
                "SELECT a FROM t~SELECT a FROM u",
                "SELECT a FROM public.t~SELECT a FROM other.t",
                "SELECT a FROM t WHERE a > 0~SELECT a FROM t",
                "SELECT a FROM (SELECT b AS a FROM t) x~SELECT a FROM t",
                "SELECT x.a FROM a x, LATERAL f(x) y~SELECT y.a FROM a x, LATERAL f(x) y",
                "SELECT a FROM t; DROP TABLE t~SELECT a FROM t"
            })
    void whatMayMeanSomethingElseIsNotTheSame(String left, String right) {
        assertThat(ViewComparison.same(left, right, DialectName.POSTGRES)).isFalse();
    }
}
