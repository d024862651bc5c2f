package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.DiscoverBatchPoints;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryBatchResponse;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.RecommendBatchPoints;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchBatchPoints;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.query.Querying;
import io.whisperschema.vector.embedded.internal.service.Answers.Clock;
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

    QueryResponse query(QueryPoints request, Clock clock) {
        List<ScoredPoint> found = checked(request, SearchChecks::check, this::found);
        return QueryResponse.newBuilder()
                .addAllResult(found)
                .setTime(clock.seconds())
                .build();
    }

    private static <T> List<ScoredPoint> checked(
            T request, BiConsumer<Checks, T> check, Function<T, List<ScoredPoint>> search) {
        Checks checks = new Checks();
        check.accept(checks, request);
        checks.done();
        return search.apply(request);
    }

    QueryBatchResponse queryBatch(QueryBatchPoints request, Clock clock) {
        Checks checks = new Checks()
                .name(request.getCollectionName())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        SearchChecks.each(checks, "query_points", request.getQueryPointsList(), SearchChecks::check)
                .done();
        List<BatchResult> results = batch(request.getCollectionName(), request.getQueryPointsList(), this::found);
        return QueryBatchResponse.newBuilder()
                .addAllResult(results)
                .setTime(clock.seconds())
                .build();
    }

    /** The name of the batch's collection is the one that counts. */
    private List<BatchResult> batch(
            String collection, List<QueryPoints> queries, Function<QueryPoints, List<ScoredPoint>> search) {
        engine.collection(collection);
        return queries.stream()
                .map(query -> query.toBuilder().setCollectionName(collection).build())
                .map(query -> BatchResult.newBuilder()
                        .addAllResult(search.apply(query))
                        .build())
                .toList();
    }

    List<ScoredPoint> search(SearchPoints request) {
        return checked(request, SearchChecks::check, each -> found(OlderCalls.query(each)));
    }

    List<BatchResult> searchBatch(SearchBatchPoints request) {
        Checks checks = new Checks()
                .name(request.getCollectionName())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        List<SearchPoints> requests = request.getSearchPointsList();
        SearchChecks.each(checks, "search_points", requests, SearchChecks::check)
                .done();
        return batch(
                request.getCollectionName(),
                requests.stream().map(OlderCalls::query).toList(),
                this::found);
    }

    List<ScoredPoint> recommend(RecommendPoints request) {
        return checked(request, SearchChecks::check, each -> recommended(OlderCalls.query(each)));
    }

    List<BatchResult> recommendBatch(RecommendBatchPoints request) {
        Checks checks = new Checks()
                .name(request.getCollectionName())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        List<RecommendPoints> requests = request.getRecommendPointsList();
        SearchChecks.each(checks, "recommend_points", requests, SearchChecks::check)
                .done();
        return batch(
                request.getCollectionName(),
                requests.stream().map(OlderCalls::query).toList(),
                this::recommended);
    }

    /** Without a limit there is no answer, and no complaint. */
    private List<ScoredPoint> recommended(QueryPoints query) {
        engine.collection(query.getCollectionName());
        return query.getLimit() == 0 ? List.of() : found(query);
    }

    List<ScoredPoint> discover(DiscoverPoints request) {
        return checked(request, SearchChecks::check, each -> found(OlderCalls.query(each)));
    }

    List<BatchResult> discoverBatch(DiscoverBatchPoints request) {
        Checks checks = new Checks()
                .name(request.getCollectionName())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        List<DiscoverPoints> requests = request.getDiscoverPointsList();
        SearchChecks.each(checks, "discover_points", requests, SearchChecks::check)
                .done();
        return batch(
                request.getCollectionName(),
                requests.stream().map(OlderCalls::query).toList(),
                this::found);
    }

    private List<ScoredPoint> found(QueryPoints request) {
        if (request.getShardKeySelector().getShardKeysCount() > 0) {
            throw Refused.unimplemented("EmbeddedQdrant has no sharding by keys");
        }
        return Querying.query(engine, request, random);
    }
}
