package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendPointGroups;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SearchPointGroups;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.ShardKeySelector;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.List;
import java.util.function.BiConsumer;

/** The server's checks of requests that search. */
final class SearchChecks {

    private SearchChecks() {}

    /** Of a batch the server checks each request as if it were alone, its collection's name too. */
    static <T> Checks each(Checks checks, String field, List<T> requests, BiConsumer<Checks, T> check) {
        for (int i = 0; i < requests.size(); i++) {
            check.accept(checks.within(field + "[" + i + "]"), requests.get(i));
        }
        return checks;
    }

    static void check(Checks checks, QueryPoints request) {
        checks.name(request.getCollectionName())
                .atLeast("limit", request.hasLimit(), request.getLimit(), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1)
                .filter("filter", request.getFilter());
        check(checks.within("params"), request.getParams());
        check(checks.within("query").within("variant"), request.getQuery());
        check(checks, request.getPrefetchList(), 1);
    }

    static void check(Checks checks, QueryPointGroups request) {
        checks.name(request.getCollectionName())
                .notEmpty("group_by", request.getGroupBy())
                .filter("filter", request.getFilter())
                .atLeast("group_size", request.hasGroupSize(), request.getGroupSize(), 1)
                .atLeast("limit", request.hasLimit(), request.getLimit(), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks.within("params"), request.getParams());
        check(checks.within("query").within("variant"), request.getQuery());
        check(checks, request.getPrefetchList(), 1);
    }

    private static void check(Checks checks, List<PrefetchQuery> prefetches, int depth) {
        Nesting.refuse(depth);
        each(checks, "prefetch", prefetches, (at, prefetch) -> {
            at.atLeast("limit", prefetch.hasLimit(), prefetch.getLimit(), 1).filter("filter", prefetch.getFilter());
            check(at.within("params"), prefetch.getParams());
            check(at.within("query").within("variant"), prefetch.getQuery());
            check(at, prefetch.getPrefetchList(), depth + 1);
        });
    }

    private static void check(Checks checks, Query query) {
        checks.atLeast("k", query.getRrf().hasK(), query.getRrf().getK(), 1);
    }

    private static void check(Checks checks, SearchParams params) {
        checks.atLeast("hnsw_ef", params.hasHnswEf(), params.getHnswEf(), 1);
        checks.within("quantization")
                .atLeast(
                        "oversampling",
                        params.getQuantization().hasOversampling(),
                        params.getQuantization().getOversampling(),
                        1.0);
        checks.within("acorn")
                .between(
                        "max_selectivity",
                        params.getAcorn().hasMaxSelectivity(),
                        params.getAcorn().getMaxSelectivity(),
                        0.0,
                        1.0);
    }

    static void check(Checks checks, SearchPoints request) {
        checks.name(request.getCollectionName())
                .filter("filter", request.getFilter())
                .atLeast("limit", true, request.getLimit(), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks.within("params"), request.getParams());
    }

    static void check(Checks checks, SearchPointGroups request) {
        checks.name(request.getCollectionName())
                .notEmpty("group_by", request.getGroupBy())
                .filter("filter", request.getFilter())
                .atLeast("group_size", true, Integer.toUnsignedLong(request.getGroupSize()), 1)
                .atLeast("limit", true, Integer.toUnsignedLong(request.getLimit()), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks.within("params"), request.getParams());
    }

    /** The limit may be 0. */
    static void check(Checks checks, RecommendPoints request) {
        checks.name(request.getCollectionName())
                .filter("filter", request.getFilter())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks.within("params"), request.getParams());
    }

    static void check(Checks checks, RecommendPointGroups request) {
        checks.name(request.getCollectionName())
                .notEmpty("group_by", request.getGroupBy())
                .filter("filter", request.getFilter())
                .atLeast("group_size", true, Integer.toUnsignedLong(request.getGroupSize()), 1)
                .atLeast("limit", true, Integer.toUnsignedLong(request.getLimit()), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks.within("params"), request.getParams());
    }

    static void check(Checks checks, DiscoverPoints request) {
        checks.name(request.getCollectionName())
                .filter("filter", request.getFilter())
                .atLeast("limit", true, request.getLimit(), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks.within("params"), request.getParams());
    }

    /** What this engine does not have. */
    static void refuse(ShardKeySelector selector) {
        if (selector.getShardKeysCount() > 0) {
            throw Refused.shardKeys();
        }
    }
}
