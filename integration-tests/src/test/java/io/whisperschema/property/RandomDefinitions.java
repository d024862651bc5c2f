package io.whisperschema.property;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.definition.relational.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Valid definitions at random, with everything that a definition can say. */
final class RandomDefinitions {
    final RandomColumns columns;
    final RandomConditions conditions;
    final RandomIndexes indexes;
    private final Chance chance;
    private final Target target;

    RandomDefinitions(Chance chance, Target target) {
        this.chance = chance;
        this.target = target;
        this.columns = new RandomColumns(chance);
        this.conditions = new RandomConditions(chance);
        this.indexes = new RandomIndexes(chance, target);
    }

    /** A definition of at most that many tables, with a few columns more than that each. */
    SchemaDefinition definition(int size) {
        List<Draft> tables = chance.some(1, size, () -> table(size)).stream().toList();
        for (Draft table : tables) {
            for (Draft other : tables) {
                if (chance.oneIn(3)) {
                    refer(table, other);
                }
            }
        }
        Table[] made = tables.stream().map(Draft::table).toArray(Table[]::new);
        View[] views = Stream.of(made)
                .flatMap(table -> chance.oneIn(3) ? views(table).stream() : Stream.of())
                .toArray(View[]::new);
        return SchemaDefinition.named("random").tables(made).views(views);
    }

    Draft table(int size) {
        var table = new Draft(chance.name());
        key(table);
        table.columns.addAll(chance.some(1, size + 1, columns::column));
        if (chance.oneIn(3)) {
            columns.generated(table.columns).ifPresent(table.columns::add);
        }
        table.comment = chance.oneIn(3, chance::text);
        if (chance.oneIn(3)) {
            unique(table).ifPresent(table.uniques::add);
        }
        table.checks.addAll(chance.some(0, 2, () -> check(table)));
        table.indexes.addAll(chance.some(0, 2, () -> indexes.index(table)));
        return table;
    }

    private void key(Draft table) {
        switch (chance.below(5)) {
            case 0 -> {}
            case 1, 2 -> {
                table.columns.add(columns.numbered(columns.numbers()));
                table.key = Optional.of(PrimaryKey.of(table.columns.get(0).name()));
            }
            case 3 -> {
                table.columns.add(columns.plain(ScalarType.TEXT));
                table.columns.add(columns.plain(ScalarType.INTEGER));
                table.key = Optional.of(key(List.of(table.columns.get(1), table.columns.get(0))));
            }
            default -> {
                table.columns.add(
                        columns.plain(chance.any(List.of(ScalarType.TEXT, ScalarType.UUID, ScalarType.INTEGER))));
                table.key = Optional.of(key(table.columns));
            }
        }
    }

    /** A key over those, perhaps named, perhaps beside a number. */
    PrimaryKey key(List<Column> over) {
        return new PrimaryKey(
                chance.oneIn(3, chance::name),
                over.stream().map(Column::name).toList(),
                chance.oneIn(
                        3,
                        () -> new PrimaryKey.Surrogate(
                                chance.name(),
                                chance.toss() ? ScalarType.BIGINT : ScalarType.INTEGER,
                                chance.toss() ? Identity.GENERATED : Identity.SERIAL)));
    }

    Check check(Draft table) {
        return new Check(chance.oneIn(2, chance::name), conditions.condition(table.columns));
    }

    /** Over columns that are not alone the key, or unique already: PostgreSQL makes one of two such. */
    Optional<Unique> unique(Draft table) {
        List<Column> free = table.columns(column -> !table.isInKey(column)
                && table.uniques.stream().noneMatch(one -> one.columns().contains(column.name())));
        return chance.perhaps(free)
                .map(first -> new Unique(
                        chance.oneIn(2, chance::name),
                        Stream.concat(
                                        Stream.of(first),
                                        chance.of(free, 0, 1).stream().filter(one -> !one.equals(first)))
                                .map(Column::name)
                                .toList(),
                        target.nulls() == Target.Nulls.MAY_AGREE && chance.oneIn(3)
                                ? Unique.Nulls.AGREE
                                : Unique.Nulls.DIFFER,
                        chance.oneIn(3) ? deferral() : Deferral.NOT_DEFERRABLE));
    }

    private Deferral deferral() {
        return chance.any(List.of(Deferral.values()));
    }

    /** Lets the table refer to a key of the other by new columns. */
    void refer(Draft table, Draft other) {
        chance.perhaps(keys(other)).ifPresent(key -> {
            var own = new ArrayList<String>();
            for (String name : key) {
                Column referred = other.columns(one -> one.name().equals(name)).get(0);
                Column column = new Column(
                        chance.name(),
                        referred.type(),
                        true,
                        Optional.empty(),
                        Identity.NONE,
                        Optional.empty(),
                        referred.collations(),
                        Optional.empty());
                table.columns.add(column);
                own.add(column.name());
            }
            table.foreignKeys.add(new ForeignKey(
                    chance.oneIn(2, chance::name),
                    own,
                    other.name,
                    key,
                    actions(),
                    chance.oneIn(4) ? Map.of(DialectName.POSTGRES, actions()) : Map.of(),
                    deferral()));
        });
    }

    private static List<List<String>> keys(Draft table) {
        return Stream.concat(
                        table.key.map(PrimaryKey::columns).stream(),
                        table.uniques.stream()
                                .filter(one -> one.deferral() == Deferral.NOT_DEFERRABLE)
                                .map(Unique::columns))
                .toList();
    }

    ForeignKey.Actions actions() {
        List<ReferentialAction> actions = List.of(ReferentialAction.values());
        return new ForeignKey.Actions(chance.any(actions), chance.any(actions));
    }

    /** A view of that table, perhaps with one that asks it. */
    List<View> views(Table table) {
        List<Column> shown = chance.of(table.columns(), 1, 3);
        View view = view(chance.name(), shown, table.name());
        return chance.toss()
                ? List.of(view, view(chance.name(), List.of(chance.any(shown)), view.name()))
                : List.of(view);
    }

    /** A view of that name that shows something of that table. */
    View view(String name, Table table) {
        return view(name, chance.of(table.columns(), 1, 3), table.name());
    }

    private static View view(String name, List<Column> shown, String from) {
        String columns = shown.stream()
                .map(column -> RandomColumns.quoted(column.name()))
                .collect(Collectors.joining(", "));
        String query = "SELECT " + columns + " FROM " + RandomColumns.quoted(from);
        return new View(name, Map.of(DialectName.SQLITE, query, DialectName.POSTGRES, query));
    }
}
