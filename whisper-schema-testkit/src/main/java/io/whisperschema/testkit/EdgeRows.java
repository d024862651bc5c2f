package io.whisperschema.testkit;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of all tables that refer to each other: the sample row of each, one with what is required alone, and two of
 * {@link EdgeValues}. What a condition names stays as in the sample row, which meets it; a row that would then have the
 * key of another one, or refer to none, is left out.
 */
final class EdgeRows {
    private static final int SAMPLE = 0;
    private static final int REQUIRED = 1;
    private static final int KINDS = 4;

    private final SchemaDefinition definition;
    private final Map<String, Map<String, Object>> samples = new LinkedHashMap<>();
    private final Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();

    EdgeRows(SchemaDefinition definition, Function<Table, Map<String, Object>> sample) {
        this.definition = definition;
        tables().forEach(table -> samples.put(table.name(), sample.apply(table)));
        tables().forEach(table -> rows.put(
                table.name(),
                new ArrayList<>(IntStream.range(SAMPLE, KINDS)
                        .mapToObj(kind -> row(table, kind))
                        .toList())));
        leaveOutWhatCannotStand();
    }

    List<Map<String, Object>> of(Table table) {
        return List.copyOf(rows(table));
    }

    private List<Table> tables() {
        return definition.relational().tables();
    }

    private List<Map<String, Object>> rows(Table table) {
        return rows.getOrDefault(table.name(), List.of());
    }

    private Map<String, Object> sample(Table table) {
        return samples.getOrDefault(table.name(), Map.of());
    }

    private Map<String, Object> row(Table table, int kind) {
        var row = new LinkedHashMap<String, @Nullable Object>(sample(table));
        if (kind != SAMPLE) {
            table.columns().forEach(column -> row.put(column.name(), value(table, column, kind, new HashSet<>())));
        }
        return row;
    }

    private @Nullable Object value(Table table, Column column, int kind, Set<String> seen) {
        if (isNamedByACondition(table, column)) {
            return sample(table).get(column.name());
        }
        if (kind == REQUIRED && isOptional(table, column)) {
            return null;
        }
        if (seen.add(table.name() + "\n" + column.name())) {
            for (ForeignKey key : table.foreignKeys()) {
                int at = key.columns().indexOf(column.name());
                if (at >= 0) {
                    Table target = definition.relational().table(key.table()).orElseThrow();
                    Column referred = target.column(key.references().get(at)).orElseThrow();
                    return value(target, referred, kind, seen);
                }
            }
        }
        return EdgeValues.of(column, kind);
    }

    private static boolean isOptional(Table table, Column column) {
        return column.nullable()
                && table.primaryKey()
                        .filter(key -> key.columns().contains(column.name()))
                        .isEmpty();
    }

    private static boolean isNamedByACondition(Table table, Column column) {
        return conditions(table).anyMatch(condition -> isNamed(column, condition));
    }

    /** Words of a dialect in an index may fail on some values, other expressions in it do not. */
    private static Stream<Expression> conditions(Table table) {
        Stream<Expression> computed =
                table.columns().stream().flatMap(each -> each.generated().map(Generated::expression).stream());
        Stream<Expression> worded = table.indexes().stream()
                .flatMap(index ->
                        Stream.concat(index.keys().stream().map(Index.Key::expression), index.where().stream()))
                .filter(expression -> ExpressionParts.any(expression, Expression.Raw.class::isInstance));
        return Stream.of(table.checks().stream().map(Check::condition), computed, worded)
                .flatMap(each -> each);
    }

    private static boolean isNamed(Column column, Expression expression) {
        return ExpressionParts.any(
                expression,
                part -> part.equals(new Expression.Column(column.name()))
                        || (part instanceof Expression.Raw raw
                                && folded(raw.sql()).contains(folded(column.name()))));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Rows may refer to some that go. */
    private void leaveOutWhatCannotStand() {
        boolean gone = true;
        while (gone) {
            gone = false;
            for (Table table : tables()) {
                List<Map<String, Object>> standing = standing(table);
                gone |= standing.size() < rows(table).size();
                rows.put(table.name(), standing);
            }
        }
    }

    private List<Map<String, Object>> standing(Table table) {
        var standing = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> row : rows(table)) {
            boolean isTwice = standing.stream().anyMatch(before -> haveOneKey(table, before, row));
            if (standing.isEmpty() || (!isTwice && refersToRows(table, row))) {
                standing.add(row);
            }
        }
        return standing;
    }

    private static boolean haveOneKey(Table table, Map<String, Object> one, Map<String, Object> other) {
        return keys(table)
                .anyMatch(key ->
                        key.stream().allMatch(column -> text(table, column, one).equals(text(table, column, other))));
    }

    private static Stream<List<String>> keys(Table table) {
        Stream<List<String>> indexed = table.indexes().stream()
                .filter(index -> index.uniqueness() != Index.Uniqueness.REPEATING)
                .map(index -> table.columns().stream()
                        .filter(column -> index.keys().stream().anyMatch(key -> isNamed(column, key.expression())))
                        .map(Column::name)
                        .toList());
        return Stream.of(
                        table.primaryKey().map(PrimaryKey::columns).stream(),
                        table.uniques().stream().map(Unique::columns),
                        indexed)
                .flatMap(each -> each);
    }

    private boolean refersToRows(Table table, Map<String, Object> row) {
        return table.foreignKeys().stream()
                .filter(key -> key.columns().stream().allMatch(column -> row.get(column) != null))
                .allMatch(key -> refersToARow(table, row, key));
    }

    private boolean refersToARow(Table table, Map<String, Object> row, ForeignKey key) {
        Table target = definition.relational().table(key.table()).orElseThrow();
        return rows(target).stream()
                .anyMatch(there -> IntStream.range(0, key.columns().size())
                        .allMatch(at -> text(table, key.columns().get(at), row)
                                .equals(text(target, key.references().get(at), there))));
    }

    private static String text(Table table, String column, Map<String, Object> row) {
        return RowValues.comparable(table.column(column).orElseThrow(), row.get(column));
    }
}
