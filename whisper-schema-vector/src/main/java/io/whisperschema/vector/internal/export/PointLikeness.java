package io.whisperschema.vector.internal.export;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.Vector;
import io.whisperschema.vector.internal.points.PointBytes;
import io.whisperschema.vector.internal.points.PointHash;
import io.whisperschema.vector.internal.points.VectorsByName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whether a point that was written is the one that comes back: its id and payload exactly, its vectors as exactly as a server
 * keeps them, since it may normalise them again and round them to smaller numbers. Not thread-safe.
 */
public final class PointLikeness {
    private final double tolerance;
    private final PointHash hash = new PointHash();
    private final PointBytes written = new PointBytes();
    private final PointBytes returned = new PointBytes();

    /**
     * @param tolerance how far a vector may be off, as a part of its length
     */
    public PointLikeness(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Whether both are the same point. */
    public boolean isSame(PointStruct left, PointStruct right) {
        return hash.of(left).equals(hash.of(right))
                || (isSamePayload(left, right)
                        && isNear(VectorsByName.of(left.getVectors()), VectorsByName.of(right.getVectors())));
    }

    private boolean isSamePayload(PointStruct left, PointStruct right) {
        written.clear();
        written.payload(left.getPayloadMap());
        returned.clear();
        returned.payload(right.getPayloadMap());
        return Arrays.equals(written.copy(), returned.copy());
    }

    private boolean isNear(Map<String, Vector> left, Map<String, Vector> right) {
        return left.keySet().equals(right.keySet())
                && left.entrySet().stream()
                        .allMatch(vector -> isNear(
                                vector.getValue(), right.getOrDefault(vector.getKey(), Vector.getDefaultInstance())));
    }

    private boolean isNear(Vector left, Vector right) {
        return left.getVectorCase() == right.getVectorCase()
                && switch (left.getVectorCase()) {
                    case DENSE -> isNear(left.getDense(), right.getDense());
                    case MULTI_DENSE ->
                        isNear(
                                left.getMultiDense().getVectorsList(),
                                right.getMultiDense().getVectorsList());
                    case SPARSE ->
                        left.getSparse()
                                        .getIndicesList()
                                        .equals(right.getSparse().getIndicesList())
                                && isNearly(
                                        left.getSparse().getValuesList(),
                                        right.getSparse().getValuesList());
                    default -> false;
                };
    }

    private boolean isNear(List<DenseVector> left, List<DenseVector> right) {
        return left.size() == right.size()
                && IntStream.range(0, left.size()).allMatch(row -> isNear(left.get(row), right.get(row)));
    }

    private boolean isNear(DenseVector left, DenseVector right) {
        return isNearly(left.getDataList(), right.getDataList());
    }

    private boolean isNearly(List<Float> left, List<Float> right) {
        double length = 0;
        double apart = 0;
        for (int i = 0; i < left.size() && left.size() == right.size(); i++) {
            length += (double) left.get(i) * left.get(i);
            double off = left.get(i) - right.get(i);
            apart += off * off;
        }
        return left.size() == right.size() && Math.sqrt(apart) <= tolerance * Math.sqrt(length);
    }
}
