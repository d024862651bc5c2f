package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.Optional;

/** How a store that is kept by migrations differs from what it should hold by its record. */
final class Drift {
    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;

    Drift(Surroundings around, SchemaDefinition definition) {
        this.store = around.relational();
        this.around = around;
        this.definition = definition;
    }

    /**
     * A finding for each difference. With every migration on record the definition says what it should hold, if it speaks of
     * any table; otherwise those on record do, and nothing is found where their text alone does not tell what they make.
     */
    List<Finding> findings() {
        MigrationRecords records = MigrationLook.recordsOf(store);
        List<Migration> recorded = around.migrations().inOrder().stream()
                .filter(migration -> records.find(migration.id()).isPresent())
                .toList();
        return wanted(recorded).map(this::differences).orElse(List.of());
    }

    private Optional<RelationalCatalog> wanted(List<Migration> recorded) {
        RelationalCatalog defined = new Wish(store, definition, around.migrations()).chosen();
        if (!defined.isEmpty()
                && recorded.size() == around.migrations().inOrder().size()) {
            return Optional.of(defined);
        }
        return Trace.of(store, around.migrations(), recorded).map(Trace::catalog);
    }

    private List<Finding> differences(RelationalCatalog wanted) {
        RelationalCatalog actual = History.withoutTables(store.inspect());
        return around.adoption().appliedTo(SchemaDiff.between(actual, wanted), definition).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
