package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.spi.RelationalStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables and views that are a definition's, or that its migrations made by now or make at the end. */
record OwnedNames(RelationalStore store, SchemaDefinition definition, Migrations migrations) {
    Set<String> all() {
        var names = new HashSet<>(names(new Wish(store, definition, migrations).chosen()));
        if (!migrations.isEmpty()) {
            MigrationRecords records = MigrationLook.recordsOf(store);
            names.addAll(made());
            names.addAll(madeBy(migrations.inOrder().stream()
                    .filter(one -> records.find(one.id()).isPresent())
                    .toList()));
            names.addAll(madeBy(migrations.repeatable()));
        }
        return names;
    }

    /** What all migrations make of an empty database. */
    Set<String> made() {
        return madeBy(migrations.inOrder());
    }

    /** Behind code nobody knows what there is; what was made until then is known. */
    private Set<String> madeBy(List<Migration> some) {
        Trace trace = Trace.ofNothing(store);
        for (Migration migration : some) {
            try {
                trace.add(migrations, migration);
            } catch (InvalidMigration unknown) {
                break;
            }
        }
        return names(trace.catalog());
    }

    private static Set<String> names(RelationalCatalog catalog) {
        var names = new HashSet<String>();
        catalog.tables().stream().map(CatalogTable::name).forEach(names::add);
        catalog.views().stream().map(CatalogView::name).forEach(names::add);
        return names;
    }
}
