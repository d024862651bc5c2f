package io.whisperschema.migration;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.plan.CodeStep;
import java.util.List;

/** What has to hold of migrations of another store than the relational one before any store is asked. */
final class OtherStoreRules {
    private OtherStoreRules() {}

    static void check(String place, StoreKind kind, List<Operation> operations, Scripts down) {
        if (kind != StoreKind.RELATIONAL) {
            refuseBesideOthers(place, kind, operations);
            refuseSqlBack(place, kind, down);
            VectorRules.check(place, operations);
            CacheRules.check(place, operations);
            CodeNames.refuseNamesakes(
                    place,
                    operations.stream()
                            .<CodeStep<?>>flatMap(one -> ((OtherStoreOperation) one).code().stream())
                            .toList());
        }
    }

    private static void refuseBesideOthers(String place, StoreKind kind, List<Operation> operations) {
        if (!operations.stream()
                .allMatch(one -> one instanceof OtherStoreOperation other && other.storeKind() == kind)) {
            throw new InvalidMigration(
                    place,
                    "it has other operations beside those on "
                            + (kind == StoreKind.CACHE ? "entries of a cache" : "collections")
                            + ", which are of another store",
                    "Give each a migration of its own; they run in their order.");
        }
    }

    private static void refuseSqlBack(String place, StoreKind kind, Scripts down) {
        if (!down.isEmpty()) {
            boolean isOfCache = kind == StoreKind.CACHE;
            throw new InvalidMigration(
                    place,
                    "it has SQL that takes it back, which changes no " + (isOfCache ? "cache" : "collection"),
                    isOfCache
                            ? "Leave undo(…) out; what takes it back follows from its operations."
                            : "Leave undo(…) out; the vector store goes back to what it keeps.");
        }
    }
}
