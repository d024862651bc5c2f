package io.whisperschema.sql;

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
import io.whisperschema.sql.ExpressionWriter.Style;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionWriterTest {
    private static final Expression A = column("a");

    static Stream<Arguments> theSameOnBoth() {
        return Stream.of(
                Arguments.of(column("User"), "\"User\""),
                Arguments.of(column("user"), "\"user\""),
                Arguments.of(literal("it's"), "'it''s'"),
                Arguments.of(literal(0.80), "0.8"),
                Arguments.of(literal(100), "100"),
                Arguments.of(literal(new BigDecimal("0E-20")), "0"),
                Arguments.of(literal(new BigDecimal("1E+50")), "100E+48"),
                Arguments.of(literal(new BigDecimal("-1E-999999999")), "-1E-999999999"),
                Arguments.of(literal(true), "TRUE"),
                Arguments.of(new Expression.Null(), "NULL"),
                Arguments.of(now(), "CURRENT_TIMESTAMP"),
                Arguments.of(A.between(0, 1), "a BETWEEN 0 AND 1"),
                Arguments.of(A.in("x", "y"), "a IN ('x', 'y')"),
                Arguments.of(A.isNotNull(), "a IS NOT NULL"),
                Arguments.of(not(A.is(literal(1))), "NOT (a = 1)"),
                Arguments.of(not(A), "NOT a"),
                Arguments.of(and(A, or(A, A.isNull())), "a AND (a OR (a IS NULL))"),
                Arguments.of(and(A, A).is(literal(false)), "(a AND a) = FALSE"),
                Arguments.of(A.lower().is(literal("x")), "lower(a) = 'x'"),
                Arguments.of(A.length().atLeast(literal(-1)), "length(a) >= -1"));
    }

    @ParameterizedTest
    @MethodSource
    void theSameOnBoth(Expression expression, String sql) {
        assertThat(ExpressionWriter.write(expression, Style.SQLITE)).isEqualTo(sql);
        assertThat(ExpressionWriter.write(expression, Style.POSTGRES)).isEqualTo(sql);
    }

    static Stream<Arguments> otherwiseOnEach() {
        return Stream.of(
                Arguments.of(new Expression.Bytes("00FF"), "X'00ff'", "E'\\\\x00ff'::bytea"),
                Arguments.of(literal("a\\'b"), "'a\\''b'", "E'a\\\\''b'"),
                Arguments.of(
                        literal(List.of("a\"b", "c'd")), "'[\"a\\\"b\",\"c''d\"]'", "ARRAY['a\"b', 'c''d']::text[]"),
                Arguments.of(literal(List.of()), "'[]'", "ARRAY[]::text[]"));
    }

    @ParameterizedTest
    @MethodSource
    void otherwiseOnEach(Expression expression, String sqlite, String postgres) {
        assertThat(ExpressionWriter.write(expression, Style.SQLITE)).isEqualTo(sqlite);
        assertThat(ExpressionWriter.write(expression, Style.POSTGRES)).isEqualTo(postgres);
    }

    @Test
    void wordsOfADialectAreWrittenAsTheyAre() {
        var words = new Expression.PerDialect(List.of(
                Expression.raw(DialectName.SQLITE, "a GLOB 'x*' -- pattern"),
                Expression.raw(DialectName.POSTGRES, "a ~ '^x'")));

        assertThat(ExpressionWriter.write(words, Style.POSTGRES)).isEqualTo("a ~ '^x'");
        assertThat(ExpressionWriter.write(not(words), Style.SQLITE)).isEqualTo("NOT (a GLOB 'x*' -- pattern\n)");
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void wordsOfAnotherDialectAreRefused(Style style) {
        var other = style == Style.SQLITE ? DialectName.POSTGRES : DialectName.SQLITE;
        var raw = Expression.raw(other, "a");

        assertThatThrownBy(() -> ExpressionWriter.write(raw, style))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("it has no words for " + style.dialect() + ", only for " + other);
        assertThatThrownBy(() -> ExpressionWriter.write(new Expression.PerDialect(List.of(raw)), style))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("it has no words for " + style.dialect());
    }

    @Test
    void aJsonArrayEscapesWhatJsonCannotHold() {
        assertThat(ExpressionWriter.jsonArray(List.of("a\"\\\n\t\u0001é"))).isEqualTo("[\"a\\\"\\\\\\n\\t\\u0001é\"]");
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void whatIsWrittenIsReadBack(Style style) {
        for (long seed = 1; seed <= 3_000; seed++) {
            Expression written = new RandomExpressions(seed, style).next();
            String sql = ExpressionWriter.write(written, style);

            assertThat(ExpressionReader.read(sql, style.dialect()).canonical())
                    .as("seed %d: %s", seed, sql)
                    .isEqualTo(written.canonical());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "order", "User", "a b", "1a", "ä", "a\"b", "a$", "json", "", "merge_action", "a-b"})
    void aNameThatCouldBeMisreadIsQuoted(String name) {
        assertThat(Identifiers.quoted(name)).isEqualTo("\"" + name.replace("\"", "\"\"") + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "user_id", "_x9", "key", "name", "action", "value", "status", "id"})
    void aPlainNameIsNot(String name) {
        assertThat(Identifiers.quoted(name)).isEqualTo(name);
        assertThat(Identifiers.list(List.of(name, "Or"))).isEqualTo(name + ", \"Or\"");
    }
}
