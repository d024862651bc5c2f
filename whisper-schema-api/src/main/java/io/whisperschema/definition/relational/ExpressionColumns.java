package io.whisperschema.definition.relational;

import java.util.LinkedHashSet;
import java.util.List;
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
        parts(expression).forEach(part -> collect(part, names));
    }

    private static List<Expression> parts(Expression expression) {
        return expression.match(new PartsOf());
    }

    private static final class PartsOf implements Expression.Cases<List<Expression>> {
        @Override
        public List<Expression> column(Expression.Column column) {
            return List.of();
        }

        @Override
        public List<Expression> nothing(Expression.Null nothing) {
            return List.of();
        }

        @Override
        public List<Expression> text(Expression.Text text) {
            return List.of();
        }

        @Override
        public List<Expression> number(Expression.Number number) {
            return List.of();
        }

        @Override
        public List<Expression> truth(Expression.Truth truth) {
            return List.of();
        }

        @Override
        public List<Expression> bytes(Expression.Bytes bytes) {
            return List.of();
        }

        @Override
        public List<Expression> texts(Expression.Texts texts) {
            return List.of();
        }

        @Override
        public List<Expression> now(Expression.Now now) {
            return List.of();
        }

        @Override
        public List<Expression> compare(Expression.Compare compare) {
            return List.of(compare.left(), compare.right());
        }

        @Override
        public List<Expression> between(Expression.Between between) {
            return List.of(between.value(), between.low(), between.high());
        }

        @Override
        public List<Expression> in(Expression.In in) {
            var parts = new java.util.ArrayList<>(in.items());
            parts.add(0, in.value());
            return parts;
        }

        @Override
        public List<Expression> and(Expression.And and) {
            return and.parts();
        }

        @Override
        public List<Expression> or(Expression.Or or) {
            return or.parts();
        }

        @Override
        public List<Expression> not(Expression.Not not) {
            return List.of(not.part());
        }

        @Override
        public List<Expression> isNull(Expression.IsNull isNull) {
            return List.of(isNull.value());
        }

        @Override
        public List<Expression> length(Expression.Length length) {
            return List.of(length.value());
        }

        @Override
        public List<Expression> lower(Expression.Lower lower) {
            return List.of(lower.value());
        }

        @Override
        public List<Expression> raw(Expression.Raw raw) {
            return List.of();
        }

        @Override
        public List<Expression> perDialect(Expression.PerDialect perDialect) {
            return List.of();
        }
    }
}
