package io.whisperschema.migration;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.error.InvalidMigration;
import java.util.List;

/** What has to hold of a migration of another store than the relational one before any store is asked. */
final class OtherStoreRules {
    private OtherStoreRules() {}

    static void check(String place, List<Operation> operations, Scripts down) {
        StoreKind kind = operations.get(0).storeKind();
        if (operations.stream().anyMatch(operation -> operation.storeKind() != kind)) {
            throw new InvalidMigration(
                    place,
                    "it has other operations beside those on "
                            + (operations.stream().anyMatch(VectorOperation.class::isInstance)
                                    ? "collections"
                                    : "entries of a cache")
                            + ", which are of another store",
                    "Give each a migration of its own; they run in their order.");
        }
        if (!down.isEmpty()) {
            throw new InvalidMigration(
                    place,
                    "it has SQL that takes it back, which changes no " + (kind == StoreKind.CACHE ? "cache" : "collection"),
                    kind == StoreKind.CACHE
                            ? "Leave undo(…) out; what takes it back follows from its operations."
                            : "Leave undo(…) out; the vector store goes back to what it keeps.");
        }
        VectorRules.check(place, operations);
        CacheRules.check(place, operations);
    }
}
