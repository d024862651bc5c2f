package io.whisperschema.vector.embedded.internal.score;

/**
 * Sums over a query and vectors in {@link Lanes}: of one lane, or of all lanes of a block at once. Several sums let the
 * processor work on as many products at the same time, which the order of a single sum forbids.
 */
final class Distances {
    private static final int COUNT = Lanes.COUNT;
    private static final float EPSILON = 1.1920929e-7f;
    private static final float NEAR_ONE = 1.0e-6f;

    private Distances() {}

    static float dot(float[] query, float[] vectors, int from) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int whole = query.length & ~3;
        int at = from;
        for (int i = 0; i < whole; i += 4, at += 4 * COUNT) {
            sum0 += query[i] * vectors[at];
            sum1 += query[i + 1] * vectors[at + COUNT];
            sum2 += query[i + 2] * vectors[at + 2 * COUNT];
            sum3 += query[i + 3] * vectors[at + 3 * COUNT];
        }
        for (int i = whole; i < query.length; i++, at += COUNT) {
            sum0 += query[i] * vectors[at];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    static float squaredEuclid(float[] query, float[] vectors, int from) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int whole = query.length & ~3;
        int at = from;
        for (int i = 0; i < whole; i += 4, at += 4 * COUNT) {
            float apart0 = query[i] - vectors[at];
            float apart1 = query[i + 1] - vectors[at + COUNT];
            float apart2 = query[i + 2] - vectors[at + 2 * COUNT];
            float apart3 = query[i + 3] - vectors[at + 3 * COUNT];
            sum0 += apart0 * apart0;
            sum1 += apart1 * apart1;
            sum2 += apart2 * apart2;
            sum3 += apart3 * apart3;
        }
        for (int i = whole; i < query.length; i++, at += COUNT) {
            float apart = query[i] - vectors[at];
            sum0 += apart * apart;
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    static float manhattan(float[] query, float[] vectors, int from) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int whole = query.length & ~3;
        int at = from;
        for (int i = 0; i < whole; i += 4, at += 4 * COUNT) {
            sum0 += Math.abs(query[i] - vectors[at]);
            sum1 += Math.abs(query[i + 1] - vectors[at + COUNT]);
            sum2 += Math.abs(query[i + 2] - vectors[at + 2 * COUNT]);
            sum3 += Math.abs(query[i + 3] - vectors[at + 3 * COUNT]);
        }
        for (int i = whole; i < query.length; i++, at += COUNT) {
            sum0 += Math.abs(query[i] - vectors[at]);
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    static void dots(float[] query, float[] vectors, int from, float[] into) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        float sum5 = 0;
        float sum6 = 0;
        float sum7 = 0;
        int even = query.length & ~1;
        int at = from;
        for (int i = 0; i < even; i += 2, at += 2 * COUNT) {
            float first = query[i];
            float second = query[i + 1];
            sum0 += first * vectors[at];
            sum1 += first * vectors[at + 1];
            sum2 += first * vectors[at + 2];
            sum3 += first * vectors[at + 3];
            sum4 += second * vectors[at + 4];
            sum5 += second * vectors[at + 5];
            sum6 += second * vectors[at + 6];
            sum7 += second * vectors[at + 7];
        }
        if (even < query.length) {
            float last = query[even];
            sum0 += last * vectors[at];
            sum1 += last * vectors[at + 1];
            sum2 += last * vectors[at + 2];
            sum3 += last * vectors[at + 3];
        }
        into[0] = sum0 + sum4;
        into[1] = sum1 + sum5;
        into[2] = sum2 + sum6;
        into[3] = sum3 + sum7;
    }

    static void negativeManhattans(float[] query, float[] vectors, int from, float[] into) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        float sum5 = 0;
        float sum6 = 0;
        float sum7 = 0;
        int even = query.length & ~1;
        int at = from;
        for (int i = 0; i < even; i += 2, at += 2 * COUNT) {
            float first = query[i];
            float second = query[i + 1];
            sum0 += Math.abs(first - vectors[at]);
            sum1 += Math.abs(first - vectors[at + 1]);
            sum2 += Math.abs(first - vectors[at + 2]);
            sum3 += Math.abs(first - vectors[at + 3]);
            sum4 += Math.abs(second - vectors[at + 4]);
            sum5 += Math.abs(second - vectors[at + 5]);
            sum6 += Math.abs(second - vectors[at + 6]);
            sum7 += Math.abs(second - vectors[at + 7]);
        }
        if (even < query.length) {
            float last = query[even];
            sum0 += Math.abs(last - vectors[at]);
            sum1 += Math.abs(last - vectors[at + 1]);
            sum2 += Math.abs(last - vectors[at + 2]);
            sum3 += Math.abs(last - vectors[at + 3]);
        }
        into[0] = -(sum0 + sum4);
        into[1] = -(sum1 + sum5);
        into[2] = -(sum2 + sum6);
        into[3] = -(sum3 + sum7);
    }

    static void negativeSquaredEuclids(float[] query, float[] vectors, int from, float[] into) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        float sum5 = 0;
        float sum6 = 0;
        float sum7 = 0;
        int even = query.length & ~1;
        int at = from;
        for (int i = 0; i < even; i += 2, at += 2 * COUNT) {
            float first = query[i];
            float second = query[i + 1];
            float apart0 = first - vectors[at];
            float apart1 = first - vectors[at + 1];
            float apart2 = first - vectors[at + 2];
            float apart3 = first - vectors[at + 3];
            float apart4 = second - vectors[at + 4];
            float apart5 = second - vectors[at + 5];
            float apart6 = second - vectors[at + 6];
            float apart7 = second - vectors[at + 7];
            sum0 += apart0 * apart0;
            sum1 += apart1 * apart1;
            sum2 += apart2 * apart2;
            sum3 += apart3 * apart3;
            sum4 += apart4 * apart4;
            sum5 += apart5 * apart5;
            sum6 += apart6 * apart6;
            sum7 += apart7 * apart7;
        }
        if (even < query.length) {
            float last = query[even];
            sum0 += (last - vectors[at]) * (last - vectors[at]);
            sum1 += (last - vectors[at + 1]) * (last - vectors[at + 1]);
            sum2 += (last - vectors[at + 2]) * (last - vectors[at + 2]);
            sum3 += (last - vectors[at + 3]) * (last - vectors[at + 3]);
        }
        into[0] = -(sum0 + sum4);
        into[1] = -(sum1 + sum5);
        into[2] = -(sum2 + sum6);
        into[3] = -(sum3 + sum7);
    }

    /** The vector itself when its length is zero or near enough to 1, so that doing it twice changes nothing. */
    static float[] normalized(float[] vector) {
        float squared = squaredLength(vector);
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

    private static float squaredLength(float[] vector) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int whole = vector.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            sum0 += vector[i] * vector[i];
            sum1 += vector[i + 1] * vector[i + 1];
            sum2 += vector[i + 2] * vector[i + 2];
            sum3 += vector[i + 3] * vector[i + 3];
        }
        for (int i = whole; i < vector.length; i++) {
            sum0 += vector[i] * vector[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }
}
