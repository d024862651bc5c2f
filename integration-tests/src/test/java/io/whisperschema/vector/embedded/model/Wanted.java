package io.whisperschema.vector.embedded.model;

import java.util.List;
import java.util.stream.IntStream;

/** What the queries by several examples make of a vector; the larger the better. */
final class Wanted {
    private static final double MARGIN = 1.1920929e-7;

    private Wanted() {}

    /** A positive and a negative example. */
    record Pair(double[] positive, double[] negative) {}

    static double[] average(List<double[]> positives, List<double[]> negatives) {
        if (positives.isEmpty()) {
            throw Refusal.invalid("Wrong input: Positive vectors should not be empty with `average` strategy");
        }
        double[] mean = mean(positives);
        if (negatives.isEmpty()) {
            return mean;
        }
        double[] away = mean(negatives);
        return IntStream.range(0, mean.length)
                .mapToDouble(i -> 2 * mean[i] - away[i])
                .toArray();
    }

    private static double[] mean(List<double[]> vectors) {
        return IntStream.range(0, vectors.get(0).length)
                .mapToDouble(
                        i -> vectors.stream().mapToDouble(vector -> vector[i]).sum() / vectors.size())
                .toArray();
    }

    static double bestScore(Space space, List<double[]> positives, List<double[]> negatives, double[] vector) {
        double best = nearest(space, positives, vector);
        double worst = nearest(space, negatives, vector);
        return Close.compare(best, worst) > 0 ? share(best) : -share(worst);
    }

    private static double nearest(Space space, List<double[]> examples, double[] vector) {
        return examples.stream()
                .mapToDouble(example -> space.similarity(example, vector))
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    static double sumScores(Space space, List<double[]> positives, List<double[]> negatives, double[] vector) {
        return sum(space, positives, vector) - sum(space, negatives, vector);
    }

    private static double sum(Space space, List<double[]> examples, double[] vector) {
        return examples.stream()
                .mapToDouble(example -> space.similarity(example, vector))
                .sum();
    }

    static double discover(Space space, double[] target, List<Pair> pairs, double[] vector) {
        int rank = pairs.stream()
                .mapToInt(pair ->
                        Close.compare(space.similarity(pair.positive, vector), space.similarity(pair.negative, vector)))
                .sum();
        return rank + share(space.similarity(target, vector));
    }

    static double context(Space space, List<Pair> pairs, double[] vector) {
        return pairs.stream()
                .mapToDouble(pair -> bent(Math.min(
                        space.similarity(pair.positive, vector) - space.similarity(pair.negative, vector) - MARGIN, 0)))
                .sum();
    }

    /** Of no example at all it is no number, as on the server. */
    private static double bent(double number) {
        return number / (1 + Math.abs(number));
    }

    private static double share(double similarity) {
        return bent(similarity) / 2 + 0.5;
    }
}
