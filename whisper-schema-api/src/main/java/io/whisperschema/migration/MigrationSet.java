package io.whisperschema.migration;

import io.whisperschema.error.InvalidMigration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Migrations and what is said of their components.
 *
 * @param inOrder the migrations in the order in which they are applied
 * @param components the components that are described, in their order
 * @param profiles the choices of components that have a name
 */
record MigrationSet(List<Migration> inOrder, List<Component> components, List<Profile> profiles) {
    MigrationSet {
        ComponentRules.namedOnce(profiles);
        inOrder = List.copyOf(inOrder);
        components = List.copyOf(components);
        profiles = List.copyOf(profiles);
    }

    /** Nothing. */
    static MigrationSet none() {
        return new MigrationSet(List.of(), List.of(), List.of());
    }

    /** Brings them into order: the components that are described first, as they are. */
    static MigrationSet of(List<Migration> migrations, List<Component> components, List<Profile> profiles) {
        if (components.isEmpty()) {
            return new MigrationSet(MigrationOrder.of(migrations), components, profiles);
        }
        Map<String, Integer> places = places(components);
        ComponentRules.hold(components, migrations);
        var sorted = new ArrayList<>(migrations);
        sorted.sort((one, other) -> Integer.compare(
                places.getOrDefault(one.id().component(), components.size()),
                places.getOrDefault(other.id().component(), components.size())));
        return new MigrationSet(MigrationOrder.of(depending(sorted, components)), components, profiles);
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
