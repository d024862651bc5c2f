package io.whisperschema.property;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.View;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.error.InvalidDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a definition becomes over the years, at random. */
final class RandomMutations {
    private final Chance chance;
    private final RandomDefinitions definitions;
    private final TableMutations ofTables;
    private final SchemaDefinition first;
    private final int size;
    private final Map<String, String> originals = new LinkedHashMap<>();
    private final List<String> changedViews = new ArrayList<>();
    private SchemaDefinition now;

    RandomMutations(Chance chance, RandomDefinitions definitions, SchemaDefinition first, int size) {
        this.chance = chance;
        this.definitions = definitions;
        this.ofTables = new TableMutations(chance, definitions);
        this.first = first;
        this.size = size;
        this.now = first;
    }

    /** One change; one that makes no valid definition is none. */
    void mutate() {
        try {
            Optional<Table> table = chance.perhaps(now.relational().tables());
            if (table.isEmpty() || chance.oneIn(12)) {
                addTable();
            } else {
                mutate(table.get());
            }
        } catch (InvalidDefinition noSuch) {
            return;
        }
    }

    private void mutate(Table table) {
        switch (chance.below(15)) {
            case 0 -> dropTable(table);
            case 1 -> rename(table.name());
            case 2 -> rename(chance.any(table.columns()).name());
            case 3 -> dropColumn(table, chance.any(table.columns()));
            case 4 -> changeType(table, chance.any(table.columns()));
            case 5 -> addView(table);
            case 6 -> dropView();
            case 7 -> addForeignKey(table);
            case 8 -> changeView(table);
            default -> change(table, ofTables::mutate);
        }
    }

    private void addTable() {
        with(Stream.concat(tables(), Stream.of(definitions.table(size).table())).toList(), views());
    }

    private void dropTable(Table table) {
        with(
                tables().filter(one -> one != table)
                        .map(one -> without(one, key -> key.table().equals(table.name())))
                        .toList(),
                viewsWithout(table.name()));
    }

    private static Table without(Table table, Predicate<ForeignKey> gone) {
        Draft draft = Draft.of(table);
        draft.foreignKeys.removeIf(gone);
        return draft.table();
    }

    private void dropColumn(Table table, Column column) {
        with(
                tables().map(one -> without(
                                one,
                                key -> key.table().equals(table.name())
                                        && key.references().contains(column.name())))
                        .map(one -> one.name().equals(table.name()) ? without(one, column) : one)
                        .toList(),
                views());
    }

    private static Table without(Table table, Column column) {
        Draft draft = Draft.of(table);
        draft.drop(column);
        return draft.table();
    }

    /** Columns that refer to each other change together. */
    private void changeType(Table table, Column column) {
        var type = definitions.columns.instead(column.type());
        Linked linked = linked(table, column);
        if (tables().anyMatch(one -> one.columns().stream()
                .anyMatch(each -> each.generated().isPresent() && linked.contains(one.name(), each.name())))) {
            return;
        }
        with(
                tables().map(one -> {
                            Draft draft = Draft.of(one);
                            one.columns().stream()
                                    .filter(each -> linked.contains(one.name(), each.name()))
                                    .forEach(each -> ofTables.retype(draft, each, type));
                            return draft.table();
                        })
                        .toList(),
                views());
    }

    private void addView(Table table) {
        with(
                tables().toList(),
                Stream.concat(views().stream(), definitions.views(table).stream())
                        .toList());
    }

    /** What asked the view before may no longer find there what it asks for, so that it goes. */
    private void changeView(Table table) {
        chance.perhaps(views()).ifPresent(view -> {
            with(
                    tables().toList(),
                    Stream.concat(viewsWithout(view.name()).stream(), Stream.of(definitions.view(view.name(), table)))
                            .toList());
            changedViews.add(view.name());
        });
    }

