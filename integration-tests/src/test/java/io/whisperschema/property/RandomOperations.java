package io.whisperschema.property;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.View;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.migration.Operation;
import io.whisperschema.migration.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Typed operations at random, one after the other, that fit what a definition has become by then. */
final class RandomOperations {
    private final Chance chance;
    private final RandomDefinitions definitions;
    private final TableMutations ofTables;
    private final int size;
    private final List<Operation> operations = new ArrayList<>();
    private SchemaDefinition now;

    RandomOperations(Chance chance, RandomDefinitions definitions, SchemaDefinition first, int size) {
        this.chance = chance;
        this.definitions = definitions;
        this.ofTables = new TableMutations(chance, definitions);
        this.size = size;
        this.now = first;
    }

    /** The operations that create a definition: foreign keys come when all tables are there. */
    static List<Operation> creating(SchemaDefinition definition) {
        var creating = new ArrayList<Operation>();
        List<Table> tables = definition.relational().tables();
        tables.forEach(table -> creating.add(Operations.createTable(withoutForeignKeys(table))));
        tables.forEach(table -> table.foreignKeys().forEach(key -> creating.add(Operations.add(table.name(), key))));
        definition.relational().views().forEach(view -> creating.add(Operations.createView(view)));
        return creating;
    }

    private static Table withoutForeignKeys(Table table) {
        Draft draft = Draft.of(table);
        draft.foreignKeys.clear();
        return draft.table();
    }

    /** That many, or fewer: what makes no valid definition is none. */
    List<Operation> some(int count) {
        for (int i = 0; i < count; i++) {
            try {
                one();
            } catch (InvalidDefinition noSuch) {
                continue;
            }
        }
        return List.copyOf(operations);
    }

    private void one() {
        Optional<Table> table = chance.perhaps(tables().toList());
        if (table.isEmpty() || chance.oneIn(12)) {
            Table created = definitions.table(size).table();
            become(
                    Stream.concat(tables(), Stream.of(created)).toList(),
                    views(),
                    List.of(Operations.createTable(created)));
        } else {
            one(table.get());
        }
    }

    private void one(Table table) {
        switch (chance.below(14)) {
            case 0 ->
                become(
                        tables().filter(one -> one != table).toList(),
                        viewsWithout(table.name()),
                        List.of(Operations.dropTable(table)));
            case 1 -> {
                String after = chance.name();
                now = Renamed.in(now, table.name(), after);
                operations.add(Operations.renameTable(table.name(), after));
            }
            case 2 -> {
                String before = chance.any(table.columns()).name();
                String after = chance.name();
                now = Renamed.in(now, before, after);
                operations.add(Operations.renameColumn(table.name(), before, after));
            }
            case 3 -> change(table, withoutColumn(table, chance.any(table.columns())));
            case 4 -> {
                View view = definitions.view(chance.name(), table);
                become(
                        tables().toList(),
                        Stream.concat(views().stream(), Stream.of(view)).toList(),
                        List.of(Operations.createView(view)));
            }
            case 5 ->
                chance.perhaps(views())
                        .ifPresent(view -> become(
                                tables().toList(),
                                views().stream().filter(one -> one != view).toList(),
                                List.of(Operations.dropView(view))));
            case 6 -> {
                Draft draft = Draft.of(table);
                Table target = chance.any(tables().toList());
                definitions.refer(draft, table == target ? draft : Draft.of(target));
                change(table, draft);
            }
            default -> {
                Draft draft = Draft.of(table);
                ofTables.mutate(draft);
                change(table, draft);
            }
        }
    }

    private static Draft withoutColumn(Table table, Column column) {
        Draft draft = Draft.of(table);
        draft.drop(column);
        return draft;
    }

    /** What only a definition can say (a surrogate, a table's comment) no operation does. */
    private void change(Table before, Draft draft) {
        Table after = draft.table();
        boolean surrogate = Stream.of(before.primaryKey(), after.primaryKey())
                .flatMap(Optional::stream)
                .anyMatch(key -> key.surrogate().isPresent());
        if (!before.comment().equals(after.comment())
                || (surrogate && !before.primaryKey().equals(after.primaryKey()))) {
            return;
        }
        become(tables().map(one -> one == before ? after : one).toList(), views(), between(before, after));
    }

    private static List<Operation> between(Table before, Table after) {
        var operations = new ArrayList<Operation>();
        String table = before.name();
        left(parts(before), parts(after)).forEach(part -> operations.add(Operations.drop(table, part)));
        for (Column column : left(before.columns(), after.columns())) {
            operations.add(after.column(column.name())
                    .<Operation>map(changed -> new Operation.AlterColumn(table, column, changed))
                    .orElseGet(() -> new Operation.DropColumn(table, column, List.of())));
        }
        left(after.columns(), before.columns()).stream()
                .filter(column -> before.column(column.name()).isEmpty())
                .forEach(column -> operations.add(new Operation.AddColumn(table, column, List.of())));
        left(parts(after), parts(before)).forEach(part -> operations.add(Operations.add(table, part)));
        return operations;
    }

    private static <T> List<T> left(List<T> from, List<T> without) {
        return from.stream().filter(one -> !without.contains(one)).toList();
    }

    private static List<TablePart> parts(Table table) {
        return Stream.<Stream<? extends TablePart>>of(
                        table.primaryKey().filter(key -> isPlain(key)).stream(),
                        table.uniques().stream(),
                        table.checks().stream(),
                        table.indexes().stream(),
                        table.foreignKeys().stream())
                .<TablePart>flatMap(parts -> parts)
                .toList();
    }

    private static boolean isPlain(PrimaryKey key) {
        return key.surrogate().isEmpty();
    }

    private Stream<Table> tables() {
        return now.relational().tables().stream();
    }

    private List<View> views() {
        return now.relational().views();
    }

    private List<View> viewsWithout(String name) {
        views().stream()
                .filter(view -> view.toString().contains(Chance.mark(name)))
                .forEach(view -> {
                    throw new InvalidDefinition("view " + view.name(), "it stands on it", "Drop it before.");
                });
        return views();
    }

    private void become(List<Table> tables, List<View> views, List<Operation> by) {
        now = SchemaDefinition.named(now.name())
                .tables(tables.toArray(Table[]::new))
                .views(views.toArray(View[]::new));
        operations.addAll(by);
    }
}
