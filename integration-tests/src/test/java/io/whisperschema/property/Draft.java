package io.whisperschema.property;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A table in the making. */
final class Draft {
    final String name;
    final List<Column> columns = new ArrayList<>();
    Optional<PrimaryKey> key = Optional.empty();
    final List<ForeignKey> foreignKeys = new ArrayList<>();
    final List<Unique> uniques = new ArrayList<>();
    final List<Check> checks = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    Optional<String> comment = Optional.empty();

    Draft(String name) {
        this.name = name;
    }

    static Draft of(Table table) {
        var draft = new Draft(table.name());
        draft.columns.addAll(table.columns());
        draft.key = table.primaryKey();
        draft.foreignKeys.addAll(table.foreignKeys());
        draft.uniques.addAll(table.uniques());
        draft.checks.addAll(table.checks());
        draft.indexes.addAll(table.indexes());
        draft.comment = table.comment();
        return draft;
    }

    Table table() {
        return new Table(name, columns, key, foreignKeys, uniques, checks, indexes, comment);
    }

    List<Column> columns(Predicate<Column> wanted) {
        return columns.stream().filter(wanted).toList();
    }

    /** The columns that rows give values to. */
    List<Column> written() {
        return columns(column -> column.generated().isEmpty());
    }

    void replace(Column column, UnaryOperator<Column> change) {
        columns.set(columns.indexOf(column), change.apply(column));
    }

    boolean isInKey(Column column) {
        return key.filter(one -> one.columns().contains(column.name())).isPresent();
    }

    boolean refersBy(Column column) {
        return foreignKeys.stream().anyMatch(one -> one.columns().contains(column.name()));
    }

    /** Takes out the column and whatever is computed from it, sorted by it or demands something of it. */
    void drop(Column column) {
        columns.remove(column);
        columns(one -> names(one.generated(), column)).forEach(this::drop);
        foreignKeys.removeIf(one -> one.columns().contains(column.name()));
        uniques.removeIf(one -> one.columns().contains(column.name()));
        key = key.filter(one -> !one.columns().contains(column.name()));
        forgetExpressionsOf(column);
    }

    /** Takes out what may not hold for a column of another type. */
    void forgetExpressionsOf(Column column) {
        columns(one -> names(one.generated(), column)).forEach(this::drop);
        checks.removeIf(one -> names(one.condition(), column));
        indexes.removeIf(one -> names(List.of(one.where(), one.keys(), one.included()), column));
    }

    private static boolean names(Object part, Column column) {
        return part.toString().contains(Chance.mark(column.name()));
    }

    static boolean isNumber(Column column) {
        return column.type() == ScalarType.INTEGER
                || column.type() == ScalarType.BIGINT
                || column.type() == ScalarType.REAL
                || column.type() instanceof io.whisperschema.definition.relational.DecimalType;
    }
}
