package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.Rrf;
import io.whisperschema.vector.embedded.model.Query.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One ranking of several. */
final class Fused {
    private static final int USUAL_K = 2;
    /** Below it single precision decides. */
    private static final double SMALL_DEVIATION = 0.03;

    private Fused() {}

    static List<Found> of(Query query, List<List<Found>> sources) {
        var asked = query.asked().orElseThrow();
        if (asked.hasRrf()) {
            Rrf rrf = asked.getRrf();
            return ranked(query, sources, byPlace(sources, rrf.hasK() ? rrf.getK() : USUAL_K, rrf.getWeightsList()));
        }
        return ranked(
                query,
                sources,
                asked.getFusion() == Fusion.DBSF ? byScore(sources) : byPlace(sources, USUAL_K, List.of()));
    }

    private static List<Found> ranked(Query query, List<List<Found>> sources, Map<Key, Double> scores) {
        Map<Key, Found> first = new TreeMap<>();
        sources.forEach(source -> source.forEach(found -> first.putIfAbsent(found.point().id, found)));
        List<Found> ranked = new ArrayList<>();
        scores.forEach((id, score) ->
                ranked.add(new Found(first.get(id).point(), score, first.get(id).ordered())));
        ranked.sort(Comparator.comparing(Found::score, Close::compare)
                .thenComparing(found -> found.point().id)
                .reversed());
        return ranked.stream()
                .takeWhile(found -> query.threshold().isEmpty()
                        || Close.compare(found.score(), query.threshold().get()) >= 0)
                .limit(query.limit())
                .toList();
    }

    private static Map<Key, Double> byPlace(List<List<Found>> sources, long k, List<Float> weights) {
        if (!weights.isEmpty() && weights.size() != sources.size()) {
            throw Refusal.invalid("Wrong input: Validation failed: Number of weights in RRF should match number of"
                    + " pre-fetches: got " + weights.size() + ", expected " + sources.size());
        }
        Map<Key, Double> scores = new TreeMap<>();
        for (int source = 0; source < sources.size(); source++) {
            double weight = weights.isEmpty() ? 1 : weights.get(source);
            for (int place = 1; place <= sources.get(source).size(); place++) {
                double score = weight <= 0 ? 0 : 1 / (place / weight + k - 1);
                scores.merge(sources.get(source).get(place - 1).point().id, score, Double::sum);
            }
        }
        return scores;
    }

    /** Each ranking's scores between three deviations below its mean and three above. */
    private static Map<Key, Double> byScore(List<List<Found>> sources) {
        Map<Key, Double> scores = new TreeMap<>();
        for (List<Found> source : sources) {
            double mean = source.stream().mapToDouble(Found::score).average().orElse(0);
            double deviation = deviation(source, mean);
            source.forEach(found -> scores.merge(
                    found.point().id,
                    deviation == 0 ? 0.5 : (found.score() - mean) / (6 * deviation) + 0.5,
                    Double::sum));
        }
        return scores;
    }

    private static double deviation(List<Found> source, double mean) {
        boolean allSame = source.stream().map(Found::score).distinct().count() < 2;
        if (allSame) {
            return 0;
        }
        double squares = source.stream()
                .mapToDouble(found -> Math.pow(found.score() - mean, 2))
                .sum();
        double deviation = Math.sqrt(squares / (source.size() - 1));
        if (deviation < SMALL_DEVIATION) {
            throw new Close.Undecided();
        }
        return deviation;
    }
}
