package com.example.host;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.util.List;

/** What a host keeps in a Qdrant, wherever that is. */
public final class HostMemory {
    private HostMemory() {}

    /** Two memories. */
    public static void write(QdrantClient client) throws Exception {
        client.createCollectionAsync(
                        "memories",
                        VectorParams.newBuilder()
                                .setSize(2)
                                .setDistance(Distance.Cosine)
                                .build())
                .get();
        client.upsertAsync("memories", List.of(memory(1, "east", 1, 0), memory(2, "north", 0, 1)))
                .get();
    }

    private static PointStruct memory(long id, String text, float... vector) {
        return PointStruct.newBuilder()
                .setId(id(id))
                .setVectors(vectors(vector))
                .putPayload("text", value(text))
                .build();
    }

    /** The memory that is nearest. */
    public static String nearestTo(QdrantClient client, float... vector) throws Exception {
        return client.queryAsync(QueryPoints.newBuilder()
                        .setCollectionName("memories")
                        .setQuery(nearest(vector))
                        .setWithPayload(WithPayloadSelectorFactory.enable(true))
                        .build())
                .get()
                .get(0)
                .getPayloadOrThrow("text")
                .getStringValue();
    }
}
