package io.whisperschema.definition.relational;

import static io.whisperschema.definition.relational.Expression.and;
import static io.whisperschema.definition.relational.Expression.column;
import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Expression.not;
import static io.whisperschema.definition.relational.Expression.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalFormTest {
    private static final Expression A = column("a");
    private static final Expression B = column("b");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatMeansTheSameIsEqual(String name, Expression one, Expression other) {
        assertThat(one.canonical()).isEqualTo(other.canonical());
    }

    static Stream<Arguments> whatMeansTheSameIsEqual() {
        return Stream.of(
                arguments("between", A.between(0, 1), and(A.atLeast(literal(0)), A.atMost(literal(1)))),
                arguments("in of one", A.in("x"), A.is(literal("x"))),
                arguments("nested and", and(A, and(B, A)), and(A, B, A)),
                arguments("nested or", or(or(A, B), A), or(A, B, A)),
                arguments("trailing zeros", literal(new BigDecimal("1.500")), literal(1.5)),
                arguments("zero", literal(new BigDecimal("0.00")), literal(0)),
                arguments("not equal", not(A.is(B)), A.isNot(B)),
                arguments("not in of one", not(A.in("x")), A.isNot(literal("x"))),
                arguments("not between", not(A.between(0, 1)), or(A.lessThan(literal(0)), A.greaterThan(literal(1)))),
                arguments("not not", not(not(A.isNull())), A.isNull()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatDoesNotMeanTheSameDiffers(String name, Expression one, Expression other) {
        assertThat(one.canonical()).isNotEqualTo(other.canonical());
    }

    static Stream<Arguments> whatDoesNotMeanTheSameDiffers() {
        return Stream.of(
                arguments("bounds", A.between(0, 1), A.between(0, 2)),
                arguments("and for or", and(A, B), or(A, B)),
                arguments("other column", A.isNull(), B.isNull()),
                arguments("opposite", A.isNull(), A.isNotNull()),
                arguments("order of in", A.in("x", "y"), A.in("x", "z")),
                arguments("a number and its text", literal(1), literal("1")));
    }
}
