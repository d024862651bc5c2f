package io.whisperschema.definition.relational;

import io.whisperschema.definition.relational.Expression.And;
import io.whisperschema.definition.relational.Expression.Compare;
import io.whisperschema.definition.relational.Expression.Comparison;
import io.whisperschema.definition.relational.Expression.In;
import io.whisperschema.definition.relational.Expression.Or;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** {@link Expression#canonical()}. */
final class CanonicalForm implements Expression.Cases<Expression> {
    @Override
    public Expression number(Expression.Number number) {
        BigDecimal value = number.value();
        return new Expression.Number(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
    }

    @Override
    public Expression compare(Compare compare) {
        return new Compare(
                compare.comparison(),
                compare.left().canonical(),
                compare.right().canonical());
    }

    @Override
    public Expression between(Expression.Between between) {
        Expression value = between.value().canonical();
        return new And(List.of(
                new Compare(Comparison.AT_LEAST, value, between.low().canonical()),
                new Compare(Comparison.AT_MOST, value, between.high().canonical())));
    }

    @Override
    public Expression in(In in) {
        Expression value = in.value().canonical();
        List<Expression> items = in.items().stream().map(Expression::canonical).toList();
        return items.size() == 1 ? new Compare(Comparison.EQUAL, value, items.get(0)) : new In(value, items);
    }

    @Override
    public Expression and(And and) {
        var flat = new ArrayList<Expression>();
        for (Expression part : and.parts()) {
            Expression canonical = part.canonical();
            flat.addAll(canonical instanceof And inner ? inner.parts() : List.of(canonical));
        }
        return new And(flat);
    }

    @Override
    public Expression or(Or or) {
        var flat = new ArrayList<Expression>();
        for (Expression part : or.parts()) {
            Expression canonical = part.canonical();
            flat.addAll(canonical instanceof Or inner ? inner.parts() : List.of(canonical));
        }
        return new Or(flat);
    }

    @Override
    public Expression not(Expression.Not not) {
        return opposite(not.part().canonical());
    }

    /** What databases write for "not", and what holds with nulls too. */
    private static Expression opposite(Expression part) {
        if (part instanceof Compare compare) {
            return new Compare(opposite(compare.comparison()), compare.left(), compare.right());
        }
        if (part instanceof And and) {
            return new Or(and.parts().stream().map(CanonicalForm::opposite).toList()).canonical();
        }
        if (part instanceof Or or) {
            return new And(or.parts().stream().map(CanonicalForm::opposite).toList()).canonical();
        }
        return part instanceof Expression.Not twice ? twice.part() : new Expression.Not(part);
    }

    private static Comparison opposite(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Comparison.UNEQUAL;
            case UNEQUAL -> Comparison.EQUAL;
            case LESS -> Comparison.AT_LEAST;
            case AT_MOST -> Comparison.GREATER;
            case GREATER -> Comparison.AT_MOST;
            case AT_LEAST -> Comparison.LESS;
        };
    }

    @Override
    public Expression isNull(Expression.IsNull isNull) {
        return new Expression.IsNull(isNull.value().canonical());
    }

    @Override
    public Expression length(Expression.Length length) {
        return new Expression.Length(length.value().canonical());
    }

    @Override
    public Expression lower(Expression.Lower lower) {
        return new Expression.Lower(lower.value().canonical());
    }

    @Override
    public Expression column(Expression.Column column) {
        return column;
    }

    @Override
    public Expression nothing(Expression.Null nothing) {
        return nothing;
    }

    @Override
    public Expression text(Expression.Text text) {
        return text;
    }

    @Override
    public Expression truth(Expression.Truth truth) {
        return truth;
    }

    @Override
    public Expression bytes(Expression.Bytes bytes) {
        return bytes;
    }

    @Override
    public Expression texts(Expression.Texts texts) {
        return texts;
    }

    @Override
    public Expression now(Expression.Now now) {
        return now;
    }

    @Override
    public Expression raw(Expression.Raw raw) {
        return raw;
    }

    @Override
    public Expression perDialect(Expression.PerDialect perDialect) {
        return perDialect;
    }
}
