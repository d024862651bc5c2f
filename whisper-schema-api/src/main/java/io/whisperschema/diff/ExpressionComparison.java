package io.whisperschema.diff;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.internal.sql.RawComparison;
import java.util.Optional;

/** Whether two expressions of one dialect mean the same. */
final class ExpressionComparison {
    private ExpressionComparison() {}

    static Verdict compare(Optional<Expression> left, Optional<Expression> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Verdict.of(left.isEmpty() && right.isEmpty());
        }
        return compare(left.get(), right.get());
    }

    /** Equal canonical forms are equal; different ones differ, unless words of a dialect are involved that we cannot read. */
    static Verdict compare(Expression left, Expression right) {
        Expression one = left.canonical();
        Expression other = right.canonical();
        if (one.equals(other)) {
            return Verdict.EQUAL;
        }
        if (one instanceof Expression.Raw raw && other instanceof Expression.Raw otherRaw) {
            return RawComparison.same(raw.sql(), otherRaw.sql(), raw.dialect()) ? Verdict.EQUAL : Verdict.CANNOT_TELL;
        }
        return isInWords(one) || isInWords(other) ? Verdict.CANNOT_TELL : Verdict.DIFFERENT;
    }

    private static boolean isInWords(Expression expression) {
        return ExpressionParts.any(expression, Expression.Raw.class::isInstance);
    }
}
