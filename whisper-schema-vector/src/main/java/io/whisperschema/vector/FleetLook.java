package io.whisperschema.vector;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.finding.Finding;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.List;
import java.util.OptionalInt;

/**
 * Looks at all collections of a family.
 *
 * @param client the client
 * @param calls how long to wait
 * @param all what the server holds
 */
record FleetLook(QdrantClient client, QdrantCalls calls, VectorCatalog all) {
    FleetStatus at(CollectionFamily family) {
        var wished = new VectorCatalog(List.of(), List.of(family));
        return new FleetStatus(
                family,
                all.collections().stream()
                        .filter(collection ->
                                wished.familyOf(all.namesOf(collection.name())).isPresent())
                        .map(collection -> member(collection, wished))
                        .toList());
    }

    private FleetStatus.Member member(VectorCollection collection, VectorCatalog wished) {
        return new FleetStatus.Member(
                collection.name(),
                all.namesOf(collection.name()).skip(1).toList(),
                collection.version(),
                all.facts().rows().getOrDefault(collection.name(), 0L),
                collection.spaces().stream().map(VectorSpace::name).toList(),
                (int) collection.payload().stream()
                        .flatMap(field -> field.index().stream())
                        .count(),
                snapshots(collection.name()),
                findings(collection, wished));
    }

    private List<Finding> findings(VectorCollection collection, VectorCatalog wished) {
        var alone = new VectorCatalog(
                List.of(collection),
                List.of(),
                all.records(),
                all.aliases(),
                all.foreignObjects().stream()
                        .filter(object ->
                                object.table().filter(collection.name()::equals).isPresent())
                        .toList(),
                all.facts());
        return SchemaDiff.between(alone, wished).findings();
    }

    private OptionalInt snapshots(String collection) {
        try {
            return OptionalInt.of(
                    calls.answer(client.listSnapshotAsync(collection)).size());
        } catch (CallFailed failure) {
            if (failure.code() == Status.Code.UNIMPLEMENTED) {
                return OptionalInt.empty();
            }
            throw calls.unanswered("list snapshots of collection " + collection, failure);
        }
    }
}
