package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.vector.internal.points.PointBytes;
import io.whisperschema.vector.internal.points.PointIds;
import io.whisperschema.vector.internal.points.VectorsByName;
import java.util.Map;
import java.util.TreeMap;

/** A point between what it was and what it becomes. */
final class MovingPoint {
    private final RetrievedPoint source;
    private final VectorCollection target;
    private final String id;
    private final Map<String, Value> payload;
    private final Map<String, Vector> vectors = new TreeMap<>();

    MovingPoint(RetrievedPoint source, VectorCollection target) {
        this.source = source;
        this.target = target;
        this.id = PointIds.text(source.getId());
        this.payload = PlainValues.ordered(source.getPayloadMap());
    }

    String id() {
        return id;
    }

    VectorCollection target() {
        return target;
    }

    /** Its payload as it was read. */
    Map<String, Value> payloadBefore() {
        return source.getPayloadMap();
    }

    /** Its vectors as they were read, by name. */
    Map<String, Vector> vectorsBefore() {
        return VectorsByName.of(PointBytes.sent(source.getVectors()));
    }

    /** Its payload as it is now; to be changed. */
    Map<String, Value> payload() {
        return payload;
    }

    /** Its vectors as they are now; to be changed. */
    Map<String, Vector> vectors() {
        return vectors;
    }

    TransformFailed failure(String problem) {
        return TransformFailed.of(id, problem, null);
    }

    PointStruct arriving() {
        return PointStruct.newBuilder()
                .setId(source.getId())
                .setVectors(arrivingVectors())
                .putAllPayload(payload)
                .build();
    }

    private Vectors arrivingVectors() {
        Vector unnamed = vectors.get(VectorSpace.UNNAMED);
        return unnamed == null
                ? Vectors.newBuilder()
                        .setVectors(NamedVectors.newBuilder().putAllVectors(vectors))
                        .build()
                : Vectors.newBuilder().setVector(unnamed).build();
    }
}
