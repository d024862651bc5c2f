package io.whisperschema.vector.embedded.internal.score;

import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes one ranking of several, the best first; of equal scores the greater id comes first. */
public final class Fusion {
    /** The server's k where a query names none. */
    public static final int DEFAULT_K = 2;

    private static final Comparator<Ranked> BEST_FIRST =
            Comparator.comparing(Ranked::score).thenComparing(Ranked::id).reversed();

    private Fusion() {}

    /** A point of a ranking. */
    public record Ranked(Id id, float score) {}

    /**
     * Reciprocal rank fusion: only the places in the rankings count.
     *
     * @param rankings each the best first
     * @param weights one for each ranking, or none
     */
    public static List<Ranked> reciprocalRank(List<List<Ranked>> rankings, int k, List<Float> weights) {
        if (!weights.isEmpty() && weights.size() != rankings.size()) {
            throw Refused.invalid("Wrong input: Validation failed: Number of weights in RRF should match number of"
                    + " pre-fetches: got " + weights.size() + ", expected " + rankings.size());
        }
        var scores = new LinkedHashMap<Id, Float>();
        for (int i = 0; i < rankings.size(); i++) {
            float weight = weights.isEmpty() ? 1 : weights.get(i);
            addPlaces(rankings.get(i), k, weight, scores);
        }
        return ranking(scores);
    }

    private static void addPlaces(List<Ranked> ranking, int k, float weight, Map<Id, Float> scores) {
        IntStream.range(0, ranking.size())
                .forEach(place -> scores.merge(ranking.get(place).id(), placeScore(place, k, weight), Float::sum));
    }

    private static float placeScore(int place, int k, float weight) {
        return weight <= 0 ? 0 : 1 / ((place + 1) / weight + k - 1);
    }

    /** Distribution-based score fusion: scores are put between three standard deviations around their mean. */
    public static List<Ranked> distributionBased(List<List<Ranked>> rankings) {
        var scores = new LinkedHashMap<Id, Float>();
        for (List<Ranked> ranking : rankings) {
            Spread spread = Spread.of(ranking);
            ranking.forEach(point -> scores.merge(point.id(), spread.share(point.score()), Float::sum));
        }
        return ranking(scores);
    }

    private static List<Ranked> ranking(Map<Id, Float> scores) {
        return scores.entrySet().stream()
                .map(entry -> new Ranked(entry.getKey(), entry.getValue()))
                .sorted(BEST_FIRST)
                .toList();
    }

    private record Spread(float least, float most) {
        private static final Spread NONE = new Spread(0, 0);

        /** Mean and variance in one pass, in single precision as on the server. */
        static Spread of(List<Ranked> ranking) {
            if (ranking.size() < 2) {
                return NONE;
            }
            float mean = 0;
            float squares = 0;
            for (int i = 0; i < ranking.size(); i++) {
                float before = ranking.get(i).score() - mean;
                mean += before / (i + 1);
                squares += before * (ranking.get(i).score() - mean);
            }
            float deviation = (float) Math.sqrt(squares / (ranking.size() - 1f));
            return new Spread(mean - 3 * deviation, mean + 3 * deviation);
        }

        float share(float score) {
            return least == most ? 0.5f : (score - least) / (most - least);
        }
    }
}
