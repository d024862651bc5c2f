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

/** The server's checks of the fields of queries. */
final class QueryChecks {

    private QueryChecks() {}

    static void check(Checks checks, QueryPoints request) {
        checks.name(request.getCollectionName())
                .atLeast("limit", request.hasLimit(), request.getLimit(), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "params", request.getParams());
        check(checks, "query.variant", request.getQuery());
        check(checks, "prefetch", request.getPrefetchList(), 1);
    }

    static void check(Checks checks, QueryPointGroups request) {
        checks.name(request.getCollectionName())
                .notEmpty("group_by", request.getGroupBy())
                .atLeast("group_size", request.hasGroupSize(), request.getGroupSize(), 1)
                .atLeast("limit", request.hasLimit(), request.getLimit(), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "params", request.getParams());
        check(checks, "query.variant", request.getQuery());
        check(checks, "prefetch", request.getPrefetchList(), 1);
    }

    static void check(Checks checks, SearchPoints request) {
        checks.name(request.getCollectionName())
                .atLeast("limit", true, request.getLimit(), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "params", request.getParams());
    }

    static void check(Checks checks, SearchPointGroups request) {
        checks.name(request.getCollectionName())
                .notEmpty("group_by", request.getGroupBy())
                .atLeast("group_size", true, Integer.toUnsignedLong(request.getGroupSize()), 1)
                .atLeast("limit", true, Integer.toUnsignedLong(request.getLimit()), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "params", request.getParams());
    }

    /** The limit may be 0. */
    static void check(Checks checks, RecommendPoints request) {
        checks.name(request.getCollectionName()).atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "params", request.getParams());
    }

    static void check(Checks checks, RecommendPointGroups request) {
        checks.name(request.getCollectionName())
                .notEmpty("group_by", request.getGroupBy())
                .atLeast("group_size", true, Integer.toUnsignedLong(request.getGroupSize()), 1)
                .atLeast("limit", true, Integer.toUnsignedLong(request.getLimit()), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "params", request.getParams());
    }

    static void check(Checks checks, DiscoverPoints request) {
        checks.name(request.getCollectionName())
                .atLeast("limit", true, request.getLimit(), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "params", request.getParams());
    }

    private static void check(Checks checks, String field, List<PrefetchQuery> prefetches, int depth) {
        Nesting.refuse(depth);
        for (int i = 0; i < prefetches.size(); i++) {
            PrefetchQuery prefetch = prefetches.get(i);
            String path = field + "[" + i + "]";
            checks.atLeast(path + ".limit", prefetch.hasLimit(), prefetch.getLimit(), 1);
            check(checks, path + ".params", prefetch.getParams());
            check(checks, path + ".query.variant", prefetch.getQuery());
            check(checks, path + ".prefetch", prefetch.getPrefetchList(), depth + 1);
        }
    }

    private static void check(Checks checks, String field, Query query) {
        checks.atLeast(field + ".k", query.getRrf().hasK(), query.getRrf().getK(), 1);
    }

    private static void check(Checks checks, String field, SearchParams params) {
        checks.atLeast(field + ".hnsw_ef", params.hasHnswEf(), params.getHnswEf(), 1);
    }

    /** Refuses what could not arrive at a server, and what this engine does not have. */
    static void refuse(QueryPoints request) {
        Checks.filter("filter", request.getFilter());
        refuse("prefetch", request.getPrefetchList());
        refuse(request.getShardKeySelector());
    }

    static void refuse(ShardKeySelector selector) {
        if (selector.getShardKeysCount() > 0) {
            throw Refused.unimplemented("EmbeddedQdrant has no sharding by keys");
        }
    }

    private static void refuse(String field, List<PrefetchQuery> prefetches) {
        for (int i = 0; i < prefetches.size(); i++) {
            String path = field + "[" + i + "]";
            Checks.filter(path + ".filter", prefetches.get(i).getFilter());
            refuse(path + ".prefetch", prefetches.get(i).getPrefetchList());
        }
    }
}
