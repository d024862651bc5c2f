package io.whisperschema.vector.embedded.internal.service;

import io.grpc.Status;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.OverwritePayload;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.PointStructList;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.SetPayload;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.ShardKeySelector;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.whisperschema.vector.embedded.internal.engine.Collection;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Each change of points as an operation of a batch, so that it is done in one place. */
final class Updates {

    private Updates() {}

    static PointsUpdateOperation upsert(UpsertPoints request) {
        PointStructList.Builder list = PointStructList.newBuilder()
                .addAllPoints(request.getPointsList())
                .setShardKeySelector(request.getShardKeySelector());
        if (request.hasUpdateFilter()) {
            list.setUpdateFilter(request.getUpdateFilter());
        }
        return PointsUpdateOperation.newBuilder()
                .setUpsert(list.setUpdateMode(request.getUpdateMode()))
                .build();
    }

    static PointsUpdateOperation delete(DeletePoints request) {
        PointsUpdateOperation.DeletePoints.Builder delete =
                PointsUpdateOperation.DeletePoints.newBuilder().setShardKeySelector(request.getShardKeySelector());
        if (request.hasPoints()) {
            delete.setPoints(request.getPoints());
        }
        return PointsUpdateOperation.newBuilder().setDeletePoints(delete).build();
    }

    static PointsUpdateOperation updateVectors(UpdatePointVectors request) {
        PointsUpdateOperation.UpdateVectors.Builder update = PointsUpdateOperation.UpdateVectors.newBuilder()
                .addAllPoints(request.getPointsList())
                .setShardKeySelector(request.getShardKeySelector());
        if (request.hasUpdateFilter()) {
            update.setUpdateFilter(request.getUpdateFilter());
        }
        return PointsUpdateOperation.newBuilder().setUpdateVectors(update).build();
    }

    static PointsUpdateOperation deleteVectors(DeletePointVectors request) {
        PointsUpdateOperation.DeleteVectors.Builder delete =
                PointsUpdateOperation.DeleteVectors.newBuilder().setShardKeySelector(request.getShardKeySelector());
        if (request.hasPointsSelector()) {
            delete.setPointsSelector(request.getPointsSelector());
        }
        if (request.hasVectors()) {
            delete.setVectors(request.getVectors());
        }
        return PointsUpdateOperation.newBuilder().setDeleteVectors(delete).build();
    }

    static PointsUpdateOperation setPayload(SetPayloadPoints request) {
        SetPayload.Builder set = SetPayload.newBuilder()
                .putAllPayload(request.getPayloadMap())
                .setShardKeySelector(request.getShardKeySelector());
        if (request.hasPointsSelector()) {
            set.setPointsSelector(request.getPointsSelector());
        }
        if (request.hasKey()) {
            set.setKey(request.getKey());
        }
        return PointsUpdateOperation.newBuilder().setSetPayload(set).build();
    }

    static PointsUpdateOperation overwritePayload(SetPayloadPoints request) {
        OverwritePayload.Builder set = OverwritePayload.newBuilder()
                .putAllPayload(request.getPayloadMap())
                .setShardKeySelector(request.getShardKeySelector());
        if (request.hasPointsSelector()) {
            set.setPointsSelector(request.getPointsSelector());
        }
        return PointsUpdateOperation.newBuilder().setOverwritePayload(set).build();
    }

    static PointsUpdateOperation deletePayload(DeletePayloadPoints request) {
        PointsUpdateOperation.DeletePayload.Builder delete = PointsUpdateOperation.DeletePayload.newBuilder()
                .addAllKeys(request.getKeysList())
                .setShardKeySelector(request.getShardKeySelector());
        if (request.hasPointsSelector()) {
            delete.setPointsSelector(request.getPointsSelector());
        }
        return PointsUpdateOperation.newBuilder().setDeletePayload(delete).build();
    }

    static PointsUpdateOperation clearPayload(ClearPayloadPoints request) {
        PointsUpdateOperation.ClearPayload.Builder clear =
                PointsUpdateOperation.ClearPayload.newBuilder().setShardKeySelector(request.getShardKeySelector());
        if (request.hasPoints()) {
            clear.setPoints(request.getPoints());
        }
        return PointsUpdateOperation.newBuilder().setClearPayload(clear).build();
    }

    /** Without waiting a server finds out too late that a point is missing, and says nothing of it. */
    static UpdateResult result(boolean wait, LongSupplier work) {
        UpdateResult.Builder result = UpdateResult.newBuilder();
        try {
            result.setOperationId(work.getAsLong());
        } catch (Refused e) {
            if (wait || !isMissingPoint(e)) {
                throw e;
            }
            result.setOperationId(0);
        }
        return result.setStatus(wait ? UpdateStatus.Completed : UpdateStatus.Acknowledged)
                .build();
    }

