package io.whisperschema.vector.embedded.internal.query;

import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.ContextInputPair;
import io.qdrant.client.grpc.Points.DiscoverInput;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.whisperschema.vector.embedded.internal.engine.VectorSpace;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.score.Order;
import io.whisperschema.vector.embedded.internal.score.Scorer;
import io.whisperschema.vector.embedded.internal.score.Scorers;
import java.util.ArrayList;
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

    /** The examples are read before the space is looked for, so that a request that cannot be read is refused as such. */
    static Objective of(View view, Node node, Query query, Examples examples) {
        return switch (query.getVariantCase()) {
            case NEAREST -> {
                float[] vector = examples.vector(view, node, query.getNearest());
                yield nearest(view.space(node.using()), vector);
            }
            case RECOMMEND -> recommend(view, node, query.getRecommend(), examples);
            case DISCOVER -> discover(view, node, query.getDiscover(), examples);
            case CONTEXT -> {
                List<float[]> pairs = pairs(view, node, query.getContext(), examples);
                VectorSpace space = view.space(node.using());
                yield similarity(space, Scorers.context(space.metric(), checked(space, pairs)));
            }
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

    private static Objective recommend(View view, Node node, RecommendInput input, Examples examples) {
        List<float[]> positives = examples.vectors(view, node, input.getPositiveList());
        List<float[]> negatives = examples.vectors(view, node, input.getNegativeList());
        VectorSpace space = view.space(node.using());
        positives.forEach(space::check);
        negatives.forEach(space::check);
        return switch (input.getStrategy()) {
            case BestScore -> similarity(space, Scorers.bestScore(space.metric(), positives, negatives));
            case SumScores -> similarity(space, Scorers.sumScores(space.metric(), positives, negatives));
            case AverageVector, UNRECOGNIZED -> nearest(space, Scorers.averageVector(positives, negatives));
        };
    }

    private static Objective discover(View view, Node node, DiscoverInput input, Examples examples) {
        if (!input.hasTarget()) {
            throw Refused.invalid("DiscoverInput target is missing");
        }
        if (!input.hasContext()) {
            throw Refused.invalid("DiscoverInput context is missing");
        }
        float[] target = examples.vector(view, node, input.getTarget());
        List<float[]> pairs = pairs(view, node, input.getContext(), examples);
        VectorSpace space = view.space(node.using());
        space.check(target);
        return similarity(space, Scorers.discover(space.metric(), target, checked(space, pairs)));
    }

    /** Each pair's positive example, and behind it its negative one. */
    private static List<float[]> pairs(View view, Node node, ContextInput context, Examples examples) {
        List<float[]> pairs = new ArrayList<>();
        for (ContextInputPair pair : context.getPairsList()) {
            if (!pair.hasPositive() || !pair.hasNegative()) {
                throw Refused.invalid("ContextPair " + (pair.hasPositive() ? "negative" : "positive") + " is missing");
            }
            pairs.add(examples.vector(view, node, pair.getPositive()));
            pairs.add(examples.vector(view, node, pair.getNegative()));
        }
        return pairs;
    }

    private static List<Scorers.Pair> checked(VectorSpace space, List<float[]> pairs) {
        pairs.forEach(space::check);
        List<Scorers.Pair> checked = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            checked.add(new Scorers.Pair(pairs.get(i), pairs.get(i + 1)));
        }
        return checked;
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
