package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import java.util.List;
import java.util.stream.IntStream;

/** The vectors of one name, and how they are compared. */
record Space(String name, VectorParams params) {
    private static final double NO_LENGTH = 1.1920929e-7;
    private static final double NEARLY_ONE = 1e-6;

    Distance distance() {
        return params.getDistance();
    }

    boolean largerIsBetter() {
        return distance() == Distance.Cosine || distance() == Distance.Dot;
    }

    double[] kept(List<Float> numbers) {
        return kept(numbers.stream().mapToDouble(Float::doubleValue).toArray());
    }

    /** A vector as it is kept and compared. */
    double[] kept(double[] vector) {
        if (vector.length != params.getSize()) {
            throw wrongSize(vector.length);
        }
        double squared = dot(vector, vector);
        if (distance() != Distance.Cosine || squared < NO_LENGTH || Math.abs(squared - 1) <= NEARLY_ONE) {
            return vector;
        }
        return IntStream.range(0, vector.length)
                .mapToDouble(i -> vector[i] / Math.sqrt(squared))
                .toArray();
    }

    Refusal wrongSize(int size) {
        return Refusal.invalid(
                "Wrong input: Vector dimension error: expected dim: " + params.getSize() + ", got " + size);
    }

    private static double dot(double[] left, double[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(i -> left[i] * right[i])
                .sum();
    }

    /** What a client sees. */
    double score(double[] left, double[] right) {
        double similarity = similarity(left, right);
        return distance() == Distance.Euclid ? Math.sqrt(-similarity) : largerIsBetter() ? similarity : -similarity;
    }

    /** Larger for nearer vectors. */
    double similarity(double[] left, double[] right) {
        IntStream places = IntStream.range(0, left.length);
        return switch (distance()) {
            case Cosine, Dot -> dot(left, right);
            case Euclid ->
                -places.mapToDouble(i -> Math.pow(left[i] - right[i], 2)).sum();
            case Manhattan ->
                -places.mapToDouble(i -> Math.abs(left[i] - right[i])).sum();
            default -> throw new IllegalStateException(params.toString());
        };
    }
}
