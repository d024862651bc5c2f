package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationComparison;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.MigrationStatus.State;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a store that is kept by migrations differs from what it should hold by its record, and that from what was written. */
final class Drift {
    private static final int OTHERS_MAY_BE_AT_WORK = 10;

    private static final String STRUCTURE =
            "The migrations on record do not leave this: somebody changed it by other means, or the"
                    + " definition says what no migration makes. Take it back, or write a migration that does it, so that every database"
                    + " gets it.";

    private static final String ROWS =
            "Only this library writes there, so somebody changed it by other means. Put the rows"
                    + " back; or, if you know why and accept it, say repair(reason), and the reason is kept.";

    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;

    Drift(Surroundings around, SchemaDefinition definition) {
        this.store = around.relational();
        this.around = around;
        this.definition = definition;
    }

    /**
     * A finding for each difference, none while a run is in the middle of something. With every migration on record the
     * definition says what the store should hold, if it speaks of any table; otherwise those on record do, and no structure
     * is compared where their text alone does not tell what they make.
     */
    List<Finding> findings() {
        for (int attempt = 1; ; attempt++) {
            MigrationRecords records = MigrationLook.recordsOf(store);
            List<Finding> found = isAtRest(records) ? findings(records) : List.of();
            if (found.isEmpty() || attempt == OTHERS_MAY_BE_AT_WORK || isStill(records)) {
                return found;
            }
        }
    }

    private static boolean isAtRest(MigrationRecords records) {
        return records.state()
                .map(HistoryState::phase)
                .filter(phase -> phase != HistoryState.Phase.CLEAN)
                .isEmpty();
    }

    /** Others may have migrated between the reading of the record and that of the structure. */
    private boolean isStill(MigrationRecords records) {
        return MigrationLook.recordsOf(store).equals(records);
    }

    private List<Finding> findings(MigrationRecords records) {
        List<Migration> recorded = around.migrations().inOrder().stream()
                .filter(migration -> records.find(migration.id()).isPresent())
                .toList();
        List<Finding> structure = wanted(recorded).map(this::differences).orElse(List.of());
        return Stream.concat(structure.stream(), ofTheRecord(records)).toList();
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
                .map(finding -> Finding.error(finding.place(), finding.expected(), finding.found(), STRUCTURE))
                .toList();
    }

    private Stream<Finding> ofTheRecord(MigrationRecords records) {
        List<Finding> flaws = store.history().flaws().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        return flaws.isEmpty() ? editedRows(records).stream() : flaws.stream();
    }

    /** The row for starts was written with the rows of the record, and holds their digest. */
    private Optional<Finding> editedRows(MigrationRecords records) {
        return records.state()
                .map(HistoryState::digest)
                .filter(written -> !written.equals(records.digest()) && !written.equals(records.digestOfOurs()))
                .map(written -> Finding.error(
                        "schema_versions", "the rows that schema_state holds the digest of", edited(records), ROWS));
    }

    private String edited(MigrationRecords records) {
        String unlike = MigrationComparison.between(
                        around.migrations(), records, store.dialect().name())
                .in(State.CHECKSUM_MISMATCH, State.UNKNOWN)
                .stream()
                .map(status -> " (" + status.sentence() + ")")
                .collect(Collectors.joining());
        return "others" + unlike + ": a row was edited, put in or taken out by hand";
    }

    /** The error that refuses a store which these were found in. */
    StoreDiffers refused(List<Finding> found) {
        return new StoreDiffers(
                store.name(),
                found.stream().map(Finding::sentence).toList(),
                found.stream().map(Finding::remedy).distinct().collect(Collectors.joining(" ")));
    }

    /** The same as warnings, for a report. */
    static List<Finding> noticed(List<Finding> found) {
        return found.stream()
                .map(drift -> Finding.warning(drift.place(), drift.expected(), drift.found(), drift.remedy()))
                .toList();
    }
}
