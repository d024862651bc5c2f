package io.whisperschema.vector.internal.points;

import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.whisperschema.definition.vector.VectorSpace;
import java.util.Map;

/** The vectors of a point by name. */
public final class VectorsByName {
    private VectorsByName() {}

    /** Those that a client sends; that without a name under {@link VectorSpace#UNNAMED}. */
    public static Map<String, Vector> of(Vectors vectors) {
        return vectors.hasVector()
                ? Map.of(VectorSpace.UNNAMED, vectors.getVector())
                : vectors.getVectors().getVectorsMap();
    }
}
