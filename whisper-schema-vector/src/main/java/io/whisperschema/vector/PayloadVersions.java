package io.whisperschema.vector;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.whisperschema.vector.internal.points.QdrantCalls;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The versions that older installs wrote into each point.
 *
 * @param found those of the first points, each once
 */
record PayloadVersions(Set<String> found) {
    private static final String FIELD = "schema_version";
    private static final int LOOKED_AT = 64;

    /** Those in a collection's first points. */
    static PayloadVersions in(String collection, QdrantClient client, QdrantCalls calls) {
        List<RetrievedPoint> points = calls.asked(
                        "read points of collection " + collection,
                        client.scrollAsync(ScrollPoints.newBuilder()
                                .setCollectionName(collection)
                                .setLimit(LOOKED_AT)
                                .setWithPayload(WithPayloadSelectorFactory.include(List.of(FIELD)))
                                .build()))
                .getResultList();
        var found = new TreeSet<String>();
        for (RetrievedPoint point : points) {
            text(point.getPayloadMap().getOrDefault(FIELD, Value.getDefaultInstance()))
                    .ifPresent(found::add);
        }
        return new PayloadVersions(found);
    }

    private static Optional<String> text(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> Optional.of(value.getStringValue()).filter(text -> !text.isBlank());
            case INTEGER_VALUE -> Optional.of(Long.toString(value.getIntegerValue()));
            case DOUBLE_VALUE -> Optional.of(Double.toString(value.getDoubleValue()));
            default -> Optional.empty();
        };
    }

    /** The one version that all tell which tell one. */
    Optional<String> agreed() {
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    boolean disagree() {
        return found.size() > 1;
    }
}
