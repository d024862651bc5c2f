package io.whisperschema.definition.relational;

import java.util.LinkedHashSet;
import java.util.Set;

/** The columns that an expression names; what raw text names nobody knows. */
final class ExpressionColumns {
    private ExpressionColumns() {}

    static Set<String> in(Expression expression) {
        var names = new LinkedHashSet<String>();
        collect(expression, names);
        return names;
    }

    private static void collect(Expression expression, Set<String> names) {
        if (expression instanceof Expression.Column column) {
            names.add(column.name());
        }
        ExpressionParts.of(expression).forEach(part -> collect(part, names));
    }
}
