package io.whisperschema.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.error.InvalidDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfinementTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'x')); drop table t; create table z (b text default ('y' | closes a bracket",
                "'x'; drop table t | goes on behind a ';'",
                "(1; 2) | goes on behind a ';'",
                "1, 2 | goes on behind a ','",
                "'x'), extra TEXT DEFAULT ('y' | closes a bracket",
                "lower(a | is never closed",
                "array[1 | is never closed",
                "(1] | closes a bracket",
                "a = 'x | has no end",
                "a = \"x | has no end",
                "$a$ x | has no end",
                "a > 1 -- and | not closed",
                "/* a */ -- nothing | not closed",
                "a /* b | no end",
                "/* nothing */ | nothing but comments",
                "a = $1 | place for a value",
                "concat(E'\\'', ') ; --', E'\\') | has no end"
            })
    void wordsOfPostgresThatDoNotStayInTheirPlaceAreRefused(String sql, String problem) {
        assertThat(refusalOf(DialectName.POSTGRES, sql).problem()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '!',
            value = {
                "'x'), extra TEXT DEFAULT ('y' ! closes a bracket",
                "1 /* b ! not closed",
                "/*/ ! not closed",
                "a = [x ! has no end",
                "`x ! has no end",
                "x'0 ! has no end",
                "a > ?1 ! place for a value",
                "$a(')') ! place for a value"
            })
    void wordsOfSqliteThatDoNotStayInTheirPlaceAreRefused(String sql, String problem) {
        assertThat(refusalOf(DialectName.SQLITE, sql).problem()).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a <> 'it''s; (' || $$;)$$",
                "coalesce(a, '', (b)) = any (array['x', E'\\';'])",
                "a -- why; (\n > 1",
                "a /* ; /* ) */ ' */ > 1",
                "\"a;(\" ? 'x'",
                "case when a > 1 then 'x' else 'y' end"
            })
    void oneExpressionOfPostgresStays(String sql) {
        assertThatCode(() -> Confinement.ofWords("here", DialectName.POSTGRES, sql))
                .doesNotThrowAnyException();
    }

    @Test
    void theSameTextMayBeOneExpressionToOneDialectOnly() {
        String sql = "a = '\\' and b = [it's]";

        assertThatCode(() -> Confinement.ofWords("here", DialectName.SQLITE, sql))
                .doesNotThrowAnyException();
        assertThat(refusalOf(DialectName.POSTGRES, sql).problem()).contains("has no end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 AS x; DROP TABLE public.strangers",
                "SELECT 1;",
                "SELECT 1 -- one",
                "DELETE FROM t",
                "(DELETE FROM t)",
                "SELECT 1) AS x, (SELECT 2",
                "\"select\" 1"
            })
    void whatIsNotOneQueryIsRefused(String sql) {
        assertThat(catchThrowableOfType(
                                InvalidDefinition.class, () -> Confinement.ofQuery("view v", DialectName.POSTGRES, sql))
                        .remedy())
                .contains("one query");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a, ';' FROM t -- of t;\n WHERE b",
                "with x as (select 1) select * from x",
                "VALUES (1), (2)",
                "TABLE t",
                " ( SELECT 1) UNION (SELECT 2)",
                "/* ; */ SELECT 1"
            })
    void oneQueryStays(String sql) {
        assertThatCode(() -> Confinement.ofQuery("view v", DialectName.POSTGRES, sql))
                .doesNotThrowAnyException();
    }

    @Test
    void wordsAreFoundWhereverTheyStandInAnExpression() {
        Expression words = new Expression.PerDialect(java.util.List.of(Expression.raw(DialectName.POSTGRES, "1)")));
        Expression deep = Expression.not(Expression.and(
                Expression.column("a").isNull(), Expression.column("a").in("x").is(words)));

        assertThat(catchThrowableOfType(InvalidDefinition.class, () -> Confinement.ofExpression("table t", deep)))
                .hasMessageStartingWith("table t: ")
                .hasMessageContaining("closes a bracket");
    }

    private static InvalidDefinition refusalOf(DialectName dialect, String sql) {
        return catchThrowableOfType(InvalidDefinition.class, () -> Confinement.ofWords("here", dialect, sql));
    }
}
