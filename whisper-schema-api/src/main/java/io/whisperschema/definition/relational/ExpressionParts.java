package io.whisperschema.definition.relational;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What an expression is made of. */
public final class ExpressionParts implements Expression.Cases<List<Expression>> {
    /**
     * How many levels an expression of ours nests at most. SQLite before 3.46 reads hardly more; what nests deeper in a
     * database is read as words of its dialect.
     */
    public static final int DEEPEST = 20;

    private static final ExpressionParts PARTS = new ExpressionParts();

    private ExpressionParts() {}

    /** The expressions that it joins; none for a column, a constant, and words of a dialect. */
    public static List<Expression> of(Expression expression) {
        return expression.match(PARTS);
    }

    /** Whether that holds for it or for anything in it. */
    public static boolean any(Expression expression, Predicate<Expression> test) {
        if (test.test(expression)) {
            return true;
        }
        for (Expression part : of(expression)) {
            if (any(part, test)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it nests deeper than an expression of ours may. */
    public static boolean nestTooDeep(Expression expression) {
        return nestDeeper(expression, DEEPEST);
    }

    private static boolean nestDeeper(Expression expression, int levels) {
        if (levels == 0) {
            return true;
        }
        for (Expression part : of(expression)) {
            if (nestDeeper(part, levels - 1)) {
                return true;
            }
        }
        return false;
    }

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
        var parts = new ArrayList<>(in.items());
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
