package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.ClearPayload;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.DeletePayload;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.DeleteVectors;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.OverwritePayload;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.PointStructList;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.SetPayload;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.UpdateVectors;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.VectorsSelector;
import io.whisperschema.property.Chance;
import java.util.List;

/** Calls that change points. */
final class RandomWrites {
    private static final List<UpdateMode> MODES =
            List.of(UpdateMode.Upsert, UpdateMode.Upsert, UpdateMode.InsertOnly, UpdateMode.UpdateOnly);

    private final Chance chance;
    private final RandomIds ids;
    private final RandomVectors vectors;
    private final RandomPayloads payloads;
    private final RandomFilters filters;

    RandomWrites(Chance chance, RandomIds ids, RandomVectors vectors, RandomPayloads payloads, RandomFilters filters) {
        this.chance = chance;
        this.ids = ids;
        this.vectors = vectors;
        this.payloads = payloads;
        this.filters = filters;
    }

    /** Many points, so that there is something to look at. */
    Operation points(String collection) {
        return Rpc.UPSERT.of(UpsertPoints.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .addAllPoints(chance.some(16, 30, () -> point(vectors.of(collection))))
                .build());
    }

    Operation change() {
        String name = ids.name();
        boolean wait = !chance.oneIn(4);
        if (chance.oneIn(8)) {
            return Rpc.UPDATE_BATCH.of(UpdateBatchPoints.newBuilder()
                    .setCollectionName(name)
                    .setWait(wait)
                    .addAllOperations(chance.some(1, 4, () -> operation(name)))
                    .build());
        }
        return call(name, wait, operation(name));
    }

    /** An operation as a call of its own. */
    private static Operation call(String name, boolean wait, PointsUpdateOperation operation) {
        return switch (operation.getOperationCase()) {
            case UPSERT -> {
                var upsert = UpsertPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(wait)
                        .addAllPoints(operation.getUpsert().getPointsList())
                        .setUpdateMode(operation.getUpsert().getUpdateMode());
                if (operation.getUpsert().hasUpdateFilter()) {
                    upsert.setUpdateFilter(operation.getUpsert().getUpdateFilter());
                }
                yield Rpc.UPSERT.of(upsert.build());
            }
            case DELETE_POINTS ->
                Rpc.DELETE.of(DeletePoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(wait)
                        .setPoints(operation.getDeletePoints().getPoints())
                        .build());
            case SET_PAYLOAD -> {
                var set = SetPayloadPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(wait)
                        .putAllPayload(operation.getSetPayload().getPayloadMap())
                        .setPointsSelector(operation.getSetPayload().getPointsSelector());
                if (operation.getSetPayload().hasKey()) {
                    set.setKey(operation.getSetPayload().getKey());
                }
                yield Rpc.SET_PAYLOAD.of(set.build());
            }
            case OVERWRITE_PAYLOAD ->
                Rpc.OVERWRITE_PAYLOAD.of(SetPayloadPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(wait)
                        .putAllPayload(operation.getOverwritePayload().getPayloadMap())
                        .setPointsSelector(operation.getOverwritePayload().getPointsSelector())
                        .build());
            case DELETE_PAYLOAD ->
                Rpc.DELETE_PAYLOAD.of(DeletePayloadPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(wait)
                        .addAllKeys(operation.getDeletePayload().getKeysList())
                        .setPointsSelector(operation.getDeletePayload().getPointsSelector())
                        .build());
            case CLEAR_PAYLOAD ->
                Rpc.CLEAR_PAYLOAD.of(ClearPayloadPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(wait)
                        .setPoints(operation.getClearPayload().getPoints())
                        .build());
            case UPDATE_VECTORS -> {
                var update = UpdatePointVectors.newBuilder()
                        .setCollectionName(name)
                        .setWait(wait)
                        .addAllPoints(operation.getUpdateVectors().getPointsList());
                if (operation.getUpdateVectors().hasUpdateFilter()) {
                    update.setUpdateFilter(operation.getUpdateVectors().getUpdateFilter());
                }
                yield Rpc.UPDATE_VECTORS.of(update.build());
            }
            default ->
                Rpc.DELETE_VECTORS.of(DeletePointVectors.newBuilder()
                        .setCollectionName(name)
                        .setWait(wait)
                        .setPointsSelector(operation.getDeleteVectors().getPointsSelector())
                        .setVectors(operation.getDeleteVectors().getVectors())
                        .build());
        };
    }

    private PointsUpdateOperation operation(String collection) {
        var operation = PointsUpdateOperation.newBuilder();
        switch (chance.below(10)) {
            case 0, 1, 2 -> operation.setUpsert(upsert(collection));
            case 3 ->
                operation.setDeletePoints(
                        PointsUpdateOperation.DeletePoints.newBuilder().setPoints(selector()));
            case 4 -> operation.setSetPayload(setPayload());
            case 5 ->
                operation.setOverwritePayload(OverwritePayload.newBuilder()
                        .putAllPayload(payloads.payload())
                        .setPointsSelector(selector()));
            case 6 ->
                operation.setDeletePayload(DeletePayload.newBuilder()
                        .addAllKeys(chance.some(1, 3, payloads::path))
                        .setPointsSelector(selector()));
            case 7 -> operation.setClearPayload(ClearPayload.newBuilder().setPoints(selector()));
            case 8 -> operation.setUpdateVectors(updateVectors(collection));
            default ->
                operation.setDeleteVectors(DeleteVectors.newBuilder()
                        .setPointsSelector(selector())
                        .setVectors(VectorsSelector.newBuilder().addNames(vectors.using(collection))));
        }
        return operation.build();
    }

    private PointsSelector selector() {
        return ids.selector(filters.filter());
    }

    private PointStructList upsert(String collection) {
        var list = PointStructList.newBuilder()
                .addAllPoints(chance.some(1, 4, () -> point(vectors.mostlyOf(collection))))
                .setUpdateMode(chance.any(MODES));
        return chance.oneIn(4) ? list.setUpdateFilter(filters.filter()).build() : list.build();
    }

    private PointStruct point(List<String> names) {
        return PointStruct.newBuilder()
                .setId(ids.any())
                .setVectors(vectors.vectors(names))
                .putAllPayload(payloads.payload())
                .build();
    }

    private SetPayload setPayload() {
        var set = SetPayload.newBuilder().putAllPayload(payloads.payload()).setPointsSelector(selector());
        return chance.toss() ? set.setKey(payloads.path()).build() : set.build();
    }

    private UpdateVectors updateVectors(String collection) {
        var update = UpdateVectors.newBuilder()
                .addAllPoints(chance.some(
                        1,
                        3,
                        () -> PointVectors.newBuilder()
                                .setId(ids.any())
                                .setVectors(vectors.vectors(vectors.mostlyOf(collection)))
                                .build()));
        return chance.oneIn(3) ? update.setUpdateFilter(filters.filter()).build() : update.build();
    }
}
