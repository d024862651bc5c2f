package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryState.Phase;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.List;

/** What a start finds in a store that has no record of its migrations; it is looked at and stays as it is. */
final class Unrecorded {
    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;
    private final BootstrapOptions options;
    private final List<Migration> adopted;
    private final RelationalCatalog now;

    private Unrecorded(
            Surroundings around,
            SchemaDefinition definition,
            BootstrapOptions options,
            List<Migration> adopted,
            RelationalCatalog now) {
        this.store = around.relational();
        this.around = around;
        this.definition = definition;
        this.options = options;
        this.adopted = adopted;
        this.now = now;
    }

    /**
     * What a start takes such a store for.
     *
     * @param outcome how it is found
     * @param stamped the migrations that are in it and go on record as they are
     * @param assumed what is taken for granted in that
     */
    record Found(Outcome outcome, List<Migration> stamped, List<Finding> assumed) {
        Found {
            stamped = List.copyOf(stamped);
            assumed = List.copyOf(assumed);
        }
    }

    /** Whether a store has a record, or is in the middle of getting one. */
    static boolean isRecorded(RelationalStore store) {
        MigrationRecords records = MigrationLook.recordsOf(store);
        return !records.migrations().isEmpty()
                || records.state().map(HistoryState::phase).orElse(Phase.CLEAN) != Phase.CLEAN;
    }

    /** What other tools have on record there is read before what there is. */
    static Unrecorded in(Surroundings around, SchemaDefinition definition, BootstrapOptions options) {
        RelationalStore store = around.relational();
        new Heads(store.dialect(), around.migrations()).refuseConflicts();
        List<Migration> adopted = new RecordAdoption(store.name(), around.migrations(), options.revisions())
                .of(store.history().others());
        RelationalCatalog found = store.inspect();
        UnfinishedMove.refuse(store, found);
        RelationalCatalog now =
                new Wish(store, definition, around.migrations()).ofHistory(History.withoutTables(found));
        return new Unrecorded(around, definition, options, adopted, now);
    }

    boolean isEmpty() {
        return now.isEmpty();
    }

    /**
     * What it is taken for.
     *
     * @throws StoreDiffers if that is in doubt, or it has what it should not
     */
    Found found() {
        if (!adopted.isEmpty()) {
            new AdoptedStructure(store, around, definition, options.strangers()).refuseAnother(adopted, now);
            return new Found(Outcome.ADOPTED, ofThisStore(adopted), List.of());
        }
        return new Recognition(store, around, definition, options)
                .of(now)
                .map(found -> new Found(Outcome.RECOGNISED, upTo(found.at()), found.assumed()))
                .orElseGet(() -> new Found(Outcome.CREATED, List.of(), List.of()));
    }

    private List<Migration> upTo(MigrationId last) {
        return ofThisStore(
                around.migrations().inOrder().subList(0, 1 + around.migrations().position(last)));
    }

    /** What became of other stores they tell themselves, when those run that are not on record. */
    private static List<Migration> ofThisStore(List<Migration> some) {
        return some.stream().filter(one -> !one.isOfOtherStore()).toList();
    }
}
