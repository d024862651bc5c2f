package io.whisperschema.migration;

import io.whisperschema.error.InvalidMigration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Migrations and what is said of their components.
 *
 * @param inOrder the migrations in the order in which they are applied
 * @param components the components that are described, in their order
 * @param profiles the choices of components that have a name
 * @param repeatable those that run behind them again and again, in their order
 */
record MigrationSet(
        List<Migration> inOrder, List<Component> components, List<Profile> profiles, List<Migration> repeatable) {
    /** None. */
    static final MigrationSet NONE = new MigrationSet(List.of(), List.of(), List.of(), List.of());

    MigrationSet {
        ComponentRules.namedOnce(profiles);
        inOrder = List.copyOf(inOrder);
        components = List.copyOf(components);
        profiles = List.copyOf(profiles);
        repeatable = List.copyOf(repeatable);
    }

    /** Brings them into order: the components that are described first, as they are. */
    static MigrationSet of(
            List<Migration> migrations,
            List<Component> components,
            List<Profile> profiles,
            List<Migration> repeatable) {
        return new MigrationSet(inOrder(migrations, components), components, profiles, List.of()).repeating(repeatable);
    }

    /** And these behind the repeatable ones that there are; what others repeat may look at what is kept. */
    MigrationSet repeating(List<Migration> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(repeatable);
        all.addAll(more);
        var names = new HashSet<String>();
        var numbered = new ArrayList<Migration>();
        all.stream().filter(Repeatable::keeps).forEach(numbered::add);
        all.stream()
                .filter(one -> !Repeatable.keeps(one))
                .forEach(one -> numbered.add(
                        new Repeatable(one).numbered(1 + numbered.size()).content()));
        for (Migration one : numbered) {
            if (!names.add(one.name())) {
                throw new InvalidMigration(
                        "repeatable " + one.name(), "there are two of this name", "Give one of them another name.");
            }
        }
        return new MigrationSet(inOrder, components, profiles, numbered);
    }

    /** With that given for placeholders. */
    MigrationSet with(Placeholders placeholders) {
        return new MigrationSet(with(placeholders, inOrder), components, profiles, with(placeholders, repeatable));
    }

    private static List<Migration> with(Placeholders placeholders, List<Migration> migrations) {
        return migrations.stream().map(one -> one.with(placeholders)).toList();
    }

    private static List<Migration> inOrder(List<Migration> migrations, List<Component> components) {
        ComponentRules.differByMoreThanCase(components, migrations);
        if (components.isEmpty()) {
            return MigrationOrder.of(migrations);
        }
        Map<String, Integer> places = places(components);
        ComponentRules.hold(components, migrations);
        var sorted = new ArrayList<>(migrations);
        sorted.sort((one, other) -> Integer.compare(
                places.getOrDefault(one.id().component(), components.size()),
                places.getOrDefault(other.id().component(), components.size())));
        return MigrationOrder.of(depending(sorted, components));
    }

    private static Map<String, Integer> places(List<Component> components) {
        var places = new HashMap<String, Integer>();
        for (Component component : components) {
            if (places.put(component.name(), places.size()) != null) {
                throw new InvalidMigration(
                        "component " + component.name(), "it is described twice", "Describe it once.");
            }
        }
        for (Component component : components) {
            for (String needed : component.dependsOn()) {
                if (!places.containsKey(needed)) {
                    throw new InvalidMigration(
                            "component " + component.name(),
                            "it depends on component " + needed + ", which is not described",
                            "Describe that one too, or no longer depend on it.");
                }
            }
        }
        return places;
    }

    /** The first migration of a component comes behind the last ones of those it depends on. */
    private static List<Migration> depending(List<Migration> migrations, List<Component> components) {
        var first = new HashMap<String, MigrationId>();
        var last = new HashMap<String, MigrationId>();
        for (Migration migration : migrations) {
            MigrationId id = migration.id();
            first.merge(id.component(), id, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            last.merge(id.component(), id, (one, other) -> one.compareTo(other) >= 0 ? one : other);
        }
        var needed = new HashMap<MigrationId, List<MigrationId>>();
        for (Component component : components) {
            MigrationId begin = first.get(component.name());
            if (begin != null) {
                needed.put(
                        begin,
                        component.dependsOn().stream()
                                .filter(last::containsKey)
                                .map(other -> last.getOrDefault(other, begin))
                                .toList());
            }
        }
        return migrations.stream()
                .map(one -> depending(one, needed.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private static Migration depending(Migration migration, List<MigrationId> needed) {
        Migration more = migration;
        for (MigrationId one : needed) {
            more = more.directed(directives -> directives.dependingOn(one));
        }
        return more;
    }
}
