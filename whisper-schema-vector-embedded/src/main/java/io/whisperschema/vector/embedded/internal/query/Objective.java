package io.whisperschema.vector.embedded.internal.query;

import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.DiscoverInput;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.whisperschema.vector.embedded.internal.engine.VectorSpace;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.score.Order;
import io.whisperschema.vector.embedded.internal.score.Scorer;
import io.whisperschema.vector.embedded.internal.score.Scorers;
import java.util.List;

/**
 * What a query by vectors wants.
 *
 * @param scoring whether a client sees the metric's score
 */
record Objective(VectorSpace space, Scorer scorer, Scoring scoring) {

    /** What a client sees as the score. */
    enum Scoring {
        METRIC,
        SIMILARITY
    }

    static Objective of(View view, Node node, Query query, Examples examples) {
        VectorSpace space = view.space(node.using());
        return switch (query.getVariantCase()) {
            case NEAREST -> nearest(space, examples.vector(view, node, query.getNearest()));
            case RECOMMEND -> recommend(view, node, space, query.getRecommend(), examples);
            case DISCOVER -> discover(view, node, space, query.getDiscover(), examples);
            case CONTEXT ->
                similarity(
                        space, Scorers.context(space.metric(), pairs(view, node, space, query.getContext(), examples)));
            default -> throw new IllegalArgumentException("not by vectors: " + query.getVariantCase());
        };
    }

    private static Objective nearest(VectorSpace space, float[] vector) {
        space.check(vector);
        return new Objective(space, Scorers.nearest(space.metric(), vector), Scoring.METRIC);
    }

    private static Objective similarity(VectorSpace space, Scorer scorer) {
        return new Objective(space, scorer, Scoring.SIMILARITY);
    }

    private static Objective recommend(
            View view, Node node, VectorSpace space, RecommendInput input, Examples examples) {
        List<float[]> positives = examples.vectors(view, node, input.getPositiveList());
        List<float[]> negatives = examples.vectors(view, node, input.getNegativeList());
        positives.forEach(space::check);
        negatives.forEach(space::check);
        return switch (input.getStrategy()) {
            case BestScore -> similarity(space, Scorers.bestScore(space.metric(), positives, negatives));
            case SumScores -> similarity(space, Scorers.sumScores(space.metric(), positives, negatives));
            case AverageVector, UNRECOGNIZED -> nearest(space, Scorers.averageVector(positives, negatives));
        };
    }

    private static Objective discover(View view, Node node, VectorSpace space, DiscoverInput input, Examples examples) {
        if (!input.hasTarget()) {
            throw Refused.invalid("DiscoverInput target is missing");
        }
        if (!input.hasContext()) {
            throw Refused.invalid("DiscoverInput context is missing");
        }
        float[] target = examples.vector(view, node, input.getTarget());
        space.check(target);
        return similarity(
                space,
                Scorers.discover(space.metric(), target, pairs(view, node, space, input.getContext(), examples)));
    }

    private static List<Scorers.Pair> pairs(
            View view, Node node, VectorSpace space, ContextInput context, Examples examples) {
        return context.getPairsList().stream()
                .map(pair -> {
                    if (!pair.hasPositive() || !pair.hasNegative()) {
                        throw Refused.invalid(
                                "ContextPair " + (pair.hasPositive() ? "negative" : "positive") + " is missing");
                    }
                    float[] positive = examples.vector(view, node, pair.getPositive());
                    float[] negative = examples.vector(view, node, pair.getNegative());
                    space.check(positive);
                    space.check(negative);
                    return new Scorers.Pair(positive, negative);
                })
                .toList();
    }

    float score(float similarity) {
        return scoring == Scoring.METRIC ? space.metric().score(similarity) : similarity;
    }

    Order order() {
        return scoring == Scoring.METRIC ? space.metric().order() : Order.LARGER_FIRST;
    }

    /** As on the server the metric decides, whatever the score is. */
    boolean passes(float score, float threshold) {
        return space.metric().order().passes(score, threshold);
    }
}