    private void dropView() {
        chance.perhaps(views()).ifPresent(view -> with(tables().toList(), viewsWithout(view.name())));
    }

    private void addForeignKey(Table table) {
        Table target = chance.any(now.relational().tables());
        change(table, draft -> definitions.refer(draft, table == target ? draft : Draft.of(target)));
    }

    private void change(Table table, Consumer<Draft> change) {
        Draft draft = Draft.of(table);
        change.accept(draft);
        with(tables().map(one -> one == table ? draft.table() : one).toList(), views());
    }

    private void rename(String before) {
        String after = chance.name();
        now = Renamed.in(now, before, after);
        originals.put(after, originals.getOrDefault(before, before));
    }

    /** Columns by the name of their table and their own. */
    private record Linked(List<List<String>> names) {
        boolean contains(String table, String column) {
            return names.contains(List.of(table, column));
        }
    }

    private Linked linked(Table table, Column column) {
        var names = new ArrayList<List<String>>();
        names.add(List.of(table.name(), column.name()));
        for (int before = 0; before < names.size(); ) {
            before = names.size();
            tables().forEach(one -> one.foreignKeys().forEach(key -> link(names, one, key)));
        }
        return new Linked(names);
    }

    private static void link(List<List<String>> names, Table table, ForeignKey key) {
        for (int i = 0; i < key.columns().size(); i++) {
            List<String> from = List.of(table.name(), key.columns().get(i));
            List<String> to = List.of(key.table(), key.references().get(i));
            if (names.contains(from) != names.contains(to)) {
                names.add(names.contains(from) ? to : from);
            }
        }
    }

    private Stream<Table> tables() {
        return now.relational().tables().stream();
    }

    private List<View> views() {
        return now.relational().views();
    }

    private List<View> viewsWithout(String name) {
        return without(views(), List.of(name));
    }

    /** Those that do not ask for these, nor for one that does. */
    private static List<View> without(List<View> views, List<String> names) {
        List<View> left = new ArrayList<>(views);
        List<String> gone = new ArrayList<>(names);
        for (int i = 0; i < gone.size(); i++) {
            String name = gone.get(i);
            List<View> going = left.stream().filter(view -> names(view, name)).toList();
            left.removeAll(going);
            going.forEach(view -> gone.add(view.name()));
        }
        return left;
    }

    private static boolean names(View view, String name) {
        return view.toString().contains(Chance.mark(name));
    }

    /** With a column goes what was computed from it, and with both the views of them. */
    private void with(List<Table> tables, List<View> views) {
        List<String> left = columns(tables.stream()).toList();
        List<String> gone =
                columns(tables()).filter(name -> !left.contains(name)).toList();
        now = SchemaDefinition.named(now.name())
                .tables(tables.toArray(Table[]::new))
                .views(without(views, gone).toArray(View[]::new));
    }

    private static Stream<String> columns(Stream<Table> tables) {
        return tables.flatMap(table -> table.columns().stream()).map(Column::name);
    }

    Scenario scenario() {
        DiffHints hints = DiffHints.none();
        for (Table table : now.relational().tables()) {
            Optional<Table> there = first.relational().table(original(table.name()));
            if (there.isPresent()) {
                hints = hints(hints, there.get(), table);
            }
        }
        for (String view : changedViews) {
            hints = hints.changedView(view);
        }
        return new Scenario(first, now, chance.oneIn(4) ? hints : hints.droppingExtras());
    }

    private DiffHints hints(DiffHints before, Table there, Table table) {
        DiffHints hints = there.name().equals(table.name()) ? before : before.renamedTable(there.name(), table.name());
        for (Column column : table.columns()) {
            String name = original(column.name());
            if (!name.equals(column.name()) && there.column(name).isPresent()) {
                hints = hints.renamedColumn(table.name(), name, column.name());
            }
        }
        return hints;
    }

    private String original(String name) {
        return originals.getOrDefault(name, name);
    }
}
