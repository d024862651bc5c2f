package io.whisperschema.vector.embedded.internal.score;

/** Sums over two vectors, in eight accumulators, which the compiler turns into vector instructions. */
final class Distances {
    private static final float EPSILON = 1.1920929e-7f;
    private static final float NEAR_ONE = 1.0e-6f;

    private Distances() {}

    static float dot(float[] query, float[] vectors, int from) {
        throw new UnsupportedOperationException("soon");
    }

    static float squaredEuclid(float[] query, float[] vectors, int from) {
        throw new UnsupportedOperationException("soon");
    }

    static float manhattan(float[] query, float[] vectors, int from) {
        throw new UnsupportedOperationException("soon");
    }

    /** The vector itself when its length is zero or near enough to 1, so that doing it twice changes nothing. */
    static float[] normalized(float[] vector) {
        float squared = dot(vector, vector, 0);
        if (squared < EPSILON || Math.abs(squared - 1) <= NEAR_ONE) {
            return vector;
        }
        float length = (float) Math.sqrt(squared);
        var normalized = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            normalized[i] = vector[i] / length;
        }
        return normalized;
    }
}
