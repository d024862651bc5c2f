package io.whisperschema;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Store;
import io.whisperschema.spi.VectorStore;
import java.util.List;
import java.util.Map;

/** One store as it is found at start-up, and what that asks for. */
record Start(Store store, Catalog actual, Catalog desired, Diff diff) {
    private static Start of(Store store, SchemaDefinition definition, Surroundings around, DiffHints hints) {
        Catalog actual = inspected(store);
        Catalog desired = store instanceof RelationalStore relational
                ? new Wish(relational, definition, around.migrations()).chosen()
                : store.spell(definition);
        Diff diff = SchemaDiff.between(actual, desired, hints);
        return new Start(store, actual, desired, around.adoption().appliedTo(diff, definition));
    }

    private static Catalog inspected(Store store) {
        if (store instanceof VectorStore vectors) {
            VectorCatalog found = vectors.inspect();
            UnfinishedMove.refuse(vectors, found);
            return found;
        }
        if (store instanceof CacheStore cache) {
            CacheCatalog found = cache.inspect();
            UnfinishedMove.refuse(cache, found);
            return found;
        }
        return store instanceof RelationalStore relational ? inspected(relational) : store.inspect();
    }

    /** Our own tables are not what a definition speaks of. */
    private static Catalog inspected(RelationalStore store) {
        RelationalCatalog found = store.inspect();
        UnfinishedMove.refuse(store, found);
        return History.withoutTables(found);
    }

    static List<Start> all(Surroundings around, SchemaDefinition definition, DiffHints hints) {
        return around.stores().stream()
                .map(store -> of(store, definition, around, hints))
                .toList();
    }

    /** One plan over all of them. */
    static Plan plan(List<Start> starts, PlanOptions options) {
        return starts.stream()
                .map(start -> start.plan(options))
                .reduce(Plan::then)
                .orElse(Plan.NONE);
    }

    private Plan plan(PlanOptions options) {
        return new Plan(
                diff.isEmpty() ? List.of() : store.plan(diff, options),
                Map.of(store.name(), CatalogFingerprint.of(actual)),
                diff.remarks());
    }

    /**
     * What a start makes of it.
     *
     * @throws StoreDiffers if it is neither empty nor as defined
     */
    Outcome outcome(BootstrapOptions options) {
        if (diff.isEmpty()) {
            return Outcome.UP_TO_DATE;
        }
        if (actual.isEmpty()) {
            return Outcome.CREATED;
        }
        if (nothingOfOurs()) {
            if (options.strangers() == BootstrapOptions.Strangers.ACCEPTED) {
                return Outcome.CREATED;
            }
            throw new StoreDiffers(
                    store.name(),
                    diff.remarks().stream().map(Finding::sentence).toList(),
                    "It holds nothing of this definition: is it the right one? If it is, say so:"
                            + " BootstrapOptions.cautious().besideStrangers().");
        }
        if (onlyTheRecordIsMissing()) {
            return Outcome.RECOGNISED;
        }
        if (anInterruptedStartLooksLikeThis()) {
            return Outcome.COMPLETED;
        }
        throw new StoreDiffers(
                store.name(),
                diff.changes().stream()
                        .map(change -> change.finding().sentence())
                        .toList(),
                "Look at plan() and, if it is what you want, execute it.");
    }

    private boolean nothingOfOurs() {
        return diff.changes().stream().allMatch(Wholes::created)
                && diff.changes().size() == Wholes.in(desired)
                && !Wholes.holdsOurs(actual, desired);
    }

    private boolean onlyTheRecordIsMissing() {
        return diff.changes().stream().allMatch(VectorChange.RecordCollection.class::isInstance);
    }

    /** Without transactions a killed first start leaves some of the parts, each whole. */
    private boolean anInterruptedStartLooksLikeThis() {
        return !store.capabilities().contains(Store.Capability.TRANSACTIONS)
                && diff.changes().stream()
                        .allMatch(change -> Wholes.created(change) || change instanceof VectorChange.RecordCollection);
    }
}
