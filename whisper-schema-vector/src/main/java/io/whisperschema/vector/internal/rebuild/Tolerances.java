package io.whisperschema.vector.internal.rebuild;

import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.Datatype;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorSpace;
import java.util.HashMap;
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

    /** Those of vectors that a server kept already. */
    static Tolerances ofKept(double plain) {
        return new Tolerances(plain, Map.of(), Set.of());
    }

    boolean allow(String vector, Sketch left, Sketch right) {
        double most = others.getOrDefault(vector, plain);
        return left.isLike(right, most) && (normalised.contains(vector) || left.isAsLong(right, most));
    }
}
