package io.whisperschema.definition.relational;

import io.whisperschema.error.InvalidDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The texts in an expression that are compared with a column of a type of its own, such as a date: to PostgreSQL they are
 * values of that type, written in one of many ways.
 *
 * @param types the types of the columns by name
 * @param change what becomes of such a text
 */
public record ComparedTexts(Map<String, ColumnType> types, BiFunction<ColumnType, Expression.Text, Expression> change) {
    public ComparedTexts {
        types = Map.copyOf(types);
    }

    /**
     * Refuses texts that are no value of the type they are compared with.
     *
     * @throws InvalidDefinition if there is one
     */
    public static void refuseUnfit(String place, Map<String, ColumnType> types, Expression expression) {
        new ComparedTexts(types, (type, text) -> {
                    // JSON that is kept as text is compared as text.
                    if (type != ScalarType.JSON) {
                        refuseUnfit(place, type, text);
                    }
                    return text;
                })
                .in(expression);
    }

    /**
     * Refuses a text that is no value of that type.
     *
     * @throws InvalidDefinition if it is none
     */
    public static void refuseUnfit(String place, ColumnType type, Expression.Text text) {
        if (!TextValues.fits(type, text.value())) {
            throw new InvalidDefinition(
                    place, "'" + text.value() + "' is no " + type.text(), TextValues.spelling(type));
        }
    }

    /** The expression with the change made. */
    public Expression in(Expression expression) {
        if (!ExpressionParts.any(expression, Expression.Text.class::isInstance)) {
            return expression;
        }
        if (expression instanceof Expression.Compare compare) {
            Optional<ColumnType> type = typeOf(List.of(compare.left(), compare.right()));
            return new Expression.Compare(
                    compare.comparison(), changed(compare.left(), type), changed(compare.right(), type));
        }
        if (expression instanceof Expression.Between between) {
            Optional<ColumnType> type = typeOf(List.of(between.value(), between.low(), between.high()));
            return new Expression.Between(
                    changed(between.value(), type), changed(between.low(), type), changed(between.high(), type));
        }
        if (expression instanceof Expression.In in) {
            Optional<ColumnType> type = typeOf(ExpressionParts.of(in));
            return new Expression.In(
                    changed(in.value(), type),
                    in.items().stream().map(item -> changed(item, type)).toList());
        }
        return joined(expression);
    }

    private Expression joined(Expression expression) {
        if (expression instanceof Expression.And and) {
            return new Expression.And(and.parts().stream().map(this::in).toList());
        }
        if (expression instanceof Expression.Or or) {
            return new Expression.Or(or.parts().stream().map(this::in).toList());
        }
        if (expression instanceof Expression.Not not) {
            return new Expression.Not(in(not.part()));
        }
        return expression instanceof Expression.IsNull isNull ? new Expression.IsNull(in(isNull.value())) : expression;
    }

    private Expression changed(Expression operand, Optional<ColumnType> type) {
        return operand instanceof Expression.Text text && type.isPresent()
                ? change.apply(type.get(), text)
                : in(operand);
    }

    private Optional<ColumnType> typeOf(List<Expression> operands) {
        return operands.stream().flatMap(operand -> typeOf(operand).stream()).findFirst();
    }

    private Optional<ColumnType> typeOf(Expression operand) {
        if (operand instanceof Expression.Column column) {
            return Optional.ofNullable(types.get(column.name()));
        }
        return operand instanceof Expression.Length ? Optional.of(ScalarType.INTEGER) : Optional.empty();
    }
}
