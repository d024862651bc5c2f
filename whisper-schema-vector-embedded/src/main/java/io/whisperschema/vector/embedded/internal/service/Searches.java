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
import java.util.function.BiFunction;
import java.util.function.Function;

/** Queries: their checks, and their answers. */
final class Searches {

    private final Engine engine;
    private final Random random = new Random();

    Searches(Engine engine) {
        this.engine = engine;
    }

    List<ScoredPoint> query(QueryPoints request) {
        return checked(request, SearchChecks::check, this::found);
    }

    private static <T> List<ScoredPoint> checked(
            T request, BiConsumer<Checks, T> check, Function<T, List<ScoredPoint>> search) {
        Checks checks = new Checks();
        check.accept(checks, request);
        checks.done();
        return search.apply(request);
    }

    List<BatchResult> queryBatch(QueryBatchPoints request) {
        List<QueryPoints> requests = request.getQueryPointsList();
        Checks checks = checks(request.getCollectionName(), request.hasTimeout(), request.getTimeout());
        SearchChecks.each(checks, "query_points", requests, SearchChecks::check).done();
        return batch(request.getCollectionName(), requests, this::found);
    }

    private static Checks checks(String collection, boolean hasTimeout, long timeout) {
        return new Checks().name(collection).atLeast("timeout", hasTimeout, timeout, 1);
    }

    /** The name of the batch's collection is the one that counts. */
    private <T> List<BatchResult> batch(
            String collection, List<T> requests, BiFunction<String, T, List<ScoredPoint>> search) {
        engine.collection(collection);
        return requests.stream()
                .map(request -> BatchResult.newBuilder()
                        .addAllResult(search.apply(collection, request))
                        .build())
                .toList();
    }

    List<ScoredPoint> search(SearchPoints request) {
        return checked(request, SearchChecks::check, each -> found(OlderCalls.query(each)));
    }

    List<BatchResult> searchBatch(SearchBatchPoints request) {
        List<SearchPoints> requests = request.getSearchPointsList();
        Checks checks = checks(request.getCollectionName(), request.hasTimeout(), request.getTimeout());
        SearchChecks.each(checks, "search_points", requests, SearchChecks::check)
                .done();
        return batch(
                request.getCollectionName(),
                requests,
                (collection, search) -> found(collection, OlderCalls.query(search)));
    }

    List<ScoredPoint> recommend(RecommendPoints request) {
        return checked(request, SearchChecks::check, each -> recommended(request.getCollectionName(), each));
    }

    List<BatchResult> recommendBatch(RecommendBatchPoints request) {
        List<RecommendPoints> requests = request.getRecommendPointsList();
        Checks checks = checks(request.getCollectionName(), request.hasTimeout(), request.getTimeout());
        SearchChecks.each(checks, "recommend_points", requests, SearchChecks::check)
                .done();
        return batch(request.getCollectionName(), requests, this::recommended);
    }

    /** Without a limit there is no answer, and no complaint of the examples. */
    private List<ScoredPoint> recommended(String collection, RecommendPoints request) {
        QueryPoints query = OlderCalls.query(request);
        if (request.getLimit() == 0) {
            return engine.collection(collection).read(view -> List.of());
        }
        OlderCalls.refuseWithoutExamples(request);
        return found(collection, query);
    }

    List<ScoredPoint> discover(DiscoverPoints request) {
        return checked(request, SearchChecks::check, each -> found(OlderCalls.query(each)));
    }

    List<BatchResult> discoverBatch(DiscoverBatchPoints request) {
        List<DiscoverPoints> requests = request.getDiscoverPointsList();
        Checks checks = checks(request.getCollectionName(), request.hasTimeout(), request.getTimeout());
        SearchChecks.each(checks, "discover_points", requests, SearchChecks::check)
                .done();
        return batch(
                request.getCollectionName(),
                requests,
                (collection, discover) -> found(collection, OlderCalls.query(discover)));
    }

    private List<ScoredPoint> found(String collection, QueryPoints request) {
        return found(request.toBuilder().setCollectionName(collection).build());
    }

    private List<ScoredPoint> found(QueryPoints request) {
        SearchChecks.refuse(request.getShardKeySelector());
        return Querying.query(engine, request, random);
    }
}
