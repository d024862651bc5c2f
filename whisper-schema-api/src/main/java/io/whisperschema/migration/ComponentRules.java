package io.whisperschema.migration;

import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.Checks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold among components: a table has one owner, and what is kept by its state comes behind all migrations. */
final class ComponentRules {
    private ComponentRules() {}

    static void hold(List<Component> components, List<Migration> migrations) {
        for (int i = 0; i < components.size(); i++) {
            for (Component earlier : components.subList(0, i)) {
                ownNothingTogether(earlier, components.get(i));
            }
        }
        components.stream()
                .filter(component -> component.state().isPresent())
                .forEach(component -> hasNoMigrations(component, migrations));
        components.forEach(component -> needsNoState(component, components));
    }

    /** In loops: each start of a host comes by here, and a first lambda costs it milliseconds. */
    static void differByMoreThanCase(List<Component> components, List<Migration> migrations) {
        var names = new HashMap<String, String>();
        for (Component component : components) {
            differsByMoreThanCase(component.name(), names);
        }
        String before = "";
        for (Migration migration : migrations) {
            String name = migration.id().component();
            if (!name.equals(before)) {
                differsByMoreThanCase(name, names);
                before = name;
            }
        }
    }

    private static void differsByMoreThanCase(String name, Map<String, String> names) {
        String other = names.putIfAbsent(Checks.folded(name), name);
        if (other != null && !other.equals(name)) {
            throw new InvalidMigration(
                    "component " + name,
                    "there is a component " + other + " too, which only case tells from it",
                    "Write the name the same everywhere, or give one of them another.");
        }
    }

    static void namedOnce(List<Profile> profiles) {
        var names = new HashSet<String>();
        for (Profile profile : profiles) {
            if (!names.add(profile.name())) {
                throw new InvalidMigration(
                        "profile " + profile.name(), "there are two of this name", "Give one of them another name.");
            }
        }
    }

    private static void ownNothingTogether(Component one, Component other) {
        Optional<String> both = one.ownedAlsoBy(other);
        if (both.isPresent()) {
            throw new InvalidMigration(
                    "component " + other.name(),
                    "it and component " + one.name() + " both own " + both.get(),
                    "A table has one owner; take it from one of them.");
        }
    }

    private static void hasNoMigrations(Component component, List<Migration> migrations) {
        for (Migration migration : migrations) {
            if (migration.id().component().equals(component.name())) {
                throw new InvalidMigration(
                        "migration " + migration.line(),
                        "its component " + component.name() + " is kept by its definition",
                        "Change the definition, or keep the component by migrations.");
            }
        }
    }

    private static void needsNoState(Component component, List<Component> components) {
        for (Component other : components) {
            if (component.state().isEmpty()
                    && other.state().isPresent()
                    && component.dependsOn().contains(other.name())) {
                throw new InvalidMigration(
                        "component " + component.name(),
                        "its migrations run before component " + other.name()
                                + ", on which it depends, since that is kept by its definition",
                        "Keep " + other.name() + " by migrations, or " + component.name() + " by its definition too.");
            }
        }
    }
}
