package io.whisperschema.testkit;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A value for each column of a table. All tables together refer to each other's one row: a column that refers has the
 * value of what it refers to. Values follow a column's literal default or simple checks, which surely allow them.
 */
final class SampleRow {
    private final SchemaDefinition definition;

    SampleRow(SchemaDefinition definition) {
        this.definition = definition;
    }

    Map<String, Object> of(Table table) {
        var row = new LinkedHashMap<String, Object>();
        table.columns().forEach(column -> row.put(column.name(), value(table, column, new HashSet<>())));
        return row;
    }

    private Object value(Table table, Column column, Set<String> seen) {
        if (seen.add(table.name() + "\n" + column.name())) {
            for (ForeignKey key : table.foreignKeys()) {
                int at = key.columns().indexOf(column.name());
                if (at >= 0) {
                    Table target = definition.relational().table(key.table()).orElseThrow();
                    Column referred = target.column(key.references().get(at)).orElseThrow();
                    return value(target, referred, seen);
                }
            }
        }
        return column.defaultValue()
                .flatMap(SampleRow::literal)
                .or(() -> allowed(table, column))
                .map(value -> fitting(column.type(), value))
                .orElseGet(() -> sample(column));
    }

    /** What the default gives where it is a constant. */
    static Optional<Object> constant(Column column) {
        return column.defaultValue().flatMap(SampleRow::literal).map(value -> fitting(column.type(), value));
    }

    private static Optional<Object> allowed(Table table, Column column) {
        return table.checks().stream()
                .map(Check::condition)
                .flatMap(condition -> allowed(condition, new Expression.Column(column.name())).stream())
                .findFirst();
    }

    private static Optional<Object> allowed(Expression condition, Expression column) {
        if (condition instanceof Expression.In in && in.value().equals(column)) {
            return literal(in.items().get(0));
        }
        if (condition instanceof Expression.Between between && between.value().equals(column)) {
            return literal(between.low());
        }
        if (condition instanceof Expression.Compare compare
                && compare.left().equals(column)
                && Set.of(Expression.Comparison.EQUAL, Expression.Comparison.AT_LEAST, Expression.Comparison.AT_MOST)
                        .contains(compare.comparison())) {
            return literal(compare.right());
        }
        if (condition instanceof Expression.And and) {
            return and.parts().stream()
                    .flatMap(part -> allowed(part, column).stream())
                    .findFirst();
        }
        return condition instanceof Expression.Or or ? allowed(or.parts().get(0), column) : Optional.empty();
    }

    private static Optional<Object> literal(Expression value) {
        if (value instanceof Expression.Text text) {
            return Optional.of(text.value());
        }
        if (value instanceof Expression.Number number) {
            return Optional.of(number.value());
        }
        if (value instanceof Expression.Truth truth) {
            return Optional.of(truth.value());
        }
        if (value instanceof Expression.Bytes bytes) {
            return Optional.of(HexFormat.of().parseHex(bytes.hex()));
        }
        return value instanceof Expression.Texts texts ? Optional.of(texts.values()) : Optional.empty();
    }

    private static Object fitting(ColumnType type, Object value) {
        if (value instanceof BigDecimal number) {
            return type == ScalarType.INTEGER
                    ? (Object) number.intValueExact()
                    : type == ScalarType.BIGINT
                            ? (Object) number.longValueExact()
                            : type == ScalarType.REAL ? (Object) number.doubleValue() : number;
        }
        if (type == ScalarType.UUID) {
            return UUID.fromString(value.toString());
        }
        if (type == ScalarType.DATE) {
            return LocalDate.parse(value.toString());
        }
        return type == ScalarType.TIMESTAMP ? RowValues.moment(value.toString()) : value;
    }

    private static Object sample(Column column) {
        if (column.identity() != Identity.NONE) {
            return column.type() == ScalarType.INTEGER ? (Object) 1 : (Object) 1L;
        }
        if (column.type() instanceof DecimalType decimal) {
            return BigDecimal.ONE.movePointLeft(decimal.scale());
        }
        if (column.type() instanceof ArrayType) {
            return List.of("one", "it's, \"two\"");
        }
        return switch ((ScalarType) column.type()) {
            case TEXT -> "it's a \"sample\" \\ ü 漢 😀";
            case INTEGER -> 1;
            case BIGINT -> 1L;
            case REAL -> 0.1;
            case BOOLEAN -> true;
            case TIMESTAMP -> Instant.parse("2024-02-29T12:34:56Z");
            case DATE -> LocalDate.of(2024, 2, 29);
            case JSON, JSONB -> "{\"a\": [1.0, null, \"it's\"]}";
            case BLOB -> new byte[] {0, 39, 92, -1};
            case UUID -> UUID.fromString("00000000-0000-0000-0000-0000000000ff");
        };
    }
}
