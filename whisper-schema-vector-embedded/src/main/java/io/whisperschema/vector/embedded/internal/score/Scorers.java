package io.whisperschema.vector.embedded.internal.score;

import java.util.List;

/** The queries that look at stored vectors one by one. The vectors they are given are prepared by them. */
public final class Scorers {
    private Scorers() {}

    /** A positive and a negative example. */
    public record Pair(float[] positive, float[] negative) {}

    public static Scorer nearest(Metric metric, float[] query) {
        float[] prepared = metric.prepared(query);
        return (vectors, from) -> metric.similarity(prepared, vectors, from);
    }

    /** What recommend by average vector searches with; throws {@link io.whisperschema.vector.embedded.internal.filter.Refused} without positive examples. */
    public static float[] averageVector(List<float[]> positives, List<float[]> negatives) {
        throw new UnsupportedOperationException("soon");
    }

    public static Scorer bestScore(Metric metric, List<float[]> positives, List<float[]> negatives) {
        throw new UnsupportedOperationException("soon");
    }

    public static Scorer sumScores(Metric metric, List<float[]> positives, List<float[]> negatives) {
        throw new UnsupportedOperationException("soon");
    }

    public static Scorer discover(Metric metric, float[] target, List<Pair> context) {
        throw new UnsupportedOperationException("soon");
    }

    public static Scorer context(Metric metric, List<Pair> pairs) {
        throw new UnsupportedOperationException("soon");
    }
}
