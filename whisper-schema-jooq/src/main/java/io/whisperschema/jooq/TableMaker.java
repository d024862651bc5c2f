package io.whisperschema.jooq;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.ForeignKey;
import org.jooq.Record;
import org.jooq.Schema;
import org.jooq.TableField;
import org.jooq.TableOptions;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.Internal;
import org.jspecify.annotations.Nullable;

/** Makes jOOQ's tables out of a definition and of how its store spells it: first all columns and keys, then references. */
final class TableMaker {
    private final SchemaDefinition definition;
    private final ColumnTypes types;
    private final @Nullable Schema schema;
    private final Map<String, DeclaredTable> made = new LinkedHashMap<>();

    private TableMaker(SchemaDefinition definition, ColumnTypes types, Optional<String> schema) {
        this.definition = definition;
        this.types = types;
        this.schema = schema.map(name -> DSL.schema(DSL.name(name))).orElse(null);
    }

    static Map<String, DeclaredTable> make(
            SchemaDefinition definition, RelationalCatalog catalog, ColumnTypes types, Optional<String> schema) {
        var maker = new TableMaker(definition, types, schema);
        catalog.tables().forEach(maker::table);
        catalog.tables().forEach(maker::references);
        catalog.views().forEach(maker::view);
        return maker.made;
    }

    private void table(CatalogTable table) {
        var declared = new DeclaredTable(DSL.name(table.name()), schema, table.comment(), TableOptions.table());
        table.columns().forEach(column -> declared.add(DSL.name(column.name()), type(table, column), column.comment()));
        declared.add(new DeclaredTable.Keys(
                table.primaryKey().map(key -> key(declared, key)).orElse(null),
                table.uniques().stream().map(unique -> key(declared, unique)).toList(),
                List.of()));
        made.put(table.name(), declared);
    }

    /** Nobody knows the columns of a query without asking the database. */
    private void view(CatalogView view) {
        made.put(
                view.name(),
                new DeclaredTable(DSL.name(view.name()), schema, Optional.empty(), TableOptions.view(view.query())));
    }

    private DataType<?> type(CatalogTable table, CatalogColumn column) {
        String where = "table " + table.name() + ", column " + column.name();
        DataType<?> type = types.of(where, portable(table, column))
                .nullable(column.nullable())
                .identity(column.identity() != Identity.NONE);
        return column.defaultValue().isPresent() ? defaulted(type) : type;
    }

    private static <T> DataType<T> defaulted(DataType<T> type) {
        return type.defaultValue(DSL.defaultValue(type));
    }

    /** What the definition says; a surrogate is the dialect's own. */
    private ColumnType portable(CatalogTable table, CatalogColumn column) {
        return definition
                .relational()
                .table(table.name())
                .flatMap(declared -> declared.column(column.name()))
                .map(Column::type)
                .or(() -> column.type().portable())
                .orElseThrow(() -> new IllegalStateException(
                        "table " + table.name() + " has a column of the unknown type " + column.type()));
    }

    private static UniqueKey<Record> key(DeclaredTable table, PrimaryKey key) {
        return key(table, key.name().orElse(table.getName() + "_pkey"), key.columns());
    }

    private static UniqueKey<Record> key(DeclaredTable table, Unique unique) {
        String columns = String.join("_", unique.columns());
        return key(table, unique.name().orElse(table.getName() + "_" + columns + "_key"), unique.columns());
    }

    private static UniqueKey<Record> key(DeclaredTable table, String name, List<String> columns) {
        return Internal.createUniqueKey(table, DSL.name(name), columns(table, columns), true);
    }

    private static TableField<Record, ?>[] columns(DeclaredTable table, List<String> names) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        TableField<Record, ?>[] columns = new TableField[names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = table.column(names.get(i));
        }
        return columns;
    }

    private void references(CatalogTable table) {
        DeclaredTable declared = found(table.name());
        var references = new ArrayList<ForeignKey<Record, ?>>();
        table.foreignKeys().forEach(key -> references.add(reference(declared, key)));
        declared.add(new DeclaredTable.Keys(declared.getPrimaryKey(), declared.getUniqueKeys(), references));
    }

    private ForeignKey<Record, ?> reference(
            DeclaredTable from, io.whisperschema.definition.relational.ForeignKey reference) {
        DeclaredTable to = found(reference.table());
        String columns = String.join("_", reference.columns());
        return Internal.createForeignKey(
                from,
                DSL.name(reference.name().orElse(from.getName() + "_" + columns + "_fkey")),
                columns(from, reference.columns()),
                referred(to, reference.references()),
                columns(to, reference.references()),
                true);
    }

    /** The key of these columns; what is only a unique index has no place among jOOQ's keys. */
    private static UniqueKey<Record> referred(DeclaredTable table, List<String> columns) {
        return table.getKeys().stream()
                .filter(key -> Set.copyOf(names(key)).equals(Set.copyOf(columns)))
                .findFirst()
                .orElseGet(() -> key(table, table.getName() + "_" + String.join("_", columns), columns));
    }

    private static List<String> names(UniqueKey<Record> key) {
        return key.getFields().stream().map(TableField::getName).toList();
    }

    private DeclaredTable found(String name) {
        return Optional.ofNullable(made.get(name))
                .orElseThrow(() -> new IllegalStateException("no table " + name + " was made"));
    }
}
