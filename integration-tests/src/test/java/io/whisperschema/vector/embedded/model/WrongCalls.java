package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.GeoLineString;
import io.qdrant.client.grpc.Common.GeoPoint;
import io.qdrant.client.grpc.Common.GeoPolygon;
import io.qdrant.client.grpc.Common.IsNullCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.NestedCondition;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.DenseVectorCreationConfig;
import io.qdrant.client.grpc.Points.FieldType;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorInput;
import io.qdrant.client.grpc.Points.Vectors;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.whisperschema.property.Chance;
import java.util.List;
import java.util.function.Supplier;

/** Requests with something missing, or something that cannot be. */
final class WrongCalls {
    private static final PointId UNREADABLE =
            PointId.newBuilder().setUuid("memory-1").build();
    private static final PointsSelector ASKS_NOTHING = PointsSelector.newBuilder()
            .setFilter(Filter.newBuilder()
                    .addMust(Condition.newBuilder()
                            .setField(FieldCondition.newBuilder().setKey("a"))))
            .build();
    private static final PointId ONE = PointId.newBuilder().setNum(1).build();
    private static final List<String> NAMES = List.of("", "a/b", "x".repeat(256), "nobody", "a\0b", "a?b");

    private final Chance chance;
    private final RandomIds ids;

    WrongCalls(Chance chance, RandomIds ids) {
        this.chance = chance;
        this.ids = ids;
    }

    Operation call() {
        List<Supplier<Operation>> calls =
                List.of(this::names, this::writes, this::vectors, this::filters, this::queries, this::definitions);
        return chance.any(calls).get();
    }

    private Operation names() {
        String name = chance.any(NAMES);
        return chance.any(List.<Supplier<Operation>>of(
                        () -> Rpc.CREATE.of(CreateCollection.newBuilder()
                                .setCollectionName(name.equals("nobody") ? "" : name)
                                .build()),
                        () -> Rpc.CREATE.of(CreateCollection.newBuilder()
                                .setCollectionName("other")
                                .setVectorsConfig(VectorsConfig.newBuilder()
                                        .setParamsMap(VectorParamsMap.newBuilder()
                                                .putMap(
                                                        chance.toss() ? "a*" : "é".repeat(101),
                                                        VectorParams.newBuilder()
                                                                .setSize(2)
                                                                .setDistance(Distance.Dot)
                                                                .build())))
                                .build()),
                        () -> Rpc.ALIASES_OF.of(ListCollectionAliasesRequest.newBuilder()
                                .setCollectionName(name)
                                .build()),
                        () -> Rpc.QUERY_BATCH.of(QueryBatchPoints.newBuilder()
                                .setCollectionName(name)
                                .addQueryPoints(QueryPoints.newBuilder().setCollectionName("memories"))
                                .addQueryPoints(QueryPoints.newBuilder().setLimit(0))
                                .build()),
                        () -> Rpc.INFO.of(GetCollectionInfoRequest.newBuilder()
                                .setCollectionName(name)
                                .build()),
                        () -> Rpc.DROP.of(DeleteCollection.newBuilder()
                                .setCollectionName(name)
                                .build()),
                        () -> Rpc.COUNT.of(
                                CountPoints.newBuilder().setCollectionName(name).build()),
                        () -> Rpc.SCROLL.of(ScrollPoints.newBuilder()
                                .setCollectionName(name)
                                .setLimit(0)
                                .build()),
                        () -> Rpc.QUERY.of(QueryPoints.newBuilder()
                                .setCollectionName(name)
                                .setLimit(0)
                                .build()),
                        () -> upsert(name, point(ONE, numbers(1, 2, 3)))))
                .get();
    }

    private static Vectors numbers(float... numbers) {
        var vector = Vector.newBuilder();
        for (float number : numbers) {
            vector.getDenseBuilder().addData(number);
        }
        return Vectors.newBuilder().setVector(vector).build();
    }

    private static PointStruct point(PointId id, Vectors vectors) {
        return PointStruct.newBuilder().setId(id).setVectors(vectors).build();
    }

    private static Operation upsert(String name, PointStruct... points) {
        return Rpc.UPSERT.of(UpsertPoints.newBuilder()
                .setCollectionName(name)
                .setWait(true)
                .addAllPoints(List.of(points))
                .build());
    }

