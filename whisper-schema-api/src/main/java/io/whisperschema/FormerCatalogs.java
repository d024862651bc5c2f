package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operation;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What there was before each operation of a migration, read from its text and that of those before it. */
final class FormerCatalogs {
    private final RelationalStore store;
    private final Migrations migrations;
    private final Migration migration;
    private final List<Optional<RelationalCatalog>> before = new ArrayList<>();

    FormerCatalogs(RelationalStore store, Migrations migrations, Migration migration) {
        this.store = store;
        this.migrations = migrations;
        this.migration = migration;
    }

    /** That of the last operation first; none where nothing that goes needs to come back, or the text does not tell. */
    List<Optional<RelationalCatalog>> lastFirst() {
        if (migration.operations().stream().noneMatch(FormerCatalogs::takesAway)) {
            return List.of();
        }
        try {
            read();
        } catch (InvalidMigration | UnsupportedChange | UnreadableDocument unknown) {
            // What was read until then is known all the same.
        }
        while (before.size() < migration.operations().size()) {
            before.add(Optional.empty());
        }
        Collections.reverse(before);
        return List.copyOf(before);
    }

    private static boolean takesAway(Operation operation) {
        return operation instanceof Operation.DropColumn || operation instanceof Operation.DropTable;
    }

    private void read() {
        Trace trace = Trace.ofNothing(store);
        migrations.inOrder().stream()
                .takeWhile(one -> !one.id().equals(migration.id()))
                .forEach(one -> trace.add(migrations, one));
        for (Operation operation : migration.operations()) {
            before.add(Optional.of(trace).filter(Trace::isUnderstood).map(Trace::catalog));
            trace.add(TypedParts.there(store, migration, List.of(operation)));
        }
    }
}
