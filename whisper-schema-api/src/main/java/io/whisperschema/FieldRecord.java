package io.whisperschema;

import io.whisperschema.BootstrapOptions.Strangers;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryState.Phase;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.List;

/** Rows that the field's runners left in {@code schema_versions}, of which some name no text, only a number. */
final class FieldRecord {
    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;

    FieldRecord(Surroundings around, SchemaDefinition definition) {
        this.store = around.relational();
        this.around = around;
        this.definition = definition;
    }

    /**
     * Refuses such a row of which the structure shows that it stands for something else.
     *
     * @throws StoreDiffers if the database lacks something of what is on record, or has it otherwise
     */
    void refuseAnother() {
        MigrationRecords records = MigrationLook.recordsOf(store);
        List<String> numbersOnly = numbersOnly(records);
        if (!isAtRest(records) || numbersOnly.isEmpty()) {
            return;
        }
        List<String> gaps = gaps(records);
        if (!gaps.isEmpty() && MigrationLook.recordsOf(store).equals(records)) {
            throw differs(gaps, numbersOnly);
        }
        if (!gaps.isEmpty()) {
            // Others went on between our looks at the record and at the structure.
            refuseAnother();
        }
    }

    private static List<String> numbersOnly(MigrationRecords records) {
        return records.migrations().stream()
                .filter(one -> one.meaning().isEmpty() && one.raw().isEmpty())
                .map(RecordedMigration::line)
                .toList();
    }

    /** Also of what the profile leaves out: with the others it becomes ours. */
    private List<String> gaps(MigrationRecords records) {
        Migrations all = around.migrations().everything();
        List<Migration> recorded = all.inOrder().stream()
                .filter(one -> records.find(one.id()).isPresent())
                .toList();
        RelationalCatalog now = new Wish(store, definition, all).ofHistory(History.withoutTables(store.inspect()));
        return new AdoptedStructure(store, around.with(all), definition, Strangers.ACCEPTED).gaps(recorded, now);
    }

    private StoreDiffers differs(List<String> gaps, List<String> numbersOnly) {
        return new StoreDiffers(
                store.name(),
                gaps,
                "schema_versions, as another runner left it, says by number alone that it has "
                        + String.join(", ", numbersOnly)
                        + ". If a row stands for something else, delete it or correct its version; if something is missing,"
                        + " bring it there; then start again. If these differences may be, say stamp(…) for the last of"
                        + " them.");
    }

    private static boolean isAtRest(MigrationRecords records) {
        return records.state().map(HistoryState::phase).orElse(Phase.CLEAN) == Phase.CLEAN;
    }
}
