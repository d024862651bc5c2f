package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.ContextExamplePair;
import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.ContextInputPair;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.DiscoverInput;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.RecommendStrategy;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorExample;
import io.qdrant.client.grpc.Points.VectorInput;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.ArrayList;
import java.util.List;

/** The calls from before there were queries, as queries. */
final class OlderCalls {

    private OlderCalls() {}

    static QueryPoints query(SearchPoints request) {
        if (request.hasSparseIndices()) {
            throw Vectors.notDense("sparse vectors");
        }
        QueryPoints.Builder query = QueryPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .setQuery(Query.newBuilder().setNearest(input(request.getVectorList())))
                .setFilter(request.getFilter())
                .setLimit(request.getLimit())
                .setOffset(request.getOffset())
                .setUsing(request.getVectorName())
                .setParams(request.getParams())
                .setShardKeySelector(request.getShardKeySelector())
                .setWithVectors(request.getWithVectors());
        if (request.hasWithPayload()) {
            query.setWithPayload(request.getWithPayload());
        }
        if (request.hasScoreThreshold()) {
            query.setScoreThreshold(request.getScoreThreshold());
        }
        if (request.hasTimeout()) {
            query.setTimeout(request.getTimeout());
        }
        return query.build();
    }

    static QueryPoints query(RecommendPoints request) {
        List<VectorInput> positive = inputs(request.getPositiveList(), request.getPositiveVectorsList());
        List<VectorInput> negative = inputs(request.getNegativeList(), request.getNegativeVectorsList());
        refuseWithoutExamples(request.getStrategy(), positive, negative);
        QueryPoints.Builder query = QueryPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .setQuery(Query.newBuilder()
                        .setRecommend(RecommendInput.newBuilder()
                                .addAllPositive(positive)
                                .addAllNegative(negative)
                                .setStrategyValue(request.getStrategyValue())))
                .setFilter(request.getFilter())
                .setLimit(request.getLimit())
                .setOffset(request.getOffset())
                .setUsing(request.getUsing())
                .setParams(request.getParams())
                .setShardKeySelector(request.getShardKeySelector())
                .setWithVectors(request.getWithVectors());
        if (request.hasLookupFrom()) {
            query.setLookupFrom(request.getLookupFrom());
        }
        if (request.hasWithPayload()) {
            query.setWithPayload(request.getWithPayload());
        }
        if (request.hasScoreThreshold()) {
            query.setScoreThreshold(request.getScoreThreshold());
        }
        if (request.hasTimeout()) {
            query.setTimeout(request.getTimeout());
        }
        return query.build();
    }

    private static void refuseWithoutExamples(
            RecommendStrategy strategy, List<VectorInput> positive, List<VectorInput> negative) {
        boolean byScores = strategy == RecommendStrategy.BestScore || strategy == RecommendStrategy.SumScores;
        if (byScores && positive.isEmpty() && negative.isEmpty()) {
            throw Refused.invalid(
                    "Bad request: At least one positive or negative vector ID required with this strategy");
        }
        if (!byScores && positive.isEmpty()) {
            throw Refused.invalid("Bad request: At least one positive vector ID required with this strategy");
        }
    }

    static QueryPoints query(DiscoverPoints request) {
        QueryPoints.Builder query = QueryPoints.newBuilder()
                .setCollectionName(request.getCollectionName())
                .setQuery(discovery(request))
                .setFilter(request.getFilter())
                .setLimit(request.getLimit())
                .setOffset(request.getOffset())
                .setUsing(request.getUsing())
                .setParams(request.getParams())
                .setShardKeySelector(request.getShardKeySelector())
                .setWithVectors(request.getWithVectors());
        if (request.hasLookupFrom()) {
            query.setLookupFrom(request.getLookupFrom());
        }
        if (request.hasWithPayload()) {
            query.setWithPayload(request.getWithPayload());
        }
        if (request.hasTimeout()) {
            query.setTimeout(request.getTimeout());
        }
        return query.build();
    }

    private static Query discovery(DiscoverPoints request) {
        ContextInput.Builder context = ContextInput.newBuilder();
        for (ContextExamplePair pair : request.getContextList()) {
            if (!pair.hasPositive() || !pair.hasNegative()) {
                throw Refused.invalid("Both positive and negative are required in a context pair");
            }
            context.addPairs(ContextInputPair.newBuilder()
                    .setPositive(input(pair.getPositive()))
                    .setNegative(input(pair.getNegative())));
        }
        if (request.hasTarget() && !request.getTarget().hasSingle()) {
            throw Refused.invalid("Target vector is malformed");
        }
        if (request.hasTarget()) {
            return Query.newBuilder()
                    .setDiscover(DiscoverInput.newBuilder()
                            .setTarget(input(request.getTarget().getSingle()))
                            .setContext(context))
                    .build();
        }
        if (request.getContextCount() == 0) {
            throw Refused.invalid("Bad request: target and/or context_pairs must be specified");
        }
        return Query.newBuilder().setContext(context).build();
    }

    private static VectorInput input(VectorExample example) {
        return switch (example.getExampleCase()) {
            case ID -> VectorInput.newBuilder().setId(example.getId()).build();
            case VECTOR -> input(example.getVector());
            case EXAMPLE_NOT_SET ->
                throw Refused.invalid("Vector example, which can be id or bare vector, is malformed");
        };
    }

    private static List<VectorInput> inputs(List<PointId> ids, List<Vector> vectors) {
        List<VectorInput> inputs = new ArrayList<>();
        ids.forEach(id -> inputs.add(VectorInput.newBuilder().setId(id).build()));
        vectors.forEach(vector -> inputs.add(input(vector)));
        return inputs;
    }

    @SuppressWarnings("deprecation") // Older clients still fill them.
    private static VectorInput input(Vector vector) {
        if (vector.hasDense()) {
            return VectorInput.newBuilder().setDense(vector.getDense()).build();
        }
        Vectors.dense(vector);
        return input(vector.getDataList());
    }

    private static VectorInput input(List<Float> numbers) {
        return VectorInput.newBuilder()
                .setDense(DenseVector.newBuilder().addAllData(numbers))
                .build();
    }
}
