package io.whisperschema.property;

import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ScalarType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of one table, at random. */
final class TableMutations {
    private final Chance chance;
    private final RandomDefinitions definitions;

    TableMutations(Chance chance, RandomDefinitions definitions) {
        this.chance = chance;
        this.definitions = definitions;
    }

    void mutate(Draft table) {
        switch (chance.below(18)) {
            case 0, 1 -> table.columns.add(definitions.columns.column());
            case 2 -> changeNullability(table);
            case 3 -> changeDefault(table);
            case 4 -> changeKey(table);
            case 5 -> table.checks.add(definitions.check(table));
            case 6 -> chance.perhaps(table.checks).ifPresent(table.checks::remove);
            case 7 -> definitions.unique(table).ifPresent(table.uniques::add);
            case 8 -> chance.perhaps(table.uniques).ifPresent(table.uniques::remove);
            case 9 -> chance.perhaps(table.foreignKeys).ifPresent(table.foreignKeys::remove);
            case 10 -> chance.perhaps(table.foreignKeys).ifPresent(key -> changeActions(table, key));
            case 11 -> table.indexes.add(definitions.indexes.index(table));
            case 12 -> chance.perhaps(table.indexes).ifPresent(table.indexes::remove);
            case 13 -> chance.perhaps(table.indexes).ifPresent(index -> changeIndex(table, index));
            case 14 -> changeComment(table);
            case 15 -> changeCollation(table);
            case 16 -> changeGenerated(table);
            default -> changeNumbers(table);
        }
    }

    private void changeNullability(Draft table) {
        Column column = chance.any(table.columns);
        boolean nullsByDefault =
                column.defaultValue().filter(Expression.Null.class::isInstance).isPresent();
        if (column.identity() == Identity.NONE && !nullsByDefault) {
            table.replace(
                    column,
                    one -> new Column(
                            one.name(),
                            one.type(),
                            !one.nullable(),
                            one.defaultValue(),
                            one.identity(),
                            one.generated(),
                            one.collations(),
                            one.comment()));
        }
    }

    private void changeDefault(Draft table) {
        Column column = chance.any(table.written());
        if (column.identity() == Identity.NONE) {
            table.replace(
                    column,
                    one -> defaulting(one, chance.oneIn(2, () -> definitions.columns.defaultValue(one.type()))));
        }
    }

    private static Column defaulting(Column column, Optional<Expression> value) {
        return new Column(
                column.name(),
                column.type(),
                column.nullable(),
                value,
                column.identity(),
                column.generated(),
                column.collations(),
                column.comment());
    }

    private void changeKey(Draft table) {
        List<Column> free = table.columns(column -> column.generated().isEmpty()
                && column.identity() == Identity.NONE
                && column.type() != ScalarType.JSONB);
        table.key = chance.toss() || free.isEmpty()
                ? table.key
                        .filter(key -> chance.toss())
                        .map(key -> new PrimaryKey(chance.oneIn(2, chance::name), key.columns(), key.surrogate()))
                : Optional.of(definitions.key(chance.of(free, 1, 2)));
    }

    private void changeActions(Draft table, ForeignKey key) {
        table.foreignKeys.set(
                table.foreignKeys.indexOf(key),
                new ForeignKey(
                        chance.toss() ? key.name() : chance.oneIn(2, chance::name),
                        key.columns(),
                        key.table(),
                        key.references(),
                        definitions.actions(),
                        Map.of(),
                        chance.any(List.of(Deferral.values()))));
    }

    private void changeIndex(Draft table, Index index) {
        Index other = chance.toss() ? definitions.indexes.index(table) : index;
        table.indexes.set(
                table.indexes.indexOf(index),
                new Index(
                        other == index ? chance.name() : index.name(),
                        other.keys(),
                        other.included(),
                        other.uniqueness(),
                        other.where(),
                        other.methods()));
    }

    private void changeComment(Draft table) {
        if (chance.toss()) {
            table.comment = chance.oneIn(2, chance::text);
            return;
        }
        table.replace(
                chance.any(table.columns),
                one -> new Column(
                        one.name(),
                        one.type(),
                        one.nullable(),
                        one.defaultValue(),
                        one.identity(),
                        one.generated(),
                        one.collations(),
                        chance.oneIn(2, chance::text)));
    }

    private void changeCollation(Draft table) {
        chance.perhaps(table.columns(column -> column.type() == ScalarType.TEXT))
                .ifPresent(column -> table.replace(
                        column,
                        one -> new Column(
                                one.name(),
                                one.type(),
                                one.nullable(),
                                one.defaultValue(),
                                one.identity(),
                                one.generated(),
                                one.collations().isEmpty() ? definitions.columns.collations(one.type()) : Map.of(),
                                one.comment())));
    }

    private void changeGenerated(Draft table) {
        List<Column> computed = table.columns(column -> column.generated().isPresent());
        if (computed.isEmpty() || chance.oneIn(3)) {
            definitions.columns.generated(table.columns).ifPresent(table.columns::add);
            return;
        }
        Column column = chance.any(computed);
        Optional<Column> other = chance.toss()
                ? Optional.empty()
                : definitions
                        .columns
                        .generated(table.columns)
                        .filter(one -> one.type().equals(column.type()));
        table.replace(column, one -> computed(one, other.flatMap(Column::generated)));
    }

    private static Column computed(Column column, Optional<Generated> generated) {
        return new Column(
                column.name(),
                column.type(),
                column.nullable(),
                column.defaultValue(),
                column.identity(),
                generated,
                column.collations(),
                column.comment());
    }

    private void changeNumbers(Draft table) {
        List<Column> keys = table.columns(column ->
                table.isInKey(column) && (column.type() == ScalarType.INTEGER || column.type() == ScalarType.BIGINT));
        chance.perhaps(keys)
                .ifPresent(column -> table.replace(
                        defaultless(table, column),
                        one -> new Column(
                                one.name(),
                                one.type(),
                                false,
                                Optional.empty(),
                                chance.any(List.of(Identity.values())),
                                Optional.empty(),
                                Map.of(),
                                one.comment())));
    }

    private static Column defaultless(Draft table, Column column) {
        table.replace(column, one -> defaulting(one, Optional.empty()));
        return table.columns(one -> one.name().equals(column.name())).get(0);
    }

    /** What was said of it as of its old type, it is no longer. */
    void retype(Draft table, Column column, ColumnType type) {
        if (!(Draft.isNumber(column) && Draft.isNumber(definitions.columns.plain(type)))) {
            table.forgetExpressionsOf(column);
        }
        table.replace(
                column,
                one -> new Column(
                        one.name(),
                        type,
                        one.nullable(),
                        one.defaultValue().filter(type::takes),
                        one.identity(),
                        one.generated(),
                        type == ScalarType.TEXT ? one.collations() : Map.of(),
                        one.comment()));
    }
}