    private Operation writes() {
        String name = ids.collection();
        PointStruct good = point(ONE, numbers(1, 2, 3));
        return chance.any(List.<Supplier<Operation>>of(
                        () -> upsert(name),
                        () -> upsert(name, good, point(UNREADABLE, numbers(1, 2, 3))),
                        () -> upsert(name, good, point(PointId.getDefaultInstance(), numbers(1, 2, 3))),
                        () -> upsert(name, good, good.toBuilder().clearId().build()),
                        () -> upsert(name, good, good.toBuilder().clearVectors().build()),
                        () -> upsert(name, good, point(ONE, Vectors.getDefaultInstance())),
                        () -> upsert(
                                name,
                                good,
                                good.toBuilder()
                                        .putPayload(
                                                "a",
                                                Value.newBuilder()
                                                        .setDoubleValue(Double.NaN)
                                                        .build())
                                        .build()),
                        () -> Rpc.DELETE.of(DeletePoints.newBuilder()
                                .setCollectionName(name)
                                .build()),
                        () -> Rpc.DELETE.of(DeletePoints.newBuilder()
                                .setCollectionName(name)
                                .setPoints(PointsSelector.getDefaultInstance())
                                .build()),
                        () -> Rpc.DELETE.of(DeletePoints.newBuilder()
                                .setCollectionName(name)
                                .setPoints(PointsSelector.newBuilder().setPoints(PointsIdsList.getDefaultInstance()))
                                .build()),
                        () -> Rpc.SET_PAYLOAD.of(SetPayloadPoints.newBuilder()
                                .setCollectionName(name)
                                .build()),
                        () -> Rpc.SET_PAYLOAD.of(SetPayloadPoints.newBuilder()
                                .setCollectionName(name)
                                .setKey("a[b")
                                .setPointsSelector(ids.selector(Filter.getDefaultInstance()))
                                .build()),
                        () -> Rpc.SET_PAYLOAD.of(SetPayloadPoints.newBuilder()
                                .setCollectionName(name)
                                .setPointsSelector(ASKS_NOTHING)
                                .build()),
                        () -> Rpc.CLEAR_PAYLOAD.of(ClearPayloadPoints.newBuilder()
                                .setCollectionName("")
                                .setPoints(ASKS_NOTHING)
                                .build()),
                        () -> Rpc.UPDATE_BATCH.of(UpdateBatchPoints.newBuilder()
                                .setCollectionName(name)
                                .setWait(true)
                                .addOperations(PointsUpdateOperation.newBuilder()
                                        .setClearPayload(PointsUpdateOperation.ClearPayload.newBuilder()
                                                .setPoints(ASKS_NOTHING)))
                                .build()),
                        () -> Rpc.DELETE_PAYLOAD.of(DeletePayloadPoints.newBuilder()
                                .setCollectionName(name)
                                .addKeys("a")
                                .addKeys("")
                                .setPointsSelector(ids.selector(Filter.getDefaultInstance()))
                                .build()),
                        () -> Rpc.CLEAR_PAYLOAD.of(ClearPayloadPoints.newBuilder()
                                .setCollectionName(name)
                                .build()),
                        () -> Rpc.UPDATE_BATCH.of(UpdateBatchPoints.newBuilder()
                                .setCollectionName(name)
                                .build()),
                        () -> Rpc.UPDATE_BATCH.of(UpdateBatchPoints.newBuilder()
                                .setCollectionName(name)
                                .setWait(true)
                                .addOperations(PointsUpdateOperation.getDefaultInstance())
                                .build())))
                .get();
    }

    private Operation vectors() {
        String name = ids.collection();
        var update = UpdatePointVectors.newBuilder().setCollectionName(name).setWait(true);
        return chance.any(List.<Supplier<Operation>>of(
                        () -> upsert(name, point(ONE, numbers(1, 2, 3)), point(ONE, numbers(1, 2))),
                        () -> upsert(name, point(ONE, numbers(new float[65_537]))),
                        () -> upsert(name, point(ONE, numbers())),
                        () -> Rpc.UPDATE_VECTORS.of(update.build()),
                        () -> Rpc.UPDATE_VECTORS.of(
                                update.addPoints(PointVectors.newBuilder().setVectors(numbers(1, 2, 3)))
                                        .build()),
                        () -> Rpc.UPDATE_VECTORS.of(
                                update.addPoints(PointVectors.newBuilder().setId(ids.any()))
                                        .build()),
                        () -> Rpc.DELETE_VECTORS.of(DeletePointVectors.newBuilder()
                                .setCollectionName(name)
                                .build()),
                        () -> Rpc.DELETE_VECTORS.of(DeletePointVectors.newBuilder()
                                .setCollectionName(name)
                                .setPointsSelector(ids.selector(Filter.getDefaultInstance()))
                                .build())))
                .get();
    }

