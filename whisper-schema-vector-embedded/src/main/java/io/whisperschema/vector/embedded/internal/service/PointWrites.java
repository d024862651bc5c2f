package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.whisperschema.vector.embedded.internal.engine.Collection;
import io.whisperschema.vector.embedded.internal.engine.Incoming;
import io.whisperschema.vector.embedded.internal.engine.Incoming.Prepared;
import io.whisperschema.vector.embedded.internal.engine.VectorSpace;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath;
import io.whisperschema.vector.embedded.internal.filter.Payloads;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.filter.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** The changes of points, each for one collection. They return the number of the operation once it is durable. */
final class PointWrites {

    private final Collection collection;

    PointWrites(Collection collection) {
        this.collection = collection;
    }

    long upsert(List<PointStruct> points, UpdateMode mode, Optional<Filter> condition) {
        condition.ifPresent(
                filter -> new Checks().filter("update_filter", filter).done());
        Map<Id, Incoming> incoming = new LinkedHashMap<>();
        for (PointStruct point : points) {
            Incoming made = incoming(point);
            incoming.put(made.id(), made);
        }
        refuseEmpty(points);
        if (condition.isEmpty() && mode != UpdateMode.InsertOnly && mode != UpdateMode.UpdateOnly) {
            return collection.write(writer -> writer.upsert(incoming.values()));
        }
        return collection.write(writer -> {
            View.Matches matches = writer.view().matching(condition.orElse(Filter.getDefaultInstance()));
            writer.upsert(incoming.values().stream()
                    .filter(point -> isWanted(writer.view().slot(point.id()), mode, matches))
                    .toList());
        });
    }

    private static boolean isWanted(OptionalInt there, UpdateMode mode, View.Matches matches) {
        if (there.isEmpty()) {
            return mode != UpdateMode.UpdateOnly;
        }
        return mode != UpdateMode.InsertOnly && matches.test(there.getAsInt());
    }

    private Incoming incoming(PointStruct point) {
        if (!point.hasVectors()) {
            throw Refused.invalid("Expected some vectors");
        }
        if (!point.hasId()) {
            throw Refused.invalid("Empty ID is not allowed");
        }
        Id id = Id.of(point.getId());
        Vectors.checkSizes(point.getVectors(), collection.spaces());
        return Incoming.of(
                id, payload(point.getPayloadMap()), Vectors.prepared(point.getVectors(), collection.spaces()));
    }

    private static Map<String, Value> payload(Map<String, Value> payload) {
        Nesting.check(payload);
        return Payloads.accepted(Texts.sent(payload));
    }

    private static void refuseEmpty(List<?> points) {
        if (points.isEmpty()) {
            throw Refused.invalid("Bad request: Empty update request");
        }
    }

    long delete(PointsSelector selector) {
        List<Id> ids = ids(selector);
        return collection.write(writer -> {
            View view = writer.view();
            writer.delete(
                    selector.hasFilter()
                            ? matching(view, selector.getFilter())
                            : ids.stream()
                                    .distinct()
                                    .map(view::slot)
                                    .filter(OptionalInt::isPresent)
                                    .map(OptionalInt::getAsInt)
                                    .toList());
        });
    }

    long setPayload(PointsSelector selector, Map<String, Value> payload, Optional<String> key) {
        Map<String, Value> changes = payload(payload);
        if (key.isEmpty()) {
            return changePayloads(selector, now -> Payloads.merged(now, changes));
        }
        PayloadPath path = PayloadPath.of(key.get());
        return changePayloads(selector, now -> Nesting.checked(path.merged(now, changes)));
    }

    long overwritePayload(PointsSelector selector, Map<String, Value> payload) {
        Map<String, Value> whole = payload(payload);
        return changePayloads(selector, now -> whole);
    }

    long deletePayload(PointsSelector selector, List<String> keys) {
        List<PayloadPath> paths = keys.stream().map(PayloadPath::of).toList();
        return changePayloads(selector, now -> {
            Map<String, Value> left = now;
            for (PayloadPath path : paths) {
                left = path.removed(left);
            }
            return left;
        });
    }

    long clearPayload(PointsSelector selector) {
        return changePayloads(selector, now -> Map.of());
    }

    private long changePayloads(PointsSelector selector, UnaryOperator<Map<String, Value>> change) {
        List<Id> ids = ids(selector);
        return collection.write(writer -> {
            View view = writer.view();
            Map<Integer, Map<String, Value>> payloads = new LinkedHashMap<>();
            slots(view, selector, ids).forEach(slot -> payloads.put(slot, change.apply(view.payload(slot))));
            writer.setPayloads(payloads);
        });
    }

    long updateVectors(List<PointVectors> points, Optional<Filter> condition) {
        condition.ifPresent(
                filter -> new Checks().filter("update_filter", filter).done());
        refuseEmpty(points);
        Map<Id, Map<String, Prepared>> vectors = new LinkedHashMap<>();
        for (PointVectors point : points) {
            if (!point.hasId()) {
                throw Refused.invalid("id is expected");
            }
            if (!point.hasVectors()) {
                throw Refused.invalid("vectors is expected");
            }
            Map<String, Prepared> each = vectors.computeIfAbsent(Id.of(point.getId()), id -> new LinkedHashMap<>());
            Vectors.prepared(point.getVectors(), collection.spaces())
                    .forEach(prepared -> each.put(prepared.space().name(), prepared));
        }
        return collection.write(writer -> {
            View view = writer.view();
            View.Matches matches = view.matching(condition.orElse(Filter.getDefaultInstance()));
            Map<Integer, List<Prepared>> bySlot = new LinkedHashMap<>();
            vectors.forEach((id, each) -> {
                int slot = view.slotOf(id);
                if (matches.test(slot)) {
                    bySlot.put(slot, List.copyOf(each.values()));
                }
            });
            writer.setVectors(bySlot);
        });
    }

    long deleteVectors(PointsSelector selector, List<String> names) {
        List<Id> ids = ids(selector);
        return collection.write(writer -> {
            View view = writer.view();
            List<VectorSpace> spaces =
                    names.stream().distinct().map(view::space).toList();
            writer.deleteVectors(slots(view, selector, ids), spaces);
        });
    }

    private static List<Id> ids(PointsSelector selector) {
        return switch (selector.getPointsSelectorOneOfCase()) {
            case POINTS -> {
                List<PointId> ids = selector.getPoints().getIdsList();
                refuseEmpty(ids);
                yield ids.stream().map(Id::of).toList();
            }
            case FILTER -> {
                Nesting.check(selector.getFilter());
                yield List.of();
            }
            case POINTSSELECTORONEOF_NOT_SET -> throw Refused.invalid("Malformed PointsSelector type");
        };
    }

    /** All of the ids must be there. */
    private static List<Integer> slots(View view, PointsSelector selector, List<Id> ids) {
        return selector.hasFilter()
                ? matching(view, selector.getFilter())
                : ids.stream().distinct().map(view::slotOf).toList();
    }

    private static List<Integer> matching(View view, Filter filter) {
        List<Integer> slots = new ArrayList<>();
        view.matching(filter).forEach(slots::add);
        return slots;
    }
}
