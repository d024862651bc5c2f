package io.whisperschema.property;

import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.perDialect;

import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import java.math.BigDecimal;
import java.util.List;

/** Conditions over columns at random; most rows meet most of them. */
final class RandomConditions {
    private final Chance chance;

    RandomConditions(Chance chance) {
        this.chance = chance;
    }

    /** A condition in our own words or, whole, in those of each dialect: mixed ones nobody can compare. */
    Expression condition(List<Column> columns) {
        List<Column> texts = columns.stream()
                .filter(column -> column.type() == ScalarType.TEXT)
                .toList();
        return !texts.isEmpty() && chance.oneIn(6)
                ? inWordsOfEach(RandomColumns.quoted(chance.any(texts).name()))
                : condition(columns, 2);
    }

    private Expression condition(List<Column> columns, int depth) {
        if (depth > 0 && chance.oneIn(3)) {
            List<Expression> parts = chance.some(2, 3, () -> condition(columns, depth - 1));
            return switch (chance.below(4)) {
                case 0 -> new Expression.And(parts);
                case 1 -> new Expression.Not(parts.get(0));
                default -> new Expression.Or(parts);
            };
        }
        Column column = chance.any(columns);
        Expression value = Expression.column(column.name());
        if (chance.oneIn(6)) {
            return chance.oneIn(4) ? value.isNull() : value.isNotNull();
        }
        if (column.type() == ScalarType.TEXT) {
            return ofText(value);
        }
        return Draft.isNumber(column)
                ? ofNumber(value)
                : column.type() == ScalarType.BOOLEAN ? value : value.isNotNull();
    }

    private Expression ofText(Expression value) {
        return switch (chance.below(5)) {
            case 0 -> new Expression.In(value, chance.some(1, 3, () -> literal(chance.text())));
            case 1 -> value.length().between(literal(chance.below(2)), literal(999));
            case 2 -> value.lower().isNot(literal(chance.text()));
            case 3 -> value.atLeast(literal(chance.text()));
            default -> new Expression.Not(value.is(literal(chance.text())));
        };
    }

    private static Expression inWordsOfEach(String name) {
        return perDialect(
                raw(DialectName.SQLITE, name + " NOT GLOB 'z*'"), raw(DialectName.POSTGRES, name + " !~ '^z'"));
    }

    private Expression ofNumber(Expression value) {
        return switch (chance.below(4)) {
            case 0 -> value.between(literal(-999_999_999L), number());
            case 1 -> new Expression.In(value, chance.some(1, 3, this::number));
            case 2 -> value.isNot(number());
            default -> new Expression.Compare(chance.any(List.of(Expression.Comparison.values())), value, number());
        };
    }

    private Expression number() {
        return chance.toss()
                ? literal(chance.between(-100, 100))
                : literal(new BigDecimal(chance.between(-1000, 1000)).movePointLeft(1));
    }
}