    private Operation filters() {
        return Rpc.COUNT.of(CountPoints.newBuilder()
                .setCollectionName(ids.collection())
                .setFilter(Filter.newBuilder()
                        .addMust(chance.any(List.of(
                                Condition.getDefaultInstance(),
                                field(FieldCondition.newBuilder().setKey("a")),
                                field(FieldCondition.newBuilder().setKey("a").setMatch(Match.getDefaultInstance())),
                                field(FieldCondition.newBuilder().setKey("a..b").setIsEmpty(true)),
                                field(FieldCondition.newBuilder()
                                        .setKey("a")
                                        .setGeoPolygon(GeoPolygon.newBuilder()
                                                .setExterior(line(91, 0))
                                                .addInteriors(line(0, 0, 0, 0))
                                                .addInteriors(line(0, 1, 2, -90.5))
                                                .addInteriors(line(1)))),
                                Condition.newBuilder()
                                        .setIsNull(IsNullCondition.newBuilder().setKey("\"a"))
                                        .build(),
                                Condition.newBuilder()
                                        .setNested(NestedCondition.newBuilder().setKey("l"))
                                        .build(),
                                Condition.newBuilder()
                                        .setNested(NestedCondition.newBuilder()
                                                .setKey("l[")
                                                .setFilter(Filter.getDefaultInstance()))
                                        .build()))))
                .build());
    }

    private static GeoLineString line(double... latitudes) {
        var line = GeoLineString.newBuilder();
        for (double latitude : latitudes) {
            line.addPoints(GeoPoint.newBuilder().setLat(latitude));
        }
        return line.build();
    }

    private static Condition field(FieldCondition.Builder field) {
        return Condition.newBuilder().setField(field).build();
    }

    private Operation queries() {
        String name = ids.collection();
        var query = QueryPoints.newBuilder().setCollectionName(name);
        return chance.any(List.<Supplier<Operation>>of(
                        () -> Rpc.QUERY.of(
                                query.setQuery(Query.getDefaultInstance()).build()),
                        () -> Rpc.QUERY.of(
                                query.setQuery(Query.newBuilder().setNearest(VectorInput.getDefaultInstance()))
                                        .build()),
                        () -> Rpc.QUERY.of(query.setQuery(Query.newBuilder()
                                        .setNearest(VectorInput.newBuilder().setId(UNREADABLE)))
                                .build()),
                        () -> Rpc.QUERY.of(query.setUsing("image")
                                .setQuery(Query.newBuilder().setFusion(Fusion.RRF))
                                .build()),
                        () -> Rpc.QUERY.of(query.addPrefetch(PrefetchQuery.newBuilder()
                                        .setLimit(0)
                                        .setQuery(Query.newBuilder()
                                                .setRrf(io.qdrant.client.grpc.Points.Rrf.newBuilder()
                                                        .setK(0))))
                                .build()),
                        () -> Rpc.QUERY.of(query.addPrefetch(PrefetchQuery.getDefaultInstance())
                                .build()),
                        () -> Rpc.QUERY.of(query.setScoreThreshold(1).build()),
                        () -> Rpc.QUERY.of(query.setWithPayload(WithPayloadSelector.getDefaultInstance())
                                .build()),
                        () -> Rpc.QUERY.of(query.setQuery(Query.newBuilder()
                                        .setDiscover(io.qdrant.client.grpc.Points.DiscoverInput.newBuilder()
                                                .setTarget(
                                                        VectorInput.newBuilder().setId(ONE))))
                                .build()),
                        () -> Rpc.GET.of(GetPoints.newBuilder()
                                .setCollectionName(name)
                                .addIds(ONE)
                                .addIds(UNREADABLE)
                                .build()),
                        () -> Rpc.SCROLL.of(ScrollPoints.newBuilder()
                                .setCollectionName(name)
                                .setOffset(UNREADABLE)
                                .build())))
                .get();
    }

    private Operation definitions() {
        String name = ids.collection();
        var index =
                CreateFieldIndexCollection.newBuilder().setCollectionName(name).setWait(true);
        var vector =
                CreateVectorNameRequest.newBuilder().setCollectionName(name).setWait(true);
        return chance.any(List.<Supplier<Operation>>of(
                        () -> Rpc.CREATE_INDEX.of(
                                index.setFieldType(FieldType.FieldTypeKeyword).build()),
                        () -> Rpc.CREATE_INDEX.of(index.setFieldName("a").build()),
                        () -> Rpc.CREATE_INDEX.of(index.setFieldName("a b")
                                .setFieldType(FieldType.FieldTypeKeyword)
                                .build()),
                        () -> Rpc.CREATE_VECTOR.of(vector.setVectorName("x").build()),
                        () -> Rpc.CREATE_VECTOR.of(vector.setVectorName("x")
                                .setDenseConfig(
                                        DenseVectorCreationConfig.newBuilder().setSize(65_537))
                                .build()),
                        () -> Rpc.CREATE_VECTOR.of(vector.setVectorName("x")
                                .setDenseConfig(
                                        DenseVectorCreationConfig.newBuilder().setSize(4))
                                .build()),
                        () -> Rpc.CREATE_VECTOR.of(vector.setVectorName(chance.toss() ? "a/b" : "x".repeat(201))
                                .setDenseConfig(
                                        DenseVectorCreationConfig.newBuilder().setSize(4))
                                .build())))
                .get();
    }
}
