package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
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
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.List;

/** The calls that change points, as the operations of a batch that they are. */
final class Changes {
    private Changes() {}

    static PointsOperationResponse upsert(Reference reference, UpsertPoints request) {
        var list = PointStructList.newBuilder()
                .addAllPoints(request.getPointsList())
                .setUpdateMode(request.getUpdateMode())
                .setUpdateFilter(request.getUpdateFilter());
        return reference.write(
                request.getCollectionName(),
                request.getWait(),
                Rules.complaints(request.getUpdateFilter(), "update_filter"),
                PointsUpdateOperation.newBuilder().setUpsert(list));
    }

    static PointsOperationResponse delete(Reference reference, DeletePoints request) {
        var delete = PointsUpdateOperation.DeletePoints.newBuilder();
        if (request.hasPoints()) {
            delete.setPoints(request.getPoints());
        }
        return reference.write(
                request.getCollectionName(),
                request.getWait(),
                List.of(),
                PointsUpdateOperation.newBuilder().setDeletePoints(delete));
    }

    static PointsOperationResponse setPayload(Reference reference, SetPayloadPoints request) {
        var set = SetPayload.newBuilder().putAllPayload(request.getPayloadMap());
        if (request.hasPointsSelector()) {
            set.setPointsSelector(request.getPointsSelector());
        }
        if (request.hasKey()) {
            set.setKey(request.getKey());
        }
        return reference.write(
                request.getCollectionName(),
                request.getWait(),
                complaints("points_selector", request.getPointsSelector()),
                PointsUpdateOperation.newBuilder().setSetPayload(set));
    }

    static PointsOperationResponse overwritePayload(Reference reference, SetPayloadPoints request) {
        var overwrite = OverwritePayload.newBuilder().putAllPayload(request.getPayloadMap());
        if (request.hasPointsSelector()) {
            overwrite.setPointsSelector(request.getPointsSelector());
        }
        return reference.write(
                request.getCollectionName(),
                request.getWait(),
                complaints("points_selector", request.getPointsSelector()),
                PointsUpdateOperation.newBuilder().setOverwritePayload(overwrite));
    }

    static PointsOperationResponse deletePayload(Reference reference, DeletePayloadPoints request) {
        var delete = DeletePayload.newBuilder().addAllKeys(request.getKeysList());
        if (request.hasPointsSelector()) {
            delete.setPointsSelector(request.getPointsSelector());
        }
        return reference.write(
                request.getCollectionName(),
                request.getWait(),
                complaints("points_selector", request.getPointsSelector()),
                PointsUpdateOperation.newBuilder().setDeletePayload(delete));
    }

    static PointsOperationResponse clearPayload(Reference reference, ClearPayloadPoints request) {
        var clear = ClearPayload.newBuilder();
        if (request.hasPoints()) {
            clear.setPoints(request.getPoints());
        }
        return reference.write(
                request.getCollectionName(),
                request.getWait(),
                complaints("points", request.getPoints()),
                PointsUpdateOperation.newBuilder().setClearPayload(clear));
    }

    static PointsOperationResponse updateVectors(Reference reference, UpdatePointVectors request) {
        var update = UpdateVectors.newBuilder()
                .addAllPoints(request.getPointsList())
                .setUpdateFilter(request.getUpdateFilter());
        return reference.write(
                request.getCollectionName(),
                request.getWait(),
                Rules.complaints(request.getUpdateFilter(), "update_filter"),
                PointsUpdateOperation.newBuilder().setUpdateVectors(update));
    }

    static PointsOperationResponse deleteVectors(Reference reference, DeletePointVectors request) {
        var delete = DeleteVectors.newBuilder();
        if (request.hasPointsSelector()) {
            delete.setPointsSelector(request.getPointsSelector());
        }
        if (request.hasVectors()) {
            delete.setVectors(request.getVectors());
        }
        return reference.write(
                request.getCollectionName(),
                request.getWait(),
                complaints("points_selector", request.getPointsSelector()),
                PointsUpdateOperation.newBuilder().setDeleteVectors(delete));
    }

    private static List<String> complaints(String field, PointsSelector selector) {
        return Rules.complaints(selector.getFilter(), field + ".points_selector_one_of");
    }
}
