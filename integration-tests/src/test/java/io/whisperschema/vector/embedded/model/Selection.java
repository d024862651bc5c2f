package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.PayloadIncludeSelector;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Points as a caller wants them. */
final class Selection {
    private final Predicate<Path> payload;
    private final WithVectorsSelector vectors;

    private Selection(Predicate<Path> payload, WithVectorsSelector vectors) {
        this.payload = payload;
        this.vectors = vectors;
    }

    static Selection of(WithPayloadSelector payload, WithVectorsSelector vectors) {
        return new Selection(wanted(payload), vectors);
    }

    private static Predicate<Path> wanted(WithPayloadSelector payload) {
        return switch (payload.getSelectorOptionsCase()) {
            case ENABLE -> path -> payload.getEnable();
            case INCLUDE -> {
                List<Path> included = paths(payload.getInclude().getFieldsList());
                yield path -> included.stream().anyMatch(each -> each.startsWith(path) || path.startsWith(each));
            }
            case EXCLUDE -> {
                List<Path> excluded = paths(payload.getExclude().getFieldsList());
                yield path -> excluded.stream().noneMatch(path::startsWith);
            }
            case SELECTOROPTIONS_NOT_SET -> throw Refusal.invalid("No PayloadSelector");
        };
    }

    private static List<Path> paths(List<String> fields) {
        return fields.stream().map(Path::of).toList();
    }

    static WithPayloadSelector all(boolean enabled) {
        return WithPayloadSelector.newBuilder().setEnable(enabled).build();
    }

    /** Of a payload only what is at a path. */
    static Map<String, Object> only(Path path, Map<String, Object> payload) {
        var include = PayloadIncludeSelector.newBuilder().addFields(path.toString());
        return of(
                        WithPayloadSelector.newBuilder().setInclude(include).build(),
                        WithVectorsSelector.getDefaultInstance())
                .object(List.of(), payload);
    }

    private Map<String, Object> object(List<Object> above, Map<String, Object> object) {
        var selected = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> {
            Path path = new Path(above).with(key);
            if (payload.test(path)) {
                selected.put(key, value(path, value));
            }
        });
        return selected;
    }

    private Object value(Path path, Object value) {
        if (value instanceof Map<?, ?>) {
            return object(path.steps(), Json.asObject(value));
        }
        if (!(value instanceof List<?> list)) {
            return value;
        }
        Path elements = path.with(Path.Every.ELEMENT);
        return payload.test(elements)
                ? new ArrayList<Object>(
                        list.stream().map(each -> value(elements, each)).toList())
                : List.of();
    }

    private Optional<VectorsOutput> vectors(Map<String, Space> spaces, Point point) {
        return switch (vectors.getSelectorOptionsCase()) {
            case ENABLE -> vectors.getEnable() ? Optional.of(output(point, spaces.keySet())) : Optional.empty();
            case INCLUDE -> Optional.of(output(point, vectors.getInclude().getNamesList()));
            case SELECTOROPTIONS_NOT_SET -> Optional.empty();
        };
    }

    private static VectorsOutput output(Point point, Collection<String> names) {
        var named = NamedVectorsOutput.newBuilder();
        names.stream()
                .filter(point.vectors::containsKey)
                .forEach(name -> named.putVectors(name, output(point.vectors.get(name))));
        return named.getVectorsMap().keySet().equals(java.util.Set.of(""))
                ? VectorsOutput.newBuilder()
                        .setVector(named.getVectorsOrThrow(""))
                        .build()
                : VectorsOutput.newBuilder().setVectors(named).build();
    }

    private static VectorOutput output(double[] vector) {
        return VectorOutput.newBuilder()
                .setDense(DenseVector.newBuilder()
                        .addAllData(Arrays.stream(vector)
                                .mapToObj(number -> (float) number)
                                .toList()))
                .build();
    }

    /** Refuses the names of vectors that there are not, once there is a point to show. */
    private void check(Map<String, Space> spaces) {
        vectors.getInclude().getNamesList().stream()
                .filter(name -> !spaces.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.missingVector(name);
                });
    }

    RetrievedPoint retrieved(Map<String, Space> spaces, Point point, Optional<OrderValue> ordered) {
        check(spaces);
        var retrieved = RetrievedPoint.newBuilder()
                .setId(point.id.proto())
                .putAllPayload(Json.fields(object(List.of(), point.payload)));
        vectors(spaces, point).ifPresent(retrieved::setVectors);
        ordered.ifPresent(retrieved::setOrderValue);
        return retrieved.build();
    }

    ScoredPoint scored(Map<String, Space> spaces, Query.Found found) {
        check(spaces);
        var scored = ScoredPoint.newBuilder()
                .setId(found.point().id.proto())
                .setScore((float) found.score())
                .setVersion(found.point().version)
                .putAllPayload(Json.fields(object(List.of(), found.point().payload)));
        vectors(spaces, found.point()).ifPresent(scored::setVectors);
        found.ordered().ifPresent(scored::setOrderValue);
        return scored.build();
    }
}
