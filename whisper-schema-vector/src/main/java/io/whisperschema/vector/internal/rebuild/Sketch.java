package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.whisperschema.vector.internal.points.VectorsByName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A vector in a few numbers: its length, and its direction seen from four sides. Vectors that differ little have sketches that
 * do; others hardly ever.
 *
 * @param elements how many elements it has
 * @param length its length, the sum of them where it has several rows
 * @param first seen from the first side, and so on
 */
record Sketch(int elements, float length, float first, float second, float third, float fourth) {
    static final int BYTES = 24;

    static Map<String, Sketch> of(Vectors vectors) {
        var sketches = new TreeMap<String, Sketch>();
        VectorsByName.of(vectors).forEach((name, one) -> sketches.put(name, of(one)));
        return sketches;
    }

    @SuppressWarnings("deprecation") // Older clients still send vectors so.
    private static Sketch of(Vector vector) {
        var sums = new Sums();
        switch (vector.getVectorCase()) {
            case DENSE -> sums.add(vector.getDense().getDataList());
            case MULTI_DENSE -> {
                for (DenseVector row : vector.getMultiDense().getVectorsList()) {
                    sums.add(row.getDataList());
                }
            }
            case SPARSE -> sums.add(vector.getSparse());
            default -> sums.add(vector.getDataList());
        }
        return sums.sketch();
    }

    /** Each element is added by a weight of its own for each side, of a fixed sequence. */
    private static final class Sums {
        private final double[] sums = new double[4];
        private double length;
        private double squares;
        private int elements;

        void add(List<Float> row) {
            double norm = Math.sqrt(squares(row));
            double scale = 1 / Math.max(Float.MIN_NORMAL, norm);
            length += norm;
            for (int i = 0; i < row.size(); i++) {
                add(elements++, row.get(i) * scale);
            }
        }

        private static double squares(List<Float> row) {
            double sum = 0;
            for (int i = 0; i < row.size(); i++) {
                sum += (double) row.get(i) * row.get(i);
            }
            return sum;
        }

        void add(SparseVector sparse) {
            for (int i = 0; i < sparse.getIndicesCount(); i++) {
                add(sparse.getIndices(i), sparse.getValues(i));
                elements++;
            }
            length = Math.sqrt(squares);
        }

        private void add(int place, double value) {
            squares += value * value;
            long bits = (place + 1) * 0x9E3779B97F4A7C15L;
            bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
            bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
            bits ^= bits >>> 31;
            for (int side = 0; side < sums.length; side++) {
                sums[side] += value * (short) (bits >>> (16 * side)) / -Short.MIN_VALUE;
            }
        }

        Sketch sketch() {
            double scale = 1 / Math.max(Float.MIN_NORMAL, Math.sqrt(squares));
            return new Sketch(
                    elements,
                    (float) length,
                    (float) (sums[0] * scale),
                    (float) (sums[1] * scale),
                    (float) (sums[2] * scale),
                    (float) (sums[3] * scale));
        }
    }

    boolean isLike(Sketch other, double tolerance) {
        double most = tolerance * Math.sqrt(Math.max(1, elements));
        return elements == other.elements
                && Math.abs(first - other.first) <= most
                && Math.abs(second - other.second) <= most
                && Math.abs(third - other.third) <= most
                && Math.abs(fourth - other.fourth) <= most;
    }

    boolean isAsLong(Sketch other, double tolerance) {
        return Math.abs(length - other.length) <= tolerance * Math.max(length, other.length);
    }

    void put(ByteBuffer to) {
        to.putInt(elements)
                .putFloat(length)
                .putFloat(first)
                .putFloat(second)
                .putFloat(third)
                .putFloat(fourth);
    }

    static Sketch read(ByteBuffer from) {
        return new Sketch(
                from.getInt(), from.getFloat(), from.getFloat(), from.getFloat(), from.getFloat(), from.getFloat());
    }
}
