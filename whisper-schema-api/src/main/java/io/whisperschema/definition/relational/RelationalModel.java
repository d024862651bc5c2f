package io.whisperschema.definition.relational;

import io.whisperschema.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All tables and views of a definition.
 *
 * @param tables its tables, in the order in which they were written
 * @param views its views
 */
public record RelationalModel(List<Table> tables, List<View> views) {
    /** No tables and no views. */
    public static final RelationalModel EMPTY = new RelationalModel(List.of(), List.of());

    public RelationalModel {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        var relations = new ArrayList<String>();
        for (Table table : tables) {
            relations.add(table.name());
            table.indexes().forEach(index -> relations.add(index.name()));
            relations.addAll(namesOfKeys(table));
        }
        for (View view : views) {
            relations.add(view.name());
        }
        Checks.distinct("definition", "table, view, index or key", relations);
        Set<String> named = Set.copyOf(relations);
        for (Table table : tables) {
            leavesImplicitNames(table, named);
            Checks.distinct(
                    "table " + table.name(),
                    "constraint",
                    table.constraintNames().toList());
            for (ForeignKey key : table.foreignKeys()) {
                refersToAKey(tables, table, key);
            }
        }
    }

    /** The table of that name. */
    public Optional<Table> table(String name) {
        return find(tables, name);
    }

    private static void leavesImplicitNames(Table table, Set<String> relations) {
        ImplicitNames.ofRelations(table)
                .forEach((name, place) -> Checks.that(
                        !relations.contains(name),
                        place,
                        "PostgreSQL calls its index or sequence " + name + ", and so is something else called",
                        "Rename that, or name the key with named(…)."));
        Set<String> named = table.constraintNames().collect(Collectors.toSet());
        ImplicitNames.ofConditions(table)
                .forEach((name, place) -> Checks.that(
                        !named.contains(name),
                        place,
                        "PostgreSQL calls its rule " + name + ", and so is another constraint of the table called",
                        "Rename that, or name the check too."));
    }

    /** PostgreSQL keeps a key as an index of that name. */
    private static List<String> namesOfKeys(Table table) {
        return Stream.concat(
                        table.primaryKey().stream().map(PrimaryKey::name),
                        table.uniques().stream().map(Unique::name))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Table> find(List<Table> tables, String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    private static void refersToAKey(List<Table> tables, Table table, ForeignKey key) {
        String place = "table " + table.name() + ", foreign key (" + String.join(", ", key.columns()) + ")";
        Optional<Table> target = find(tables, key.table());
        Checks.that(
                target.isPresent(),
                place,
                "it refers to table " + key.table() + ", which is not defined",
                "Define that table or correct the name.");
        target.ifPresent(found -> {
            for (int i = 0; i < key.columns().size(); i++) {
                sameType(
                        place,
                        table,
                        key.columns().get(i),
                        found,
                        key.references().get(i));
            }
            Checks.that(
                    found.hasKey(key.references()),
                    place,
                    "(" + String.join(", ", key.references()) + ") is neither key nor unique in table " + found.name(),
                    "Make it so; a row must refer to one row.");
        });
    }

    private static void sameType(String place, Table table, String column, Table target, String referred) {
        Optional<Column> from = table.column(column);
        Optional<Column> to = target.column(referred);
        Checks.that(
                to.isPresent(),
                place,
                "table " + target.name() + " has no column " + referred,
                "Define that column or correct the name.");
        Checks.that(
                from.map(Column::type).equals(to.map(Column::type)),
                place,
                column + " is " + from.map(Column::type).map(ColumnType::text).orElse("") + " but " + target.name()
                        + "."
                        + referred + " is "
                        + to.map(Column::type).map(ColumnType::text).orElse(""),
                "Give both the same type.");
    }
}