    private static boolean isMissingPoint(Refused e) {
        return e.code() == Status.Code.NOT_FOUND && e.getMessage().startsWith("Not found: No point");
    }

    @SuppressWarnings("deprecation") // Older clients still send them.
    static long apply(Collection collection, PointsUpdateOperation operation) {
        refuseShardKeys(operation);
        PointWrites writes = new PointWrites(collection);
        return switch (operation.getOperationCase()) {
            case UPSERT -> {
                PointStructList list = operation.getUpsert();
                yield writes.upsert(
                        list.getPointsList(),
                        list.getUpdateMode(),
                        condition(list.hasUpdateFilter(), list.getUpdateFilter()));
            }
            case DELETE_POINTS ->
                writes.delete(required(
                        operation.getDeletePoints().hasPoints(),
                        operation.getDeletePoints().getPoints(),
                        "PointSelector is missing"));
            case DELETE_DEPRECATED -> writes.delete(operation.getDeleteDeprecated());
            case SET_PAYLOAD -> {
                SetPayload set = operation.getSetPayload();
                yield writes.setPayload(
                        expected(set.hasPointsSelector(), set.getPointsSelector()),
                        set.getPayloadMap(),
                        set.hasKey() ? Optional.of(set.getKey()) : Optional.empty());
            }
            case OVERWRITE_PAYLOAD -> {
                OverwritePayload set = operation.getOverwritePayload();
                yield writes.overwritePayload(
                        expected(set.hasPointsSelector(), set.getPointsSelector()), set.getPayloadMap());
            }
            case DELETE_PAYLOAD -> {
                PointsUpdateOperation.DeletePayload delete = operation.getDeletePayload();
                yield writes.deletePayload(
                        expected(delete.hasPointsSelector(), delete.getPointsSelector()), delete.getKeysList());
            }
            case CLEAR_PAYLOAD ->
                writes.clearPayload(required(
                        operation.getClearPayload().hasPoints(),
                        operation.getClearPayload().getPoints(),
                        "PointSelector is missing"));
            case CLEAR_PAYLOAD_DEPRECATED -> writes.clearPayload(operation.getClearPayloadDeprecated());
            case UPDATE_VECTORS -> {
                PointsUpdateOperation.UpdateVectors update = operation.getUpdateVectors();
                yield writes.updateVectors(
                        update.getPointsList(), condition(update.hasUpdateFilter(), update.getUpdateFilter()));
            }
            case DELETE_VECTORS -> {
                PointsUpdateOperation.DeleteVectors delete = operation.getDeleteVectors();
                PointsSelector selector = expected(delete.hasPointsSelector(), delete.getPointsSelector());
                if (!delete.hasVectors()) {
                    throw Refused.invalid("vectors is expected");
                }
                yield writes.deleteVectors(selector, delete.getVectors().getNamesList());
            }
            case OPERATION_NOT_SET -> throw Refused.invalid("Operation is missing");
        };
    }

    static void refuseShardKeys(PointsUpdateOperation operation) {
        SearchChecks.refuse(
                switch (operation.getOperationCase()) {
                    case UPSERT -> operation.getUpsert().getShardKeySelector();
                    case DELETE_POINTS -> operation.getDeletePoints().getShardKeySelector();
                    case SET_PAYLOAD -> operation.getSetPayload().getShardKeySelector();
                    case OVERWRITE_PAYLOAD -> operation.getOverwritePayload().getShardKeySelector();
                    case DELETE_PAYLOAD -> operation.getDeletePayload().getShardKeySelector();
                    case CLEAR_PAYLOAD -> operation.getClearPayload().getShardKeySelector();
                    case UPDATE_VECTORS -> operation.getUpdateVectors().getShardKeySelector();
                    case DELETE_VECTORS -> operation.getDeleteVectors().getShardKeySelector();
                    case DELETE_DEPRECATED, CLEAR_PAYLOAD_DEPRECATED, OPERATION_NOT_SET ->
                        ShardKeySelector.getDefaultInstance();
                });
    }

    private static Optional<Filter> condition(boolean set, Filter filter) {
        return set ? Optional.of(filter) : Optional.empty();
    }

    private static PointsSelector expected(boolean set, PointsSelector selector) {
        return required(set, selector, "points_selector is expected");
    }

    private static PointsSelector required(boolean set, PointsSelector selector, String complaint) {
        if (!set) {
            throw Refused.invalid(complaint);
        }
        return selector;
    }
}
