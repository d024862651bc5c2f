package io.whisperschema.vector.embedded.internal.query;

import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.Query;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.query.Querying.Found;
import io.whisperschema.vector.embedded.internal.score.Order;
import java.util.Comparator;

/** Which of the points that several requests found comes first. */
final class Ranking {

    private static final Comparator<OrderValue> BY_VALUE =
            Comparator.comparingLong(OrderValue::getInt).thenComparingDouble(OrderValue::getFloat);

    private Ranking() {}

    /** Points of the same rank, as all of a sample are, stay in the order in which they were found. */
    static Comparator<Found> of(View view, Node node) {
        Query query = node.query().orElse(Query.getDefaultInstance());
        return switch (query.getVariantCase()) {
            case NEAREST -> byDistance(view, node);
            case RECOMMEND ->
                switch (query.getRecommend().getStrategy()) {
                    case BestScore, SumScores -> byScore(Order.LARGER_FIRST);
                    case AverageVector, UNRECOGNIZED -> byDistance(view, node);
                };
            case ORDER_BY -> byValue(query.getOrderBy().getDirection());
            default -> byScore(Order.LARGER_FIRST);
        };
    }

    private static Comparator<Found> byDistance(View view, Node node) {
        return byScore(view.configured(node.using()).metric().order());
    }

    private static Comparator<Found> byScore(Order order) {
        return (left, right) -> order.compare(left.score(), right.score());
    }

    private static Comparator<Found> byValue(Direction direction) {
        Comparator<Found> ascending =
                Comparator.comparing(found -> found.ordered().orElseThrow(), BY_VALUE);
        return direction == Direction.Desc ? ascending.reversed() : ascending;
    }
}
