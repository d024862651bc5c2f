package io.whisperschema.vector.internal.points;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;

/** A collection that holds what this library keeps, in payloads of points whose vectors mean nothing. */
public final class StateCollection {
    private StateCollection() {}

    /** Makes it, unless it is there. */
    public static void make(String name, QdrantClient client, QdrantCalls calls) throws CallFailed {
        if (calls.answer(client.collectionExistsAsync(name))) {
            return;
        }
        try {
            calls.answer(client.createCollectionAsync(
                    name,
                    VectorParams.newBuilder()
                            .setSize(1)
                            .setDistance(Distance.Dot)
                            .build()));
        } catch (CallFailed failure) {
            if (failure.code() != Status.Code.ALREADY_EXISTS) {
                throw failure;
            }
        }
    }
}
