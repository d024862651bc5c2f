package io.whisperschema.vector.embedded.internal.score;

import io.whisperschema.vector.embedded.internal.filter.Id;
import java.util.List;

/** Makes one ranking of several. */
public final class Fusion {
    /** The server's k where a query names none. */
    public static final int DEFAULT_K = 2;

    private Fusion() {}

    /** A point of a ranking. */
    public record Ranked(Id id, float score) {}

    /**
     * Reciprocal rank fusion.
     *
     * @param rankings each the best first
     * @param weights one for each ranking, or none
     */
    public static List<Ranked> reciprocalRank(List<List<Ranked>> rankings, int k, List<Float> weights) {
        throw new UnsupportedOperationException("soon");
    }

    /** Distribution-based score fusion. */
    public static List<Ranked> distributionBased(List<List<Ranked>> rankings) {
        throw new UnsupportedOperationException("soon");
    }
}
