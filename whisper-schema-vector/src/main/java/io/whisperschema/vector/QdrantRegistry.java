package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.whisperschema.vector.internal.points.Applied;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.points.StateCollection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The records of collections on servers that keep no metadata: a collection with a point for each, whose vector means nothing.
 *
 * @param client the client
 */
record QdrantRegistry(QdrantClient client) {
    /** How the names of collections begin that hold what this library keeps, and no memories. */
    static final String OURS = "whisper_schema_";

    /** The collection's name; no definition speaks of it. */
    static final String NAME = OURS + "registry";

    private static final String COLLECTION = "collection";
    private static final int PAGE = 500;

    /** The records by collection, as far as their collections are there. */
    Map<String, RecordText> records(QdrantCalls calls) throws CallFailed {
        var records = new HashMap<String, RecordText>();
        var request = ScrollPoints.newBuilder()
                .setCollectionName(NAME)
                .setLimit(PAGE)
                .setWithPayload(WithPayloadSelectorFactory.enable(true));
        while (true) {
            ScrollResponse page = calls.answer(client.scrollAsync(request.build()));
            for (RetrievedPoint point : page.getResultList()) {
                Map<String, Value> payload = point.getPayloadMap();
                String name = payload.getOrDefault(COLLECTION, Value.getDefaultInstance())
                        .getStringValue();
                records.put(
                        name, RecordText.read(name, payload.getOrDefault(RecordText.KEY, Value.getDefaultInstance())));
            }
            if (!page.hasNextPageOffset()) {
                return records;
            }
            request.setOffset(page.getNextPageOffset());
        }
    }

    /** Puts a record in the place of the one that is there. */
    void put(String collection, RecordText record, QdrantCalls calls) throws CallFailed {
        StateCollection.make(NAME, client, calls);
        PointStruct point = PointStruct.newBuilder()
                .setId(place(collection))
                .setVectors(vectors(1f))
                .putPayload(COLLECTION, value(collection))
                .putPayload(RecordText.KEY, record.json())
                .build();
        Applied.require(calls.answer(client.upsertAsync(UpsertPoints.newBuilder()
                .setCollectionName(NAME)
                .setWait(true)
                .addPoints(point)
                .build())));
    }

    /** Takes a record away, if there is one. */
    void remove(String collection, QdrantCalls calls) throws CallFailed {
        StateCollection.make(NAME, client, calls);
        Applied.require(calls.answer(client.deleteAsync(NAME, List.of(place(collection)))));
    }

    private static PointId place(String collection) {
        return id(UUID.nameUUIDFromBytes(("whisper-schema/collection/" + collection).getBytes(StandardCharsets.UTF_8)));
    }
}
