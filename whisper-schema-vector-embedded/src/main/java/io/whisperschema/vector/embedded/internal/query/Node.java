package io.whisperschema.vector.embedded.internal.query;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A query, or one of its prefetches.
 *
 * @param using the name of the vector; empty for the unnamed one
 */
record Node(
        List<Node> prefetches,
        Optional<Query> query,
        String using,
        Filter filter,
        Optional<Float> threshold,
        int limit,
        Optional<LookupLocation> lookup) {

    private static final int DEFAULT_LIMIT = 10;
    private static final int DEEPEST = 64;

    /** A request, with as many more points as are to be left out at the front. */
    static Node of(QueryPoints request, int offset) {
        int limit = request.hasLimit() ? Limits.toInt(request.getLimit()) : DEFAULT_LIMIT;
        return new Node(
                        prefetches(request.getPrefetchList(), 1),
                        request.hasQuery() ? Optional.of(request.getQuery()) : Optional.empty(),
                        request.getUsing(),
                        request.getFilter(),
                        request.hasScoreThreshold() ? Optional.of(request.getScoreThreshold()) : Optional.empty(),
                        Limits.plus(limit, offset),
                        request.hasLookupFrom() ? Optional.of(request.getLookupFrom()) : Optional.empty())
                .checked();
    }

    private static List<Node> prefetches(List<PrefetchQuery> prefetches, int depth) {
        if (!prefetches.isEmpty() && depth > DEEPEST) {
            throw Refused.invalid(
                    "Wrong input: Validation failed: prefetches depth " + depth + " exceeds max depth " + DEEPEST);
        }
        return prefetches.stream().map(prefetch -> of(prefetch, depth)).toList();
    }

    private static Node of(PrefetchQuery prefetch, int depth) {
        return new Node(
                        prefetches(prefetch.getPrefetchList(), depth + 1),
                        prefetch.hasQuery() ? Optional.of(prefetch.getQuery()) : Optional.empty(),
                        prefetch.getUsing(),
                        prefetch.getFilter(),
                        prefetch.hasScoreThreshold() ? Optional.of(prefetch.getScoreThreshold()) : Optional.empty(),
                        prefetch.hasLimit() ? Limits.toInt(prefetch.getLimit()) : DEFAULT_LIMIT,
                        prefetch.hasLookupFrom() ? Optional.of(prefetch.getLookupFrom()) : Optional.empty())
                .checked();
    }

    private Node checked() {
        if (!prefetches.isEmpty() && query.isEmpty()) {
            throw Refused.invalid(
                    "Bad request: A query is needed to merge the prefetches. Can't have prefetches without"
                            + " defining a query.");
        }
        if (threshold.isPresent() && query.isEmpty()) {
            throw Refused.invalid("Bad request: A query is needed to use the score_threshold. Can't have"
                    + " score_threshold without defining a query.");
        }
        if (threshold.isPresent() && query.filter(Query::hasOrderBy).isPresent()) {
            throw Refused.invalid("Bad request: Can't use score_threshold with an order_by query.");
        }
        if (isFusion() && !using.isEmpty()) {
            throw Refused.invalid("Bad request: Fusion queries cannot be combined with the 'using' field.");
        }
        return this;
    }

    /** With another limit, and with prefetches that find so many times more. */
    Node widened(int newLimit, int times) {
        List<Node> wider = prefetches.stream()
                .map(prefetch -> prefetch.widened(Limits.times(prefetch.limit, times), times))
                .toList();
        return new Node(wider, query, using, filter, threshold, newLimit, lookup);
    }

    boolean isFusion() {
        return query.filter(asked -> asked.hasFusion() || asked.hasRrf()).isPresent();
    }

    /** Where vectors of points that the query names are found. */
    String lookupVector() {
        return lookup.filter(LookupLocation::hasVectorName)
                .map(LookupLocation::getVectorName)
                .orElse(using);
    }

    /** This one and all below it. */
    Stream<Node> all() {
        return Stream.concat(Stream.of(this), prefetches.stream().flatMap(Node::all));
    }
}
