package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.IsEmptyCondition;
import io.qdrant.client.grpc.Points.GroupId;
import io.qdrant.client.grpc.Points.GroupsResult;
import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryGroupsResponse;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendStrategy;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a query finds, by the values of a field. Only for so many and so large groups that all points fit into them. */
final class Groups {
    private Groups() {}

    static QueryGroupsResponse query(Reference reference, QueryPointGroups request) {
        Checks.refuse(Checks.complaints(request));
        Path field = Path.of(request.getGroupBy());
        var query = QueryPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .setQuery(request.getQuery())
                .setUsing(request.getUsing())
                .setFilter(request.getFilter().toBuilder()
                        .addMustNot(Condition.newBuilder()
                                .setIsEmpty(IsEmptyCondition.newBuilder().setKey(field.toString()))))
                .setLimit(request.getLimit() * request.getGroupSize());
        if (request.hasScoreThreshold()) {
            query.setScoreThreshold(request.getScoreThreshold());
        }
        Selection.of(
                request.hasWithPayload() ? request.getWithPayload() : Selection.all(false), request.getWithVectors());
        List<ScoredPoint> found = Search.answer(reference, query.build(), collection -> {
            if (isByDistance(request.getQuery())) {
                collection.configured(request.getUsing());
            }
        });
        Collection collection = reference.collection(request.getCollectionName());
        Map<Object, List<ScoredPoint>> groups = new LinkedHashMap<>();
        for (ScoredPoint point : found) {
            values(collection.point(Key.of(point.getId())), field)
                    .forEach(value -> groups.computeIfAbsent(value, absent -> new ArrayList<>())
                            .add(point));
        }
        if (request.hasWithPayload()) {
            query.setWithPayload(request.getWithPayload());
        }
        query.setWithVectors(request.getWithVectors());
        return QueryGroupsResponse.newBuilder()
                .setResult(result(request, groups, () -> Search.answer(reference, query.build())))
                .build();
    }

    private static boolean isByDistance(Query query) {
        return query.hasNearest()
                || (query.hasRecommend() && query.getRecommend().getStrategy() == RecommendStrategy.AverageVector);
    }

    /** Texts and whole numbers; a point with anything else is in no group. */
    private static Set<Object> values(Point point, Path field) {
        Set<Object> values = Fields.elements(field.values(Selection.only(field, point.payload)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return values.stream().allMatch(value -> value instanceof String || value instanceof Long) ? values : Set.of();
    }

    private static GroupsResult result(
            QueryPointGroups request, Map<Object, List<ScoredPoint>> groups, Supplier<List<ScoredPoint>> shown) {
        var result = GroupsResult.newBuilder();
        if (groups.isEmpty()) {
            return result.build();
        }
        Map<Object, ScoredPoint> byId =
                shown.get().stream().collect(Collectors.toMap(ScoredPoint::getId, Function.identity()));
        groups.entrySet().stream().limit(request.getLimit()).forEach(group -> {
            var each = PointGroup.newBuilder().setId(id(group.getKey()));
            group.getValue().stream()
                    .limit(request.getGroupSize())
                    .forEach(point -> each.addHits(byId.get(point.getId())));
            result.addGroups(each);
        });
        return result.build();
    }

    private static GroupId id(Object value) {
        var id = GroupId.newBuilder();
        if (value instanceof String text) {
            return id.setStringValue(text).build();
        }
        long number = (Long) value;
        return number < 0
                ? id.setIntegerValue(number).build()
                : id.setUnsignedValue(number).build();
    }
}
