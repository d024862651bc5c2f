package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.Points.DenseVector;
import io.whisperschema.definition.vector.Distance;

/** Elements of vectors, and how near two of them are. */
final class Floats {
    private Floats() {}

    static float[] of(DenseVector vector) {
        float[] floats = new float[vector.getDataCount()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = vector.getData(i);
        }
        return floats;
    }

    /** As a server scores it: more is nearer, but for those distances that are ways. */
    static double score(Distance distance, float[] left, float[] right) {
        return switch (distance) {
            case COSINE -> cosine(left, right);
            case DOT -> dot(left, right);
            case EUCLID -> Math.sqrt(ways(left, right, 2));
            case MANHATTAN -> ways(left, right, 1);
        };
    }

    /** Whether less is nearer. */
    static boolean isWay(Distance distance) {
        return distance == Distance.EUCLID || distance == Distance.MANHATTAN;
    }

    /** Of vectors without length 0, as servers say it. */
    static double cosine(float[] left, float[] right) {
        double lengths = Math.sqrt(dot(left, left)) * Math.sqrt(dot(right, right));
        return lengths == 0 ? 0 : dot(left, right) / lengths;
    }

    static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }

    private static double ways(float[] left, float[] right, int power) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += Math.pow(Math.abs((double) left[i] - right[i]), power);
        }
        return sum;
    }
}
