package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.ContextInputPair;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.RecommendStrategy;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorExample;
import io.qdrant.client.grpc.Points.VectorInput;
import java.util.List;

/** The calls from before there were queries. */
final class Older {
    private Older() {}

    static List<ScoredPoint> search(Reference reference, SearchPoints request) {
        Checks.refuse(Checks.complaints(request));
        var query = QueryPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .setQuery(Query.newBuilder()
                        .setNearest(VectorInput.newBuilder().setDense(dense(request.getVectorList()))))
                .setUsing(request.getVectorName())
                .setFilter(request.getFilter())
                .setLimit(request.getLimit())
                .setOffset(request.getOffset())
                .setWithPayload(request.hasWithPayload() ? request.getWithPayload() : Selection.all(false))
                .setWithVectors(request.getWithVectors());
        if (request.hasScoreThreshold()) {
            query.setScoreThreshold(request.getScoreThreshold());
        }
        return reference.found(query.build());
    }

    private static DenseVector dense(List<Float> numbers) {
        return DenseVector.newBuilder().addAllData(numbers).build();
    }

    static List<ScoredPoint> recommend(Reference reference, RecommendPoints request) {
        Checks.refuse(Checks.complaints(request));
        if (request.getLimit() == 0) {
            reference.collection(request.getCollectionName());
            return List.of();
        }
        var input = RecommendInput.newBuilder().setStrategy(request.getStrategy());
        request.getPositiveList()
                .forEach(id -> input.addPositive(VectorInput.newBuilder().setId(id)));
        request.getPositiveVectorsList().forEach(vector -> input.addPositive(input(vector)));
        request.getNegativeList()
                .forEach(id -> input.addNegative(VectorInput.newBuilder().setId(id)));
        request.getNegativeVectorsList().forEach(vector -> input.addNegative(input(vector)));
        if (request.getStrategy() == RecommendStrategy.AverageVector && input.getPositiveCount() == 0) {
            throw Refusal.invalid("Bad request: At least one positive vector ID required with this strategy");
        }
        if (input.getPositiveCount() + input.getNegativeCount() == 0) {
            throw Refusal.invalid(
                    "Bad request: At least one positive or negative vector ID required with this strategy");
        }
        var query = QueryPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .setQuery(Query.newBuilder().setRecommend(input))
                .setUsing(request.getUsing())
                .setFilter(request.getFilter())
                .setLimit(request.getLimit())
                .setOffset(request.getOffset())
                .setWithPayload(request.hasWithPayload() ? request.getWithPayload() : Selection.all(false))
                .setWithVectors(request.getWithVectors());
        if (request.hasScoreThreshold()) {
            query.setScoreThreshold(request.getScoreThreshold());
        }
        if (request.hasLookupFrom()) {
            query.setLookupFrom(request.getLookupFrom());
        }
        return reference.found(query.build());
    }

    private static VectorInput input(Vector vector) {
        return VectorInput.newBuilder().setDense(vector.getDense()).build();
    }

    static List<ScoredPoint> discover(Reference reference, DiscoverPoints request) {
        Checks.refuse(Checks.complaints(request));
        var context = ContextInput.newBuilder();
        request.getContextList()
                .forEach(pair -> context.addPairs(ContextInputPair.newBuilder()
                        .setPositive(input(pair.getPositive()))
                        .setNegative(input(pair.getNegative()))));
        var asked = Query.newBuilder();
        if (request.getTarget().hasSingle()) {
            asked.getDiscoverBuilder()
                    .setTarget(input(request.getTarget().getSingle()))
                    .setContext(context);
        } else if (request.getContextCount() == 0) {
            throw Refusal.invalid("Bad request: target and/or context_pairs must be specified");
        } else {
            asked.setContext(context);
        }
        return reference.found(QueryPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .setQuery(asked)
                .setUsing(request.getUsing())
                .setFilter(request.getFilter())
                .setLimit(request.getLimit())
                .setOffset(request.getOffset())
                .setWithPayload(request.hasWithPayload() ? request.getWithPayload() : Selection.all(false))
                .setWithVectors(request.getWithVectors())
                .build());
    }

    private static VectorInput input(VectorExample example) {
        return example.hasId() ? VectorInput.newBuilder().setId(example.getId()).build() : input(example.getVector());
    }
}
