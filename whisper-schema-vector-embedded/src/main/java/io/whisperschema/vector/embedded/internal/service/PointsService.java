package io.whisperschema.vector.embedded.internal.service;

import static io.whisperschema.vector.embedded.internal.service.Answers.answer;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.DeleteVectorNameRequest;
import io.qdrant.client.grpc.Points.DenseVectorCreationConfig;
import io.qdrant.client.grpc.Points.DiscoverBatchPoints;
import io.qdrant.client.grpc.Points.DiscoverBatchResponse;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.DiscoverResponse;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetResponse;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryBatchResponse;
import io.qdrant.client.grpc.Points.QueryGroupsResponse;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.RecommendBatchPoints;
import io.qdrant.client.grpc.Points.RecommendBatchResponse;
import io.qdrant.client.grpc.Points.RecommendGroupsResponse;
import io.qdrant.client.grpc.Points.RecommendPointGroups;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.RecommendResponse;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SearchBatchPoints;
import io.qdrant.client.grpc.Points.SearchBatchResponse;
import io.qdrant.client.grpc.Points.SearchGroupsResponse;
import io.qdrant.client.grpc.Points.SearchMatrixOffsetsResponse;
import io.qdrant.client.grpc.Points.SearchMatrixPairsResponse;
import io.qdrant.client.grpc.Points.SearchMatrixPoints;
import io.qdrant.client.grpc.Points.SearchPointGroups;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SearchResponse;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdateBatchResponse;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;
import io.whisperschema.vector.embedded.internal.engine.Collection;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.query.PayloadSelection;
import io.whisperschema.vector.embedded.internal.query.Scrolling;
import io.whisperschema.vector.embedded.internal.query.Selection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Points. */
public final class PointsService extends PointsGrpc.PointsImplBase {

    private final Engine engine;
    private final Searches searches;
    private final GroupSearches groups;
    private final Overviews overviews;

    /** Over an engine. */
    public PointsService(Engine engine) {
        this.engine = engine;
        this.searches = new Searches(engine);
        this.groups = new GroupSearches(engine);
        this.overviews = new Overviews(engine);
    }

    private void write(
            StreamObserver<PointsOperationResponse> observer,
            String collection,
            boolean wait,
            Consumer<Checks> rules,
            ToLongFunction<Collection> work) {
        answer(observer, clock -> {
            Checks checks = new Checks().name(collection);
            rules.accept(checks);
            checks.done();
            UpdateResult result = Updates.result(wait, () -> work.applyAsLong(engine.collection(collection)));
            return PointsOperationResponse.newBuilder()
                    .setResult(result)
                    .setTime(clock.seconds())
                    .build();
        });
    }

    /** There is nothing to check but the collection's name. */
    private static void noRules(Checks checks) {}

