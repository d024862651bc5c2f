package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryBatchResponse;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.query.Querying;
import io.whisperschema.vector.embedded.internal.service.Answers.Clock;
import java.util.List;
import java.util.Random;

/** Queries: their checks, and their answers. */
final class Searches {

    private final Engine engine;
    private final Random random = new Random();

    Searches(Engine engine) {
        this.engine = engine;
    }

    QueryResponse query(QueryPoints request, Clock clock) {
        List<ScoredPoint> found = found(request);
        return QueryResponse.newBuilder()
                .addAllResult(found)
                .setTime(clock.seconds())
                .build();
    }

    QueryBatchResponse queryBatch(QueryBatchPoints request, Clock clock) {
        new Checks().name(request.getCollectionName()).done();
        QueryBatchResponse.Builder answer = QueryBatchResponse.newBuilder();
        for (QueryPoints query : request.getQueryPointsList()) {
            QueryPoints named = query.toBuilder()
                    .setCollectionName(request.getCollectionName())
                    .build();
            answer.addResult(BatchResult.newBuilder().addAllResult(found(named)));
        }
        return answer.setTime(clock.seconds()).build();
    }

    List<ScoredPoint> search(SearchPoints request) {
        new Checks()
                .name(request.getCollectionName())
                .atLeast("limit", true, request.getLimit(), 1)
                .done();
        return found(OlderCalls.query(request));
    }

    /** Without a limit there is no answer, and no complaint. */
    List<ScoredPoint> recommend(RecommendPoints request) {
        QueryPoints query = OlderCalls.query(request);
        return request.getLimit() == 0 ? List.of() : found(query);
    }

    List<ScoredPoint> discover(DiscoverPoints request) {
        new Checks()
                .name(request.getCollectionName())
                .atLeast("limit", true, request.getLimit(), 1)
                .done();
        return found(OlderCalls.query(request));
    }

    List<ScoredPoint> found(QueryPoints request) {
        check(request);
        return Querying.query(engine, request, random);
    }

    private static void check(QueryPoints request) {
        Checks checks = new Checks().name(request.getCollectionName());
        checks.atLeast("limit", request.hasLimit(), request.getLimit(), 1);
        checks.atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "params", request.getParams());
        check(checks, "query.variant", request.getQuery());
        check(checks, "prefetch", request.getPrefetchList(), 1);
        checks.done();
        Checks.filter("filter", request.getFilter());
        if (request.getShardKeySelector().getShardKeysCount() > 0) {
            throw Refused.unimplemented("EmbeddedQdrant has no sharding by keys");
        }
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
            Checks.filter(path + ".filter", prefetch.getFilter());
        }
    }

    private static void check(Checks checks, String field, Query query) {
        checks.atLeast(field + ".k", query.getRrf().hasK(), query.getRrf().getK(), 1);
    }

    private static void check(Checks checks, String field, SearchParams params) {
        checks.atLeast(field + ".hnsw_ef", params.hasHnswEf(), params.getHnswEf(), 1);
    }
}
