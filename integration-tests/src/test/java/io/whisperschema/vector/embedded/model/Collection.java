package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A collection in maps. */
final class Collection {
    final Map<Key, Point> points = new TreeMap<>();
    final Map<String, Space> spaces = new TreeMap<>();
    final Map<Path, FieldIndex> indexes = new LinkedHashMap<>();
    final Map<String, Object> metadata;
    private boolean unnamed;
    private long operations;

    Collection(CreateCollection request) {
        VectorsConfig vectors = request.getVectorsConfig();
        unnamed = vectors.hasParams();
        if (unnamed) {
            add("", vectors.getParams());
        }
        vectors.getParamsMap().getMapMap().forEach(this::add);
        metadata = Json.object(request.getMetadataMap());
    }

    private void add(String name, VectorParams params) {
        if (params.getDistance() == Distance.UnknownDistance) {
            throw Refusal.invalid("Malformed distance parameter: UnknownDistance");
        }
        spaces.put(name, new Space(name, params));
    }

    /** The number that the next change gets. */
    long next() {
        return operations;
    }

    /** A change is done; its number. */
    long done() {
        return operations++;
    }

    /** Numbers go on behind those that points remember. */
    void reopened() {
        operations = points.values().stream()
                .mapToLong(point -> point.version + 1)
                .max()
                .orElse(0);
    }

    CollectionInfo info() {
        VectorsConfig.Builder vectors = VectorsConfig.newBuilder();
        if (unnamed) {
            vectors.setParams(spaces.get("").params());
        } else {
            var named = VectorParamsMap.newBuilder();
            spaces.forEach((name, space) -> named.putMap(name, space.params()));
            vectors.setParamsMap(named);
        }
        var info = CollectionInfo.newBuilder()
                .setPointsCount(points.size())
                .setConfig(CollectionConfig.newBuilder()
                        .setParams(CollectionParams.newBuilder().setVectorsConfig(vectors))
                        .putAllMetadata(Json.fields(metadata)));
        indexes.forEach((path, index) -> info.putPayloadSchema(path.toString(), index.info(points.values())));
        return info.build();
    }

    void update(Map<String, Value> changes) {
        if (metadata.isEmpty()) {
            metadata.putAll(Json.object(changes));
        } else {
            Json.merge(metadata, Json.object(changes));
        }
        done();
    }

    void createVector(CreateVectorNameRequest request) {
        var params = VectorParams.newBuilder()
                .setSize(request.getDenseConfig().getSize())
                .setDistance(request.getDenseConfig().getDistance())
                .build();
        Space there = spaces.get(request.getVectorName());
        if (there == null) {
            add(request.getVectorName(), params);
            unnamed = false;
        } else if (there.params().getSize() != params.getSize() || there.distance() != params.getDistance()) {
            throw Refusal.invalid("Wrong input: Vector `" + request.getVectorName()
                    + "` already exists with a different configuration");
        }
    }

    void deleteVector(String name) {
        if (spaces.remove(name) != null) {
            unnamed = false;
            points.values().forEach(point -> point.vectors.remove(name));
        }
    }

    Space space(String name) {
        if (!spaces.containsKey(name)) {
            throw Refusal.missingVector(name);
        }
        return spaces.get(name);
    }

    /** As {@link #space}, where a server looks into its configuration. */
    Space configured(String name) {
        if (spaces.containsKey(name)) {
            return spaces.get(name);
        }
        String names = String.join(", ", spaces.keySet());
        String missing = "Wrong input: Vector with name ";
        if (spaces.isEmpty()) {
            throw Refusal.invalid("Wrong input: Vectors are not configured in this collection");
        }
        if (names.isEmpty()) {
            throw Refusal.invalid(missing + name + " is not configured in this collection");
        }
        throw Refusal.invalid(
                name.isEmpty()
                        ? "Wrong input: Collection requires specified vector name in the request, available names: "
                                + names
                        : missing + "`" + name + "` is not configured in this collection, available names: " + names);
    }

    Point point(Key id) {
        if (!points.containsKey(id)) {
            throw Refusal.notFound("No point with id " + id + " found");
        }
        return points.get(id);
    }

    /** Those that a filter matches, by id. */
    List<Point> matching(Filter filter) {
        Predicate<Point> matches = Conditions.on(indexes, filter);
        return points.values().stream().filter(matches).toList();
    }

    /** All of the ids must be there. */
    List<Point> named(List<PointId> ids) {
        return ids.stream().map(Key::of).distinct().toList().stream()
                .map(this::point)
                .toList();
    }

    /** A point and one of its values. */
    record Ordered(Point point, Number number, OrderValue value) {}

    /** Once for each value, those of the same value by id, in the same direction. */
    List<Ordered> inOrder(OrderBy order, List<Point> among) {
        FieldIndex index = indexes.get(Path.of(order.getKey()));
        if (index == null || !index.hasRanges()) {
            throw Refusal.invalid("Wrong input: No range index for `order_by` key: `" + order.getKey()
                    + "`. Please create one to use `order_by`. Check"
                    + " https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload"
                    + " schemas support Range conditions");
        }
        Predicate<Number> started = Ordering.started(order);
        List<Ordered> ordered = new ArrayList<>();
        for (Point point : among) {
            index.numbers(point).stream()
                    .filter(started)
                    .forEach(number -> ordered.add(new Ordered(point, number, Ordering.value(number))));
        }
        Comparator<Ordered> ascending = Comparator.<Ordered>comparingDouble(
                        each -> each.number().doubleValue())
                .thenComparing(each -> each.point().id);
        ordered.sort(Ordering.isDescending(order) ? ascending.reversed() : ascending);
        return ordered;
    }
}