    @Override
    public void upsert(UpsertPoints request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> checks.filter("update_filter", request.getUpdateFilter()),
                collection -> Updates.apply(collection, Updates.upsert(request)));
    }

    @Override
    public void delete(DeletePoints request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                PointsService::noRules,
                collection -> Updates.apply(collection, Updates.delete(request)));
    }

    @Override
    public void updateVectors(UpdatePointVectors request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> checks.filter("update_filter", request.getUpdateFilter()),
                collection -> Updates.apply(collection, Updates.updateVectors(request)));
    }

    @Override
    public void deleteVectors(DeletePointVectors request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> checks.selector("points_selector", request.getPointsSelector()),
                collection -> Updates.apply(collection, Updates.deleteVectors(request)));
    }

    @Override
    public void setPayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> checks.selector("points_selector", request.getPointsSelector()),
                collection -> Updates.apply(collection, Updates.setPayload(request)));
    }

    @Override
    public void overwritePayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> checks.selector("points_selector", request.getPointsSelector()),
                collection -> Updates.apply(collection, Updates.overwritePayload(request)));
    }

    @Override
    public void deletePayload(DeletePayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> checks.selector("points_selector", request.getPointsSelector()),
                collection -> Updates.apply(collection, Updates.deletePayload(request)));
    }

    @Override
    public void clearPayload(ClearPayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> checks.selector("points", request.getPoints()),
                collection -> Updates.apply(collection, Updates.clearPayload(request)));
    }

    @Override
    public void updateBatch(UpdateBatchPoints request, StreamObserver<UpdateBatchResponse> observer) {
        answer(observer, clock -> {
            new Checks()
                    .name(request.getCollectionName())
                    .notEmpty("operations", request.getOperationsList())
                    .done();
            Collection collection = engine.collection(request.getCollectionName());
            request.getOperationsList().forEach(Updates::refuseShardKeys);
            UpdateBatchResponse.Builder answer = UpdateBatchResponse.newBuilder();
            request.getOperationsList()
                    .forEach(operation -> answer.addResult(
                            Updates.result(request.getWait(), () -> Updates.apply(collection, operation))));
            return answer.setTime(clock.seconds()).build();
        });
    }

    @Override
    public void createFieldIndex(CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> checks.notEmpty("field_name", request.getFieldName())
                        .index(
                                "field_index_params",
                                request.getFieldIndexParams().getIntegerIndexParams()),
                collection -> collection.createIndex(request));
    }

    @Override
    public void deleteFieldIndex(DeleteFieldIndexCollection request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> checks.notEmpty("field_name", request.getFieldName()),
                collection -> collection.deleteIndex(request.getFieldName()));
    }

    @Override
    public void createVectorName(CreateVectorNameRequest request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                checks -> {
                    if (request.hasDenseConfig()) {
                        checks.within("vector_config")
                                .size("size", request.getDenseConfig().getSize());
                    }
                },
                collection -> switch (request.getVectorConfigCase()) {
                    case DENSE_CONFIG -> {
                        Checks.vectorName("vector name", request.getVectorName());
                        yield collection.createVector(request.getVectorName(), params(request.getDenseConfig()));
                    }
                    case SPARSE_CONFIG -> throw Vectors.notDense("sparse vectors");
                    case VECTORCONFIG_NOT_SET ->
                        throw Refused.invalid("vector_config is required (dense_config or sparse_config)");
                });
    }

    private static VectorParams params(DenseVectorCreationConfig config) {
        VectorParams.Builder params =
                VectorParams.newBuilder().setSize(config.getSize()).setDistance(config.getDistance());
        if (config.hasMultivectorConfig()) {
            params.setMultivectorConfig(config.getMultivectorConfig());
        }
        if (config.hasDatatype()) {
            params.setDatatype(config.getDatatype());
        }
        return params.build();
    }

    @Override
    public void deleteVectorName(DeleteVectorNameRequest request, StreamObserver<PointsOperationResponse> observer) {
        write(
                observer,
                request.getCollectionName(),
                request.getWait(),
                PointsService::noRules,
                collection -> collection.deleteVector(request.getVectorName()));
    }

    @Override
    public void get(GetPoints request, StreamObserver<GetResponse> observer) {
        answer(observer, clock -> {
            new Checks().name(request.getCollectionName()).done();
            Selection selection = Selection.of(
                    request.hasWithPayload() ? Optional.of(request.getWithPayload()) : Optional.empty(),
                    PayloadSelection.NONE,
                    request.getWithVectors());
            Set<Id> ids = new LinkedHashSet<>();
            request.getIdsList().forEach(id -> ids.add(Id.of(id)));
            SearchChecks.refuse(request.getShardKeySelector());
            return engine.collection(request.getCollectionName()).read(view -> {
                GetResponse.Builder answer = GetResponse.newBuilder();
                ids.forEach(id -> view.slot(id)
                        .ifPresent(slot -> answer.addResult(selection.retrieved(view, slot, Optional.empty()))));
                return answer.setTime(clock.seconds()).build();
            });
        });
    }

    @Override
    public void count(CountPoints request, StreamObserver<CountResponse> observer) {
        answer(observer, clock -> {
            new Checks()
                    .name(request.getCollectionName())
                    .filter("filter", request.getFilter())
                    .done();
            SearchChecks.refuse(request.getShardKeySelector());
            long count = engine.collection(request.getCollectionName()).read(view -> count(view, request));
            return CountResponse.newBuilder()
                    .setResult(CountResult.newBuilder().setCount(count))
                    .setTime(clock.seconds())
                    .build();
        });
    }

    private static long count(View view, CountPoints request) {
        if (!request.hasFilter()) {
            return view.count();
        }
        long[] count = {0};
        view.matching(request.getFilter()).forEach(slot -> count[0]++);
        return count[0];
    }

    @Override
    public void scroll(ScrollPoints request, StreamObserver<ScrollResponse> observer) {
        answer(observer, clock -> {
            new Checks()
                    .name(request.getCollectionName())
                    .filter("filter", request.getFilter())
                    .atLeast("limit", request.hasLimit(), Integer.toUnsignedLong(request.getLimit()), 1)
                    .done();
            SearchChecks.refuse(request.getShardKeySelector());
            return engine.collection(request.getCollectionName())
                    .read(view -> Scrolling.scroll(view, request).toBuilder()
                            .setTime(clock.seconds())
                            .build());
        });
    }

    @Override
    public void search(SearchPoints request, StreamObserver<SearchResponse> observer) {
        answer(
                observer,
                clock -> SearchResponse.newBuilder()
                        .addAllResult(searches.search(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void searchBatch(SearchBatchPoints request, StreamObserver<SearchBatchResponse> observer) {
        answer(
                observer,
                clock -> SearchBatchResponse.newBuilder()
                        .addAllResult(searches.searchBatch(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void recommend(RecommendPoints request, StreamObserver<RecommendResponse> observer) {
        answer(
                observer,
                clock -> RecommendResponse.newBuilder()
                        .addAllResult(searches.recommend(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void recommendBatch(RecommendBatchPoints request, StreamObserver<RecommendBatchResponse> observer) {
        answer(
                observer,
                clock -> RecommendBatchResponse.newBuilder()
                        .addAllResult(searches.recommendBatch(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void discover(DiscoverPoints request, StreamObserver<DiscoverResponse> observer) {
        answer(
                observer,
                clock -> DiscoverResponse.newBuilder()
                        .addAllResult(searches.discover(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void discoverBatch(DiscoverBatchPoints request, StreamObserver<DiscoverBatchResponse> observer) {
        answer(
                observer,
                clock -> DiscoverBatchResponse.newBuilder()
                        .addAllResult(searches.discoverBatch(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void query(QueryPoints request, StreamObserver<QueryResponse> observer) {
        answer(
                observer,
                clock -> QueryResponse.newBuilder()
                        .addAllResult(searches.query(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void queryBatch(QueryBatchPoints request, StreamObserver<QueryBatchResponse> observer) {
        answer(
                observer,
                clock -> QueryBatchResponse.newBuilder()
                        .addAllResult(searches.queryBatch(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void searchGroups(SearchPointGroups request, StreamObserver<SearchGroupsResponse> observer) {
        answer(
                observer,
                clock -> SearchGroupsResponse.newBuilder()
                        .setResult(groups.search(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void recommendGroups(RecommendPointGroups request, StreamObserver<RecommendGroupsResponse> observer) {
        answer(
                observer,
                clock -> RecommendGroupsResponse.newBuilder()
                        .setResult(groups.recommend(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void queryGroups(QueryPointGroups request, StreamObserver<QueryGroupsResponse> observer) {
        answer(
                observer,
                clock -> QueryGroupsResponse.newBuilder()
                        .setResult(groups.query(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void facet(FacetCounts request, StreamObserver<FacetResponse> observer) {
        answer(
                observer,
                clock -> FacetResponse.newBuilder()
                        .addAllHits(overviews.facets(request))
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void searchMatrixPairs(SearchMatrixPoints request, StreamObserver<SearchMatrixPairsResponse> observer) {
        answer(
                observer,
                clock -> SearchMatrixPairsResponse.newBuilder()
                        .setResult(overviews.matrix(request).pairs())
                        .setTime(clock.seconds())
                        .build());
    }

    @Override
    public void searchMatrixOffsets(SearchMatrixPoints request, StreamObserver<SearchMatrixOffsetsResponse> observer) {
        answer(
                observer,
                clock -> SearchMatrixOffsetsResponse.newBuilder()
                        .setResult(overviews.matrix(request).offsets())
                        .setTime(clock.seconds())
                        .build());
    }
}
