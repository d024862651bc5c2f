package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.DiscoverBatchPoints;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendBatchPoints;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchBatchPoints;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.query.Querying;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Queries: their checks, and their answers. */
final class Searches {

    private final Engine engine;
    private final Random random = new Random();

    Searches(Engine engine) {
        this.engine = engine;
    }

    List<ScoredPoint> query(QueryPoints request) {
        Checks checks = new Checks();
        QueryChecks.check(checks, request);
        checks.done();
        return found(request);
    }

    List<BatchResult> queryBatch(QueryBatchPoints request) {
        Checks checks = new Checks()
                .name(request.getCollectionName())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "query_points", request.getQueryPointsList(), QueryChecks::check);
        return results(
                request.getQueryPointsList(),
                query -> found(query.toBuilder()
                        .setCollectionName(request.getCollectionName())
                        .build()));
    }

    List<ScoredPoint> search(SearchPoints request) {
        Checks checks = new Checks();
        QueryChecks.check(checks, request);
        checks.done();
        return found(OlderCalls.query(request));
    }

    List<BatchResult> searchBatch(SearchBatchPoints request) {
        Checks checks = new Checks()
                .name(request.getCollectionName())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "search_points", request.getSearchPointsList(), QueryChecks::check);
        return results(
                request.getSearchPointsList(),
                search -> found(OlderCalls.query(search.toBuilder()
                        .setCollectionName(request.getCollectionName())
                        .build())));
    }

    List<ScoredPoint> recommend(RecommendPoints request) {
        Checks checks = new Checks();
        QueryChecks.check(checks, request);
        checks.done();
        return recommended(request);
    }

    /** Without a limit there is no answer, and no complaint of the examples. */
    private List<ScoredPoint> recommended(RecommendPoints request) {
        QueryPoints query = OlderCalls.query(request);
        if (request.getLimit() == 0) {
            return engine.collection(request.getCollectionName()).read(view -> List.of());
        }
        OlderCalls.refuseWithoutExamples(request);
        return found(query);
    }

    List<BatchResult> recommendBatch(RecommendBatchPoints request) {
        Checks checks = new Checks()
                .name(request.getCollectionName())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "recommend_points", request.getRecommendPointsList(), QueryChecks::check);
        return results(
                request.getRecommendPointsList(),
                recommend -> recommended(recommend.toBuilder()
                        .setCollectionName(request.getCollectionName())
                        .build()));
    }

    List<ScoredPoint> discover(DiscoverPoints request) {
        Checks checks = new Checks();
        QueryChecks.check(checks, request);
        checks.done();
        return found(OlderCalls.query(request));
    }

    List<BatchResult> discoverBatch(DiscoverBatchPoints request) {
        Checks checks = new Checks()
                .name(request.getCollectionName())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "discover_points", request.getDiscoverPointsList(), QueryChecks::check);
        return results(
                request.getDiscoverPointsList(),
                discover -> found(OlderCalls.query(discover.toBuilder()
                        .setCollectionName(request.getCollectionName())
                        .build())));
    }

    private static <T> void check(Checks checks, String field, List<T> requests, BiConsumer<Checks, T> check) {
        for (int i = 0; i < requests.size(); i++) {
            check.accept(checks.within(field + "[" + i + "]"), requests.get(i));
        }
        checks.done();
    }

    private static <T> List<BatchResult> results(List<T> requests, Function<T, List<ScoredPoint>> found) {
        return requests.stream()
                .map(request -> BatchResult.newBuilder()
                        .addAllResult(found.apply(request))
                        .build())
                .toList();
    }

    private List<ScoredPoint> found(QueryPoints request) {
        QueryChecks.refuse(request);
        return Querying.query(engine, request, random);
    }
}
