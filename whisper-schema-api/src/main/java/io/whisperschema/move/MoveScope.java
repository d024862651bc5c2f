package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.Expression;
import java.util.Map;

/**
 * What moves, and under which names.
 *
 * @param selection which tables
 * @param strangers what becomes of tables that the definition does not speak of
 * @param targetRows what becomes of rows that the target holds already
 * @param filters which rows of a table of the source, by its name: those that meet a portable condition
 * @param tableNames what a table of the source is called in the target, where that is another name
 * @param columnNames what a column of the source is called in the target, where that is another name
 * @param transforms host code that changes the rows of a table of the source, by its name
 */
public record MoveScope(
        Selection selection,
        Strangers strangers,
        TargetRows targetRows,
        Map<String, Expression> filters,
        Map<String, String> tableNames,
        Map<ColumnName, String> columnNames,
        Map<String, RowTransform> transforms) {
    public MoveScope {
        requireNonNull(selection);
        requireNonNull(strangers);
        requireNonNull(targetRows);
        filters = Map.copyOf(filters);
        tableNames = Map.copyOf(tableNames);
        columnNames = Map.copyOf(columnNames);
        transforms = Map.copyOf(transforms);
    }

    /** All tables of the definition as they are, into a target without rows. */
    public static MoveScope everything() {
        return new MoveScope(
                Selection.everything(),
                Strangers.REFUSED,
                TargetRows.NONE_EXPECTED,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    /** What the target calls a table of the source. */
    public String targetName(String table) {
        return tableNames.getOrDefault(table, table);
    }

    /** What the target calls a column of the source. */
    public String targetName(ColumnName column) {
        return columnNames.getOrDefault(column, column.column());
    }

    /** What a table of the source calls a column of the target. */
    public String sourceName(String table, String inTarget) {
        return columnNames.entrySet().stream()
                .filter(each -> each.getKey().table().equals(table))
                .filter(each -> each.getValue().equals(inTarget))
                .map(each -> each.getKey().column())
                .findFirst()
                .orElse(inTarget);
    }

    MoveScope with(Selection changed) {
        return new MoveScope(changed, strangers, targetRows, filters, tableNames, columnNames, transforms);
    }

    MoveScope with(Strangers changed) {
        return new MoveScope(selection, changed, targetRows, filters, tableNames, columnNames, transforms);
    }

    MoveScope with(TargetRows changed) {
        return new MoveScope(selection, strangers, changed, filters, tableNames, columnNames, transforms);
    }

    MoveScope withFilters(Map<String, Expression> changed) {
        return new MoveScope(selection, strangers, targetRows, changed, tableNames, columnNames, transforms);
    }

    MoveScope withTableNames(Map<String, String> changed) {
        return new MoveScope(selection, strangers, targetRows, filters, changed, columnNames, transforms);
    }

    MoveScope withColumnNames(Map<ColumnName, String> changed) {
        return new MoveScope(selection, strangers, targetRows, filters, tableNames, changed, transforms);
    }

    MoveScope withTransforms(Map<String, RowTransform> changed) {
        return new MoveScope(selection, strangers, targetRows, filters, tableNames, columnNames, changed);
    }
}
