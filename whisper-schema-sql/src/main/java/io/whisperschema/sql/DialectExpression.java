package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.error.InvalidDefinition;

/** An expression of a definition as one dialect has it: of words per dialect, its own. */
public final class DialectExpression {
    private DialectExpression() {}

    /** The expression for that dialect, read from its words where it comes in words. */
    public static Expression resolved(String place, Expression expression, DialectName dialect) {
        if (expression instanceof Expression.PerDialect words) {
            return words.spelling(dialect)
                    .map(raw -> ExpressionReader.read(raw.sql(), dialect))
                    .orElseThrow(() -> noWords(place, dialect));
        }
        if (expression instanceof Expression.Raw raw) {
            if (!raw.dialect().equals(dialect)) {
                throw noWords(place, dialect);
            }
            return ExpressionReader.read(raw.sql(), dialect);
        }
        return expression;
    }

    private static InvalidDefinition noWords(String place, DialectName dialect) {
        return new InvalidDefinition(
                place,
                "an expression has no words for " + dialect,
                "Give them with perDialect(raw(" + dialect + ", …), …).");
    }
}
