package io.whisperschema.sql;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.error.InvalidDefinition;

/** An expression of a definition as one dialect has it: of words per dialect, its own. */
public final class DialectExpression {
    private DialectExpression() {}

    /** The expression in that style; words of its dialect are read as the database would give them back. */
    public static Expression resolved(String place, Expression expression, ExpressionWriter.Style style) {
        if (!ExpressionParts.any(expression, DialectExpression::isInWords)) {
            return expression;
        }
        if (ExpressionParts.any(expression, part -> lacksWords(part, style))) {
            throw new InvalidDefinition(
                    place,
                    "an expression has no words for " + style.dialect(),
                    "Give them with perDialect(raw(" + style.dialect() + ", …), …).");
        }
        return ExpressionReader.read(ExpressionWriter.write(expression, style), style.dialect());
    }

    private static boolean isInWords(Expression part) {
        return part instanceof Expression.Raw || part instanceof Expression.PerDialect;
    }

    private static boolean lacksWords(Expression part, ExpressionWriter.Style style) {
        if (part instanceof Expression.Raw raw) {
            return !raw.dialect().equals(style.dialect());
        }
        return part instanceof Expression.PerDialect words
                && words.spelling(style.dialect()).isEmpty();
    }
}
