package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.Component;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether each table of a component was made by its own migrations, and is changed by no others. */
final class Ownership {
    private final RelationalStore store;
    private final Migrations migrations;
    private final Touches touches;
    private final List<Component> components;

    Ownership(Surroundings around) {
        this.store = around.relational();
        this.migrations = around.migrations().everything();
        this.touches = new Touches(store.dialect(), migrations);
        this.components = migrations.components();
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        migrations.inOrder().forEach(migration -> findings.addAll(foreignTouches(migration)));
        findings.addAll(intruders());
        return findings;
    }

    private List<Finding> foreignTouches(Migration migration) {
        var findings = new ArrayList<Finding>();
        for (Touch touch : touches.of(migration)) {
            components.stream()
                    .filter(owner -> owner.owns(touch.name()))
                    .filter(owner -> !owner.name().equals(migration.id().component()))
                    .map(owner -> Finding.error(
                            touch.place(),
                            "table " + touch.name() + " changed by its component " + owner.words() + " alone",
                            "migration " + migration.line() + " of component "
                                    + migration.id().component(),
                            "Move the statement into a migration of " + owner.name() + ", which this one depends on."))
                    .filter(finding -> !findings.contains(finding))
                    .forEach(findings::add);
        }
        return findings;
    }

    private List<Finding> intruders() {
        Set<String> made = made();
        var findings = new ArrayList<Finding>();
        for (CatalogTable table : History.withoutTables(store.inspect()).tables()) {
            components.stream()
                    .filter(owner -> owner.owns(table.name()) && !made.contains(table.name()))
                    .map(owner -> Finding.error(
                            "table " + table.name(),
                            "a table that a migration of component " + owner.words() + " makes",
                            "one that no migration makes",
                            "Drop or rename it, or write the migration that makes it."))
                    .forEach(findings::add);
        }
        return findings;
    }

    /** What the migrations make by now of an empty database, and what components are kept as. */
    private Set<String> made() {
        Set<String> made = new OwnedNames(store, SchemaDefinition.named("none"), migrations).made();
        components.forEach(component -> component
                .state()
                .ifPresent(definition -> definition.relational().tables().stream()
                        .map(Table::name)
                        .forEach(made::add)));
        return made;
    }
}
