package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Points.GroupsResult;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendPointGroups;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.SearchPointGroups;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.WithLookup;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath;
import io.whisperschema.vector.embedded.internal.query.GroupRequest;
import io.whisperschema.vector.embedded.internal.query.Groups;
import io.whisperschema.vector.embedded.internal.query.Limits;
import java.util.Optional;
import java.util.Random;

/** Queries in groups: their checks, and their answers. */
final class GroupSearches {

    private static final int DEFAULT_LIMIT = 10;
    private static final int DEFAULT_SIZE = 3;

    private final Engine engine;
    private final Random random = new Random();

    GroupSearches(Engine engine) {
        this.engine = engine;
    }

    GroupsResult query(QueryPointGroups request) {
        Checks checks = new Checks();
        SearchChecks.check(checks, request);
        checks.done();
        return groups(new GroupRequest(
                points(request),
                PayloadPath.of(request.getGroupBy()),
                request.hasLimit() ? Limits.toInt(request.getLimit()) : DEFAULT_LIMIT,
                request.hasGroupSize() ? Limits.toInt(request.getGroupSize()) : DEFAULT_SIZE,
                lookup(request.hasWithLookup(), request.getWithLookup())));
    }

    GroupsResult search(SearchPointGroups request) {
        Checks checks = new Checks();
        SearchChecks.check(checks, request);
        checks.done();
        return groups(new GroupRequest(
                OlderCalls.query(points(request)),
                PayloadPath.of(request.getGroupBy()),
                Limits.toInt(request.getLimit()),
                Limits.toInt(request.getGroupSize()),
                lookup(request.hasWithLookup(), request.getWithLookup())));
    }

    GroupsResult recommend(RecommendPointGroups request) {
        Checks checks = new Checks();
        SearchChecks.check(checks, request);
        checks.done();
        return groups(new GroupRequest(
                OlderCalls.query(points(request)),
                PayloadPath.of(request.getGroupBy()),
                Limits.toInt(request.getLimit()),
                Limits.toInt(request.getGroupSize()),
                lookup(request.hasWithLookup(), request.getWithLookup())));
    }

    private static Optional<WithLookup> lookup(boolean asked, WithLookup lookup) {
        return asked ? Optional.of(lookup) : Optional.empty();
    }

    private GroupsResult groups(GroupRequest request) {
        SearchChecks.refuse(request.points().getShardKeySelector());
        return Groups.of(engine, request, random);
    }

    private static QueryPoints points(QueryPointGroups request) {
        QueryPoints.Builder points = QueryPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .addAllPrefetch(request.getPrefetchList())
                .setUsing(request.getUsing())
                .setFilter(request.getFilter())
                .setWithVectors(request.getWithVectors())
                .setShardKeySelector(request.getShardKeySelector());
        if (request.hasQuery()) {
            points.setQuery(request.getQuery());
        }
        if (request.hasScoreThreshold()) {
            points.setScoreThreshold(request.getScoreThreshold());
        }
        if (request.hasWithPayload()) {
            points.setWithPayload(request.getWithPayload());
        }
        if (request.hasLookupFrom()) {
            points.setLookupFrom(request.getLookupFrom());
        }
        return points.build();
    }

    private static SearchPoints points(SearchPointGroups request) {
        SearchPoints.Builder points = SearchPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .addAllVector(request.getVectorList())
                .setVectorName(request.getVectorName())
                .setFilter(request.getFilter())
                .setWithVectors(request.getWithVectors())
                .setShardKeySelector(request.getShardKeySelector());
        if (request.hasSparseIndices()) {
            points.setSparseIndices(request.getSparseIndices());
        }
        if (request.hasScoreThreshold()) {
            points.setScoreThreshold(request.getScoreThreshold());
        }
        if (request.hasWithPayload()) {
            points.setWithPayload(request.getWithPayload());
        }
        return points.build();
    }

    private static RecommendPoints points(RecommendPointGroups request) {
        RecommendPoints.Builder points = RecommendPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .addAllPositive(request.getPositiveList())
                .addAllNegative(request.getNegativeList())
                .addAllPositiveVectors(request.getPositiveVectorsList())
                .addAllNegativeVectors(request.getNegativeVectorsList())
                .setStrategyValue(request.getStrategyValue())
                .setUsing(request.getUsing())
                .setFilter(request.getFilter())
                .setWithVectors(request.getWithVectors())
                .setShardKeySelector(request.getShardKeySelector());
        if (request.hasLookupFrom()) {
            points.setLookupFrom(request.getLookupFrom());
        }
        if (request.hasScoreThreshold()) {
            points.setScoreThreshold(request.getScoreThreshold());
        }
        if (request.hasWithPayload()) {
            points.setWithPayload(request.getWithPayload());
        }
        return points.build();
    }
}
