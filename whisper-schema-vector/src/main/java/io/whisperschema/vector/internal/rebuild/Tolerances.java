package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.Datatype;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorSpace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By how much a server may change vectors when it keeps them, relative to their length.
 *
 * @param plain that of vectors of 32-bit elements
 * @param others that of vectors that are kept otherwise
 * @param normalised the vectors whose length a server does not keep
 */
record Tolerances(double plain, Map<String, Double> others, Set<String> normalised) {
    /** Those of vectors that no server has seen. */
    static final Tolerances NONE = ofKept(0);

    private static final double HALF = 1e-2;
    private static final double BYTES = 0.5;

    static Tolerances of(CollectionShape shape, double plain) {
        var others = new HashMap<String, Double>();
        shape.spaces().stream()
                .filter(space -> space.datatype() != Datatype.FLOAT32)
                .forEach(space -> others.put(space.name(), space.datatype() == Datatype.FLOAT16 ? HALF : BYTES));
        Set<String> normalised = shape.spaces().stream()
                .filter(space -> space.distance() == Distance.COSINE)
                .map(VectorSpace::name)
                .collect(Collectors.toSet());
        return new Tolerances(plain, others, normalised);
    }

    /** Those of a collection that is there. */
    static Tolerances of(CollectionConfig config, double plain) {
        var vectors = config.getParams().getVectorsConfig();
        Map<String, VectorParams> params = vectors.hasParams()
                ? Map.of(VectorSpace.UNNAMED, vectors.getParams())
                : vectors.getParamsMap().getMapMap();
        var others = new HashMap<String, Double>();
        var normalised = new HashSet<String>();
        params.forEach((name, vector) -> {
            switch (vector.getDatatype()) {
                case Float16 -> others.put(name, HALF);
                case Uint8 -> others.put(name, BYTES);
                default -> {}
            }
            if (vector.getDistance() == io.qdrant.client.grpc.Collections.Distance.Cosine) {
                normalised.add(name);
            }
        });
        return new Tolerances(plain, others, normalised);
    }

    /** Those of vectors that a server kept already. */
    static Tolerances ofKept(double plain) {
        return new Tolerances(plain, Map.of(), Set.of());
    }

    boolean allow(String vector, Sketch left, Sketch right) {
        double most = others.getOrDefault(vector, plain);
        return left.isLike(right, most) && (normalised.contains(vector) || left.isAsLong(right, most));
    }
}
