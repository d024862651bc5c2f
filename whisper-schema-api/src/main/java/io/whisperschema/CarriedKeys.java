package io.whisperschema;

import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The references of tables that are carried: columns take the types of those they refer to, and what cannot be kept is
 * left out. Not thread-safe.
 */
final class CarriedKeys {
    private final List<Table> known;
    private final UnaryOperator<String> targetName;
    private final List<Finding> findings = new ArrayList<>();
    private List<Table> carried;

    /**
     * @param carried the tables as they are read
     * @param known those that they may refer to besides
     * @param targetName what the target calls a table of the source
     */
    CarriedKeys(List<Table> carried, List<Table> known, UnaryOperator<String> targetName) {
        this.carried = List.copyOf(carried);
        this.known = known;
        this.targetName = targetName;
    }

    /** The tables with references that hold. */
    List<Table> tables() {
        // A column may take its type from one that took its own.
        for (int i = 0; i <= carried.size(); i++) {
            carried = carried.stream().map(this::retyped).toList();
        }
        carried = carried.stream().map(this::referring).toList();
        return carried;
    }

    /** What was left out. */
    List<Finding> findings() {
        return findings;
    }

    private Optional<Table> referred(ForeignKey key) {
        String name = targetName.apply(key.table());
        return Stream.concat(known.stream(), carried.stream())
                .filter(table -> table.name().equals(name))
                .findFirst();
    }

    private Table retyped(Table table) {
        return with(
                table,
                table.columns().stream().map(column -> retyped(table, column)).toList(),
                table.foreignKeys());
    }

    private Column retyped(Table table, Column column) {
        return table.foreignKeys().stream()
                .flatMap(key -> type(key, column.name()).stream())
                .filter(type -> column.identity() == Identity.NONE && !type.equals(column.type()))
                .findFirst()
                .map(type -> of(column, type))
                .orElse(column);
    }

    private Optional<ColumnType> type(ForeignKey key, String column) {
        int place = key.columns().indexOf(column);
        return place < 0
                ? Optional.empty()
                : referred(key)
                        .flatMap(table -> table.column(key.references().get(place)))
                        .map(Column::type);
    }

    private static Column of(Column column, ColumnType type) {
        return new Column(
                column.name(),
                type,
                column.nullable(),
                column.defaultValue(),
                column.identity(),
                column.generated(),
                column.collations(),
                column.comment());
    }

    private Table referring(Table table) {
        var keys = new ArrayList<ForeignKey>();
        for (ForeignKey key : table.foreignKeys()) {
            if (holds(table, key)) {
                keys.add(of(key));
            } else {
                findings.add(Finding.notice(
                        "table " + table.name(),
                        "its reference from " + String.join(", ", key.columns()) + " to " + key.table(),
                        "no such key in the target",
                        "The table moves without that reference."));
            }
        }
        return with(table, table.columns(), keys);
    }

    private boolean holds(Table table, ForeignKey key) {
        return referred(key)
                .filter(target -> target.hasKey(key.references()))
                .filter(target -> IntStream.range(0, key.columns().size())
                        .allMatch(i -> isAlike(
                                table,
                                key.columns().get(i),
                                target,
                                key.references().get(i))))
                .isPresent();
    }

    private static boolean isAlike(Table table, String column, Table target, String referred) {
        return table.column(column)
                .map(Column::type)
                .equals(target.column(referred).map(Column::type));
    }

    private ForeignKey of(ForeignKey key) {
        return new ForeignKey(
                key.name(),
                key.columns(),
                targetName.apply(key.table()),
                key.references(),
                key.actions(),
                key.overrides(),
                key.deferral());
    }

    private static Table with(Table table, List<Column> columns, List<ForeignKey> keys) {
        return new Table(
                table.name(),
                columns,
                table.primaryKey(),
                keys,
                table.uniques(),
                table.checks(),
                table.indexes(),
                table.comment());
    }
}
