package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.Expression;

/** An expression and the kind of its values. */
record Typed(Expression expression, Kind kind) {
    boolean isLiteral() {
        return expression instanceof Expression.Text
                || expression instanceof Expression.Number
                || expression instanceof Expression.Truth;
    }
}
