package io.whisperschema.property;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.ScalarType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Indexes at random. */
final class RandomIndexes {
    private final Chance chance;
    private final Target target;
    private final RandomConditions conditions;

    RandomIndexes(Chance chance, Target target) {
        this.chance = chance;
        this.target = target;
        this.conditions = new RandomConditions(chance);
    }

    Index index(Draft table) {
        Column first = chance.any(table.columns);
        if (chance.oneIn(4)) {
            return ofAnotherMethod(first);
        }
        List<Column> columns = chance.of(table.columns, 1, 2);
        List<String> carried = columns.contains(first) || chance.toss() ? List.of() : List.of(first.name());
        return new Index(
                chance.name(),
                columns.stream().map(this::key).toList(),
                carried,
                uniqueness(),
                chance.oneIn(3, () -> conditions.condition(table.columns)),
                Map.of());
    }

    private Index.Uniqueness uniqueness() {
        return !chance.oneIn(4)
                ? Index.Uniqueness.REPEATING
                : target.nulls() == Target.Nulls.MAY_AGREE && chance.toss()
                        ? Index.Uniqueness.UNIQUE_NULLS_AGREE
                        : Index.Uniqueness.UNIQUE;
    }

    private Index ofAnotherMethod(Column column) {
        boolean searchable = column.type() == ScalarType.JSONB || column.type() instanceof ArrayType;
        return new Index(
                chance.name(),
                List.of(new Index.Key(Expression.column(column.name()), Index.Order.ASCENDING)),
                Index.Uniqueness.REPEATING,
                Optional.empty(),
                Map.of(DialectName.POSTGRES, searchable ? "gin" : "hash"));
    }

    private Index.Key key(Column column) {
        Expression value = Expression.column(column.name());
        boolean isText = column.type() == ScalarType.TEXT;
        boolean isLength = isText && chance.oneIn(6);
        Expression key = isLength ? value.length() : isText && chance.oneIn(5) ? value.lower() : value;
        boolean special = isText && !isLength;
        return new Index.Key(
                key,
                chance.any(List.of(Index.Order.values())),
                chance.any(List.of(Index.Nulls.values())),
                special && chance.oneIn(4) ? collations() : Map.of(),
                special && chance.oneIn(4) ? Map.of(DialectName.POSTGRES, "text_pattern_ops") : Map.of());
    }

    private Map<DialectName, String> collations() {
        return Map.of(
                DialectName.SQLITE, chance.any(List.of("NOCASE", "RTRIM")),
                DialectName.POSTGRES, chance.any(List.of("C", "POSIX")));
    }
}
