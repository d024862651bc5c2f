package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.ContextInputPair;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.DiscoverInput;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.qdrant.client.grpc.Points.RecommendStrategy;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.StartFrom;
import io.qdrant.client.grpc.Points.VectorInput;
import io.whisperschema.property.Chance;
import java.util.List;

/** Queries of all kinds, with prefetches. */
final class RandomQueries {
    private static final List<Float> THRESHOLDS = List.of(-0.503f, 0f, 0.127f, 0.401f, 0.877f, 1.503f);
    private static final List<RecommendStrategy> STRATEGIES =
            List.of(RecommendStrategy.AverageVector, RecommendStrategy.BestScore, RecommendStrategy.SumScores);

    private final Chance chance;
    private final RandomIds ids;
    private final RandomVectors vectors;
    private final RandomPayloads payloads;
    private final RandomFilters filters;
    private final RandomSelections selections;

    RandomQueries(
            Chance chance,
            RandomIds ids,
            RandomVectors vectors,
            RandomPayloads payloads,
            RandomFilters filters,
            RandomSelections selections) {
        this.chance = chance;
        this.ids = ids;
        this.vectors = vectors;
        this.payloads = payloads;
        this.filters = filters;
        this.selections = selections;
    }

    QueryPoints query(String collection) {
        var query = QueryPoints.newBuilder().setCollectionName(collection);
        boolean fused = chance.oneIn(4);
        if (fused) {
            query.setQuery(fusion());
        } else if (!chance.oneIn(12)) {
            String using = vectors.using(collection);
            query.setQuery(asked(using)).setUsing(using);
        }
        if (fused || chance.oneIn(6)) {
            query.addAllPrefetch(chance.some(chance.oneIn(15) ? 0 : 1, 2, () -> prefetch(collection, 1)));
        }
        if (chance.toss()) {
            query.setFilter(filters.filter());
        }
        if (chance.oneIn(4)) {
            query.setScoreThreshold(threshold());
        }
        if (chance.oneIn(10)) {
            query.setLookupFrom(lookup());
        }
        if (chance.toss()) {
            query.setLimit(chance.oneIn(20) ? 0 : chance.between(1, 8));
        }
        if (chance.oneIn(4)) {
            query.setOffset(chance.below(4));
        }
        if (chance.toss()) {
            query.setWithPayload(selections.payload());
        }
        return query.setWithVectors(selections.vectors()).build();
    }

    /** Groups that all points fit into, so that it does not matter how they are filled. */
    QueryPointGroups groups(String collection) {
        String using = vectors.using(collection);
        int size = chance.between(1, 7);
        var groups = QueryPointGroups.newBuilder()
                .setCollectionName(collection)
                .setQuery(grouped(using))
                .setUsing(using)
                .setGroupBy(chance.oneIn(30) ? "" : payloads.path())
                .setGroupSize(size)
                .setLimit(chance.oneIn(30) ? 0 : (RandomIds.COUNT + size - 1) / size)
                .setWithVectors(selections.vectors());
        if (chance.toss()) {
            groups.setFilter(filters.filter());
        }
        if (chance.oneIn(4)) {
            groups.setScoreThreshold(threshold());
        }
        return chance.toss() ? groups.setWithPayload(selections.payload()).build() : groups.build();
    }

    private Query grouped(String using) {
        var query = Query.newBuilder();
        return chance.toss()
                ? query.setNearest(input(using)).build()
                : query.setRecommend(recommended(using)).build();
    }

    float threshold() {
        return chance.any(THRESHOLDS);
    }

    RecommendStrategy strategy() {
        return chance.any(STRATEGIES);
    }

    LookupLocation lookup() {
        String name = ids.name();
        var lookup = LookupLocation.newBuilder().setCollectionName(name);
        return chance.toss() ? lookup.setVectorName(vectors.using(name)).build() : lookup.build();
    }

    private PrefetchQuery prefetch(String collection, int depth) {
        String using = vectors.using(collection);
        var prefetch = PrefetchQuery.newBuilder()
                .setQuery(asked(using))
                .setUsing(using)
                .setLimit(chance.between(1, 9));
        if (depth > 0 && chance.oneIn(6)) {
            prefetch.addAllPrefetch(chance.some(1, 2, () -> prefetch(collection, depth - 1)));
        }
        if (chance.oneIn(3)) {
            prefetch.setFilter(filters.filter());
        }
        if (chance.oneIn(6)) {
            prefetch.setScoreThreshold(threshold());
        }
        return prefetch.build();
    }

    private Query fusion() {
        var query = Query.newBuilder();
        if (chance.toss()) {
            return query.setFusion(chance.toss() ? Fusion.RRF : Fusion.DBSF).build();
        }
        var rrf = Rrf.newBuilder();
        if (chance.toss()) {
            rrf.setK(chance.below(5));
        }
        if (chance.oneIn(3)) {
            rrf.addWeights(1).addWeights(chance.below(4));
        }
        return query.setRrf(rrf).build();
    }

    private Query asked(String using) {
        var query = Query.newBuilder();
        return switch (chance.below(9)) {
            case 3, 4 -> query.setRecommend(recommended(using)).build();
            case 5 ->
                query.setDiscover(DiscoverInput.newBuilder()
                                .setTarget(input(using))
                                .setContext(context(using)))
                        .build();
            case 6 -> query.setContext(context(using)).build();
            case 7 -> query.setOrderBy(orderBy()).build();
            default -> query.setNearest(input(using)).build();
        };
    }

    /** A vector, or a point that has it. */
    private VectorInput input(String using) {
        var input = VectorInput.newBuilder();
        return chance.oneIn(4)
                ? input.setId(ids.any()).build()
                : input.setDense(vectors.dense(using)).build();
    }

    private RecommendInput recommended(String using) {
        return RecommendInput.newBuilder()
                .addAllPositive(chance.some(chance.oneIn(4) ? 0 : 1, 3, () -> input(using)))
                .addAllNegative(chance.some(0, 2, () -> input(using)))
                .setStrategy(strategy())
                .build();
    }

    private ContextInput context(String using) {
        return ContextInput.newBuilder()
                .addAllPairs(chance.some(
                        0,
                        2,
                        () -> ContextInputPair.newBuilder()
                                .setPositive(input(using))
                                .setNegative(input(using))
                                .build()))
                .build();
    }

    OrderBy orderBy() {
        var order = OrderBy.newBuilder().setKey(payloads.orderedPath());
        if (chance.toss()) {
            order.setDirection(chance.toss() ? Direction.Asc : Direction.Desc);
        }
        return chance.oneIn(3) ? order.setStartFrom(start()).build() : order.build();
    }

    private StartFrom start() {
        var start = StartFrom.newBuilder();
        return switch (chance.below(4)) {
            case 0 -> start.setInteger(payloads.whole()).build();
            case 1 -> start.setFloat(payloads.number()).build();
            case 2 -> start.setTimestamp(filters.moment()).build();
            default ->
                start.setDatetime(chance.any(List.of("2024-01-01", "2024-01-02T10:00:00Z", "soon")))
                        .build();
        };
    }
}
