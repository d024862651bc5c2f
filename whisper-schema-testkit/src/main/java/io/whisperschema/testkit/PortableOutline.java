package io.whisperschema.testkit;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every database can keep of a definition, a line for each thing: no surrogates, no comments, no actions that may
 * differ per dialect, types as families.
 */
final class PortableOutline {
    /** A double keeps that many digits; longer decimals are text on SQLite. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private final SchemaDefinition meant;

    /** Outlines of definitions that are meant to be this one. */
    PortableOutline(SchemaDefinition meant) {
        this.meant = meant;
    }

    List<String> of(SchemaDefinition definition) {
        var lines = new ArrayList<String>();
        for (Table table : definition.relational().tables()) {
            Table wanted = meant.relational().table(table.name()).orElse(table);
            Optional<PrimaryKey> key = wanted.primaryKey();
            String surrogate = key.flatMap(PrimaryKey::surrogate)
                    .map(PrimaryKey.Surrogate::column)
                    .orElse("");
            lines.add(table.name());
            table.columns().stream()
                    .filter(column -> !column.name().equals(surrogate))
                    .forEach(column -> lines.add(column(table, wanted, column)));
            keys(table)
                    .filter(columns -> !columns.equals(List.of(surrogate)))
                    .forEach(columns -> lines.add(table.name() + " key " + columns));
            table.foreignKeys().forEach(foreign -> lines.add(table.name() + foreignKey(foreign)));
            table.indexes().forEach(index -> lines.add(table.name() + index(index)));
            lines.add(table.name() + " checks " + table.checks().size());
        }
        return lines.stream().sorted().toList();
    }

    private static Stream<List<String>> keys(Table table) {
        return Stream.concat(
                table.primaryKey().map(PrimaryKey::columns).stream(),
                table.uniques().stream().map(Unique::columns));
    }

    private static String column(Table table, Table wanted, Column column) {
        boolean inKey = wanted.primaryKey()
                .filter(key -> key.columns().contains(column.name()))
                .isPresent();
        ColumnType type = wanted.column(column.name()).map(Column::type).orElseGet(column::type);
        return table.name() + "." + column.name() + " " + family(type, column.type())
                + (column.nullable() || inKey ? "" : " not null")
                + (column.identity() == Identity.NONE ? "" : " numbered")
                + column.defaultValue()
                        .filter(value -> !(value instanceof Expression.Null))
                        .map(value -> isText(type) ? " default" : defaultValue(value))
                        .orElse("");
    }

    /** Two databases may write one moment or one JSON value in two ways, but numbers and truths in one. */
    private static String defaultValue(Expression value) {
        return value instanceof Expression.Number
                        || value instanceof Expression.Truth
                        || value instanceof Expression.Now
                ? " default " + value.canonical()
                : " default";
    }

    /** What is kept as text because nothing else would keep it exactly is as good as what was meant. */
    private static String family(ColumnType meant, ColumnType kept) {
        return isText(kept) && isText(meant) ? "text" : number(kept);
    }

    private static boolean isText(ColumnType type) {
        return type instanceof ArrayType
                || type == ScalarType.TEXT
                || type == ScalarType.JSON
                || type == ScalarType.JSONB
                || type == ScalarType.UUID
                || (type instanceof DecimalType decimal && decimal.precision() > DIGITS_OF_A_DOUBLE);
    }

    private static String number(ColumnType type) {
        return type == ScalarType.INTEGER || type == ScalarType.BIGINT ? "whole number" : type.text();
    }

    private static String foreignKey(ForeignKey key) {
        return " " + key.columns() + " -> " + key.table() + " " + key.references();
    }

    private static String index(Index index) {
        return " index " + index.name() + " " + index.uniqueness()
                + index.keys().stream()
                        .map(key -> key.order()
                                + (key.expression() instanceof Expression.Column column ? " " + column.name() : " (…)"))
                        .toList()
                + (index.where().isPresent() ? " where" : "");
    }
}
