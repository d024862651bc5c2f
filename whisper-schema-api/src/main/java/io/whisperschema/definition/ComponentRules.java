package io.whisperschema.definition;

import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/** What must hold among components: a table has one owner at most. */
final class ComponentRules {
    private ComponentRules() {}

    static void hold(List<Component> components, RelationalModel relational) {
        var names = new ArrayList<String>();
        for (Component component : components) {
            names.add(component.name());
        }
        Checks.distinct("definition", "component", names);
        for (int i = 0; i < components.size(); i++) {
            for (int j = i + 1; j < components.size(); j++) {
                ownNothingTogether(components.get(i), components.get(j));
            }
        }
        for (Table table : relational.tables()) {
            isSpeltAsOwned(components, table);
        }
    }

    private static void ownNothingTogether(Component one, Component other) {
        for (String owned : one.tables()) {
            for (String alsoOwned : other.tables()) {
                Checks.that(
                        !Component.overlap(owned, alsoOwned),
                        "component " + other.name(),
                        "it owns " + alsoOwned + ", but component " + one.name() + " owns " + owned,
                        "A table has one owner; take it from one of them.");
            }
        }
    }

    private static void isSpeltAsOwned(List<Component> components, Table table) {
        for (Component component : components) {
            for (String owned : component.tables()) {
                Checks.that(
                        owned.equals(table.name()) || !owned.equalsIgnoreCase(table.name()),
                        "component " + component.name(),
                        "it owns " + owned + ", but the table is called " + table.name(),
                        "Write the name as the table has it.");
            }
        }
    }
}
