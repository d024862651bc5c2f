package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import java.util.List;
import java.util.stream.IntStream;

/** Collections of points that all say in which round they were written, with a text of a given length. */
final class Memories {

    static final String ROUND = "round";

    private Memories() {}

    static void create(QdrantClient client, String collection) {
        done(client.createCollectionAsync(collection, params(4, Distance.Cosine)));
    }

    static void write(QdrantClient client, String collection, int points, long round, int length) {
        done(client.upsertAsync(
                collection,
                IntStream.range(0, points)
                        .mapToObj(number -> point(number, round, length))
                        .toList()));
    }

    static PointStruct point(int number, long round, int length) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors(1f, number, round, 1f))
                .putPayload(ROUND, value(round))
                .putPayload("text", value("x".repeat(length)))
                .build();
    }

    /** In the order of ids. */
    static List<RetrievedPoint> all(QdrantClient client, String collection) {
        return done(client.scrollAsync(ScrollPoints.newBuilder()
                        .setCollectionName(collection)
                        .setLimit(100_000)
                        .setWithPayload(WithPayloadSelectorFactory.enable(true))
                        .setWithVectors(WithVectorsSelectorFactory.enable(true))
                        .build()))
                .getResultList();
    }

    /** The rounds that points are of, each once. */
    static List<Long> rounds(QdrantClient client, String collection) {
        return all(client, collection).stream()
                .map(point -> point.getPayloadOrThrow(ROUND).getIntegerValue())
                .distinct()
                .toList();
    }
}
