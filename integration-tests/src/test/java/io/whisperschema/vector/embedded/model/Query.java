package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A query, or one of its prefetches, with the server's defaults. */
record Query(
        List<Query> prefetches,
        Optional<io.qdrant.client.grpc.Points.Query> asked,
        String using,
        Filter filter,
        Optional<Double> threshold,
        long limit,
        Optional<LookupLocation> lookup) {
    private static final int USUAL_LIMIT = 10;

    /** A point of an answer. */
    record Found(Point point, double score, Optional<OrderValue> ordered) {}

    static Query of(QueryPoints request) {
        long limit = request.hasLimit() ? request.getLimit() : USUAL_LIMIT;
        return new Query(
                        prefetches(request.getPrefetchList()),
                        request.hasQuery() ? Optional.of(request.getQuery()) : Optional.empty(),
                        request.getUsing(),
                        request.getFilter(),
                        request.hasScoreThreshold()
                                ? Optional.of((double) request.getScoreThreshold())
                                : Optional.empty(),
                        limit + (isSample(request) ? 0 : request.getOffset()),
                        request.hasLookupFrom() ? Optional.of(request.getLookupFrom()) : Optional.empty())
                .checked();
    }

    static boolean isSample(QueryPoints request) {
        return request.getQuery().hasSample() && request.getPrefetchCount() == 0;
    }

    private static List<Query> prefetches(List<PrefetchQuery> prefetches) {
        return prefetches.stream().map(Query::of).toList();
    }

    private static Query of(PrefetchQuery request) {
        return new Query(
                        prefetches(request.getPrefetchList()),
                        request.hasQuery() ? Optional.of(request.getQuery()) : Optional.empty(),
                        request.getUsing(),
                        request.getFilter(),
                        request.hasScoreThreshold()
                                ? Optional.of((double) request.getScoreThreshold())
                                : Optional.empty(),
                        request.hasLimit() ? request.getLimit() : USUAL_LIMIT,
                        request.hasLookupFrom() ? Optional.of(request.getLookupFrom()) : Optional.empty())
                .checked();
    }

    private Query checked() {
        if (!prefetches.isEmpty() && asked.isEmpty()) {
            throw Refusal.invalid("Bad request: A query is needed to merge the prefetches. Can't have prefetches"
                    + " without defining a query.");
        }
        if (threshold.isPresent() && asked.isEmpty()) {
            throw Refusal.invalid("Bad request: A query is needed to use the score_threshold. Can't have"
                    + " score_threshold without defining a query.");
        }
        if (threshold.isPresent() && asked.orElseThrow().hasOrderBy()) {
            throw Refusal.invalid("Bad request: Can't use score_threshold with an order_by query.");
        }
        if (isFusion() && !using.isEmpty()) {
            throw Refusal.invalid("Bad request: Fusion queries cannot be combined with the 'using' field.");
        }
        return this;
    }

    boolean isFusion() {
        return asked.filter(query -> query.hasFusion() || query.hasRrf()).isPresent();
    }

    /** Where vectors of points that are named by their ids are. */
    String lookupVector() {
        return lookup.filter(LookupLocation::hasVectorName)
                .map(LookupLocation::getVectorName)
                .orElse(using);
    }

    /** This one and all below it. */
    Stream<Query> all() {
        return Stream.concat(Stream.of(this), prefetches.stream().flatMap(Query::all));
    }

    /** The points that are named. */
    List<Key> named() {
        return asked.stream()
                .flatMap(Query::inputs)
                .filter(VectorInput::hasId)
                .map(input -> Key.of(input.getId()))
                .toList();
    }

    private static Stream<VectorInput> inputs(io.qdrant.client.grpc.Points.Query query) {
        return switch (query.getVariantCase()) {
            case NEAREST -> Stream.of(query.getNearest());
            case RECOMMEND ->
                Stream.of(
                                query.getRecommend().getPositiveList(),
                                query.getRecommend().getNegativeList())
                        .flatMap(List::stream);
            case DISCOVER ->
                Stream.concat(
                        Stream.of(query.getDiscover().getTarget()),
                        inputs(query.getDiscover().getContext()));
            case CONTEXT -> inputs(query.getContext());
            default -> Stream.of();
        };
    }

    private static Stream<VectorInput> inputs(ContextInput context) {
        return context.getPairsList().stream().flatMap(pair -> Stream.of(pair.getPositive(), pair.getNegative()));
    }
}
