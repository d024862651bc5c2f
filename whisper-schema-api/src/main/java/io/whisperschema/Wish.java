package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.migration.Migrations;
import io.whisperschema.spi.RelationalStore;

/**
 * What a relational store should hold by its definition.
 *
 * @param store which store
 * @param definition the definition
 * @param migrations its migrations, of which a profile may leave some out
 */
record Wish(RelationalStore store, SchemaDefinition definition, Migrations migrations) {
    /** Without the tables of components that are left out. */
    RelationalCatalog chosen() {
        return store.spell(definition).without(migrations::leaveOut);
    }

    /** Of that, what numbered migrations see to. */
    RelationalCatalog byHistory() {
        return chosen().without(this::isKept);
    }

    /** What is there, without the tables that are kept by their state: of those no history tells. */
    RelationalCatalog ofHistory(RelationalCatalog actual) {
        return actual.without(this::isKept);
    }

    private boolean isKept(String table) {
        return migrations.everything().components().stream()
                .anyMatch(component -> component.state().isPresent() && component.owns(table));
    }
}
