package io.whisperschema.vector.internal.points;

import static io.qdrant.client.WithPayloadSelectorFactory.enable;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Points of a collection by their ids, with vectors and payload.
 *
 * @param collection the collection, or an alias of it
 */
public record PointsById(QdrantClient client, QdrantCalls calls, String collection) {
    /** Those that are there. Where a client refuses so large an answer, fewer at a time are asked for. */
    public Map<PointId, RetrievedPoint> get(List<PointId> ids) throws CallFailed {
        var found = new LinkedHashMap<PointId, RetrievedPoint>();
        collect(ids, found);
        return found;
    }

    private void collect(List<PointId> ids, Map<PointId, RetrievedPoint> found) throws CallFailed {
        var request = GetPoints.newBuilder()
                .setCollectionName(collection)
                .addAllIds(ids)
                .setWithPayload(enable(true))
                .setWithVectors(WithVectorsSelectorFactory.enable(true));
        try {
            calls.answer(client.retrieveAsync(request.build(), calls.limit().orElse(null)))
                    .forEach(point -> found.put(point.getId(), point));
        } catch (CallFailed failure) {
            if (failure.code() != Status.Code.RESOURCE_EXHAUSTED || ids.size() == 1) {
                throw failure;
            }
            int half = ids.size() / 2;
            collect(ids.subList(0, half), found);
            collect(ids.subList(half, ids.size()), found);
        }
    }
}
