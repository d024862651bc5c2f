package io.whisperschema.vector.embedded.internal.score;

import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The queries that look at stored vectors one by one. They prepare the vectors they are given. Of {@link #nearest} the
 * client sees the metric's score; of the others it sees the similarity itself, the larger the better.
 */
public final class Scorers {
    private static final float MARGIN = 1.1920929e-7f;

    private Scorers() {}

    /** A positive and a negative example. */
    public static final class Pair {
        private final float[] positive;
        private final float[] negative;

        public Pair(float[] positive, float[] negative) {
            this.positive = positive;
            this.negative = negative;
        }

        private Pair prepared(Metric metric) {
            return new Pair(metric.prepared(positive), metric.prepared(negative));
        }
    }

    public static Scorer nearest(Metric metric, float[] query) {
        return new Nearest(metric, metric.prepared(query));
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Nearest(Metric metric, float[] query) implements Scorer {
        @Override
        public float similarity(float[] vectors, int from) {
            return metric.similarity(query, vectors, from);
        }

        @Override
        public void similarities(float[] vectors, int from, float[] into) {
            metric.similarities(query, vectors, from, into);
        }
    }

    /** The vector whose nearest are recommended: the mean of the positives, moved away from that of the negatives. */
    public static float[] averageVector(List<float[]> positives, List<float[]> negatives) {
        if (positives.isEmpty()) {
            throw Refused.invalid("Wrong input: Positive vectors should not be empty with `average` strategy");
        }
        float[] average = mean(positives);
        return negatives.isEmpty() ? average : awayFrom(mean(negatives), average);
    }

    private static float[] mean(List<float[]> vectors) {
        var mean = vectors.get(0).clone();
        vectors.stream().skip(1).forEach(vector -> add(vector, mean));
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= vectors.size();
        }
        return mean;
    }

    private static void add(float[] vector, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
        }
    }

    private static float[] awayFrom(float[] negative, float[] positive) {
        var away = new float[positive.length];
        for (int i = 0; i < away.length; i++) {
            away[i] = positive[i] + positive[i] - negative[i];
        }
        return away;
    }

    /** Nearness to the nearest positive example, or below zero where a negative one is nearer. */
    public static Scorer bestScore(Metric metric, List<float[]> positives, List<float[]> negatives) {
        float[][] liked = prepared(metric, positives);
        float[][] disliked = prepared(metric, negatives);
        return (vectors, from) -> {
            float best = best(metric, liked, vectors, from);
            float worst = best(metric, disliked, vectors, from);
            return best > worst ? scaledSigmoid(best) : -scaledSigmoid(worst);
        };
    }

    private static float best(Metric metric, float[][] examples, float[] vectors, int from) {
        float best = Float.NEGATIVE_INFINITY;
        for (float[] example : examples) {
            best = Math.max(best, metric.similarity(example, vectors, from));
        }
        return best;
    }

    /** Nearness to all positive examples less nearness to all negative ones. */
    public static Scorer sumScores(Metric metric, List<float[]> positives, List<float[]> negatives) {
        float[][] liked = prepared(metric, positives);
        float[][] disliked = prepared(metric, negatives);
        return (vectors, from) -> sum(metric, liked, vectors, from) - sum(metric, disliked, vectors, from);
    }

    private static float sum(Metric metric, float[][] examples, float[] vectors, int from) {
        float sum = 0;
        for (float[] example : examples) {
            sum += metric.similarity(example, vectors, from);
        }
        return sum;
    }

    /** First on how many positive sides of the pairs a vector lies, then how near it is to the target. */
    public static Scorer discover(Metric metric, float[] target, List<Pair> context) {
        float[] goal = metric.prepared(target);
        Pair[] pairs = preparedPairs(metric, context);
        return (vectors, from) ->
                rank(metric, pairs, vectors, from) + scaledSigmoid(metric.similarity(goal, vectors, from));
    }

    private static int rank(Metric metric, Pair[] pairs, float[] vectors, int from) {
        int rank = 0;
        for (Pair pair : pairs) {
            float positive = metric.similarity(pair.positive, vectors, from);
            float negative = metric.similarity(pair.negative, vectors, from);
            rank += Integer.signum(Float.compare(positive, negative));
        }
        return rank;
    }

    /** How far a vector lies on the negative sides of the pairs: zero or less. */
    public static Scorer context(Metric metric, List<Pair> context) {
        Pair[] pairs = preparedPairs(metric, context);
        return (vectors, from) -> {
            float loss = 0;
            for (Pair pair : pairs) {
                float positive = metric.similarity(pair.positive, vectors, from);
                float negative = metric.similarity(pair.negative, vectors, from);
                loss += sigmoid(Math.min(positive - negative - MARGIN, 0));
            }
            return loss;
        };
    }

    private static float[][] prepared(Metric metric, List<float[]> examples) {
        UnaryOperator<float[]> prepared = metric::prepared;
        return examples.stream().map(prepared).toArray(float[][]::new);
    }

    private static Pair[] preparedPairs(Metric metric, List<Pair> pairs) {
        return pairs.stream().map(pair -> pair.prepared(metric)).toArray(Pair[]::new);
    }

    /** The server's: between -1 and 1, without the exponential. */
    private static float sigmoid(float similarity) {
        return similarity / (1 + Math.abs(similarity));
    }

    private static float scaledSigmoid(float similarity) {
        return 0.5f * (sigmoid(similarity) + 1);
    }
}
