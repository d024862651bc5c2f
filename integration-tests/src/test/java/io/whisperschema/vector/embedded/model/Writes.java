package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.PointStructList;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.SetPayload;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.UpdateVectors;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the calls that change points do to a collection. */
record Writes(Collection collection) {

    void apply(PointsUpdateOperation operation) {
        switch (operation.getOperationCase()) {
            case UPSERT -> upsert(operation.getUpsert());
            case DELETE_POINTS ->
                delete(required(
                        operation.getDeletePoints().hasPoints(),
                        operation.getDeletePoints().getPoints(),
                        "PointSelector is missing"));
            case SET_PAYLOAD -> setPayload(operation.getSetPayload());
            case OVERWRITE_PAYLOAD -> {
                Map<String, Object> whole =
                        Json.object(operation.getOverwritePayload().getPayloadMap());
                touch(
                        expected(
                                operation.getOverwritePayload().hasPointsSelector(),
                                operation.getOverwritePayload().getPointsSelector()),
                        point -> point.payload = Json.copy(whole));
            }
            case DELETE_PAYLOAD -> {
                PointsSelector selector = expected(
                        operation.getDeletePayload().hasPointsSelector(),
                        operation.getDeletePayload().getPointsSelector());
                List<Path> paths = operation.getDeletePayload().getKeysList().stream()
                        .map(Path::of)
                        .toList();
                touch(selector, point -> paths.forEach(path -> path.remove(point.payload)));
            }
            case CLEAR_PAYLOAD ->
                touch(
                        required(
                                operation.getClearPayload().hasPoints(),
                                operation.getClearPayload().getPoints(),
                                "PointSelector is missing"),
                        point -> point.payload = new LinkedHashMap<>());
            case UPDATE_VECTORS -> updateVectors(operation.getUpdateVectors());
            case DELETE_VECTORS -> deleteVectors(operation.getDeleteVectors());
            default -> throw Refusal.invalid("Operation is missing");
        }
    }

    private static PointsSelector expected(boolean given, PointsSelector selector) {
        return required(given, selector, "points_selector is expected");
    }

    private static PointsSelector required(boolean given, PointsSelector selector, String complaint) {
        if (!given) {
            throw Refusal.invalid(complaint);
        }
        return selector;
    }

    private static void refuseEmpty(List<?> list) {
        if (list.isEmpty()) {
            throw Refusal.invalid("Bad request: Empty update request");
        }
    }

    private void upsert(PointStructList request) {
        Checks.refuse(Rules.complaints(request.getUpdateFilter(), "update_filter"));
        Map<Key, Point> incoming = new LinkedHashMap<>();
        for (PointStruct each : request.getPointsList()) {
            Point point = point(each);
            incoming.remove(point.id);
            incoming.put(point.id, point);
        }
        refuseEmpty(request.getPointsList());
        Predicate<Point> matches = Conditions.on(collection.indexes, request.getUpdateFilter());
        incoming.values().forEach(point -> {
            Point there = collection.points.get(point.id);
            boolean wanted = there == null
                    ? request.getUpdateMode() != UpdateMode.UpdateOnly
                    : request.getUpdateMode() != UpdateMode.InsertOnly && matches.test(there);
            if (wanted) {
                collection.points.put(point.id, point);
            }
        });
    }

    private Point point(PointStruct given) {
        if (!given.hasVectors()) {
            throw Refusal.invalid("Expected some vectors");
        }
        if (!given.hasId()) {
            throw Refusal.invalid("Empty ID is not allowed");
        }
        Key id = Key.of(given.getId());
        given.getVectors().getVectors().getVectorsMap().forEach(this::checkSize);
        var point = new Point(id, Json.object(given.getPayloadMap()));
        point.vectors.putAll(vectors(given.getVectors()));
        point.version = collection.next();
        return point;
    }

    /** Of named vectors in whole points the one of a wrong size is named. */
    private void checkSize(String name, Vector vector) {
        Space space = collection.spaces.get(name);
        if (space != null && vector.getDense().getDataCount() != space.params().getSize()) {
            throw Refusal.invalid(
                    space.wrongSize(vector.getDense().getDataCount()).getMessage() + " for vector '" + name + "'");
        }
    }

    private Map<String, double[]> vectors(Vectors vectors) {
        return switch (vectors.getVectorsOptionsCase()) {
            case VECTOR -> Map.of("", kept("", vectors.getVector()));
            case VECTORS -> {
                Map<String, double[]> kept = new LinkedHashMap<>();
                vectors.getVectors().getVectorsMap().forEach((name, vector) -> kept.put(name, kept(name, vector)));
                yield kept;
            }
            case VECTORSOPTIONS_NOT_SET -> throw Refusal.invalid("No Vector Provided");
        };
    }

    private double[] kept(String name, Vector vector) {
        return collection.space(name).kept(vector.getDense().getDataList());
    }

    private void delete(PointsSelector selector) {
        List<Key> ids = switch (selector.getPointsSelectorOneOfCase()) {
            case POINTS -> {
                refuseEmpty(selector.getPoints().getIdsList());
                yield selector.getPoints().getIdsList().stream().map(Key::of).toList();
            }
            default -> selected(selector).stream().map(point -> point.id).toList();
        };
        ids.forEach(collection.points::remove);
    }

    private List<Point> selected(PointsSelector selector) {
        return switch (selector.getPointsSelectorOneOfCase()) {
            case POINTS -> {
                refuseEmpty(selector.getPoints().getIdsList());
                yield collection.named(selector.getPoints().getIdsList());
            }
            case FILTER -> collection.matching(selector.getFilter());
            case POINTSSELECTORONEOF_NOT_SET -> throw Refusal.invalid("Malformed PointsSelector type");
        };
    }

    private void touch(PointsSelector selector, Consumer<Point> change) {
        selected(selector).forEach(point -> {
            change.accept(point);
            point.version = collection.next();
        });
    }

    private void setPayload(SetPayload request) {
        PointsSelector selector = expected(request.hasPointsSelector(), request.getPointsSelector());
        Map<String, Object> changes = Json.object(request.getPayloadMap());
        if (request.hasKey()) {
            Path path = Path.of(request.getKey());
            touch(selector, point -> path.merge(point.payload, changes));
        } else {
            touch(selector, point -> Json.merge(point.payload, changes));
        }
    }

    private void updateVectors(UpdateVectors request) {
        Checks.refuse(Rules.complaints(request.getUpdateFilter(), "update_filter"));
        refuseEmpty(request.getPointsList());
        Map<Key, Map<String, double[]>> updates = new LinkedHashMap<>();
        for (PointVectors each : request.getPointsList()) {
            if (!each.hasId()) {
                throw Refusal.invalid("id is expected");
            }
            if (!each.hasVectors()) {
                throw Refusal.invalid("vectors is expected");
            }
            updates.computeIfAbsent(Key.of(each.getId()), id -> new LinkedHashMap<>())
                    .putAll(vectors(each.getVectors()));
        }
        Predicate<Point> matches = Conditions.on(collection.indexes, request.getUpdateFilter());
        updates.keySet().forEach(collection::point);
        List<Point> wanted =
                updates.keySet().stream().map(collection::point).filter(matches).toList();
        wanted.forEach(point -> {
            point.vectors.putAll(updates.get(point.id));
            point.version = collection.next();
        });
    }

    private void deleteVectors(PointsUpdateOperation.DeleteVectors request) {
        PointsSelector selector = expected(request.hasPointsSelector(), request.getPointsSelector());
        if (!request.hasVectors()) {
            throw Refusal.invalid("vectors is expected");
        }
        if (selector.hasPoints()) {
            refuseEmpty(selector.getPoints().getIdsList());
        }
        List<String> names = request.getVectors().getNamesList();
        names.forEach(collection::space);
        touch(selector, point -> point.vectors.keySet().removeAll(names));
    }
}
