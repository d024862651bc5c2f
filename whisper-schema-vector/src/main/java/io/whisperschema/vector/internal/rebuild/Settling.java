package io.whisperschema.vector.internal.rebuild;

import static io.qdrant.client.ConditionFactory.isEmpty;
import static io.qdrant.client.ConditionFactory.isNull;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;

import io.grpc.Status;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.whisperschema.vector.internal.points.FieldPath;
import io.whisperschema.vector.internal.points.PointHash;
import io.whisperschema.vector.internal.points.PointIds;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.points.VectorsByName;
import io.whisperschema.vector.internal.rebuild.Ledger.Entry;
import io.whisperschema.vector.internal.transform.Transform.Transformed;
import io.whisperschema.vector.internal.transform.TransformFailed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings over what was written to the old collection just before the names were switched, and not seen by the last pass. Clients
 * write the new one by now, and what they wrote there is later: it stays. Each write of ours says under which condition the
 * server is to make it, so that it takes back nothing that comes between reading and writing. Not thread-safe.
 */
final class Settling {
    private static final int ATTEMPTS = 100;

    private final Site site;
    private final Lane lane;
    private final Steering steering;
    private final PointHash hash = new PointHash();
    private long changes;

    Settling(Site site, Lane lane, Steering steering) {
        this.site = site;
        this.lane = lane;
        this.steering = steering;
    }

    /** Returns how many points had been new, others or gone. */
    long run() throws CallFailed, Stopped, TransformFailed {
        Cursor<RetrievedPoint> source = Cursor.points(site.client(), site.calls(), lane.source());
        Cursor<Entry> entries = lane.ledger().entries();
        while (source.peek() != null || entries.peek() != null) {
            if (entries.isBefore(source.id())) {
                delete(entries.take());
            } else {
                RetrievedPoint point = source.take();
                look(point, entries.isAt(point.getId()) ? entries.take() : null);
            }
            steering.seen();
        }
        return changes;
    }

    private void look(RetrievedPoint point, @Nullable Entry entry) throws CallFailed, Stopped, TransformFailed {
        String fingerprint = hash.of(point).hex();
        if (entry != null && entry.source().equals(fingerprint)) {
            return;
        }
        steering.goOn();
        changes++;
        Transformed made = lane.maker().of(List.of(point)).get(0);
        var wanted = new Entry(point.getId(), fingerprint, lane.shadow(made.target()), Parts.of(made.point()));
        if (entry != null && entry.target().equals(wanted.target())) {
            merge(entry, wanted, made.point());
        } else {
            if (entry != null) {
                deleteCopy(entry);
            }
            insert(wanted, made.point());
        }
        lane.ledger().add(List.of(wanted));
    }

    /** A point that a client wrote meanwhile stays. */
    private void insert(Entry wanted, PointStruct point) throws CallFailed {
        Writes.done(site.calls()
                .answer(site.client()
                        .upsertAsync(UpsertPoints.newBuilder()
                                .setCollectionName(wanted.target())
                                .setWait(true)
                                .setUpdateFilter(Writes.NEVER)
                                .addPoints(point.toBuilder().putPayload(Writes.MARK, value(true)))
                                .build())));
    }

    private void delete(Entry entry) throws CallFailed, Stopped {
        steering.goOn();
        changes++;
        deleteCopy(entry);
        lane.ledger().remove(List.of(entry.id()));
    }

    /** A point that a client wrote anew has no mark any more. */
    private void deleteCopy(Entry entry) throws CallFailed {
        Writes.done(site.calls()
                .answer(site.client()
                        .deleteAsync(Writes.deletion(
                                entry.target(), Writes.marked(entry.id()).build()))));
    }

    /** Part by part, those that differ from before and that no client has written since. */
    private void merge(Entry before, Entry wanted, PointStruct point) throws CallFailed, Stopped {
        Tolerances tolerances = lane.tolerances(wanted.target());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RetrievedPoint there = marked(wanted);
            if (there == null) {
                return;
            }
            Parts now = Parts.of(there);
            var fields = new TreeSet<>(before.parts().differingFields(wanted.parts()));
            fields.removeIf(name -> !now.isSameField(name, before.parts()));
            var vectors = new TreeSet<>(before.parts().differingVectors(wanted.parts(), Tolerances.NONE));
            vectors.removeIf(name -> !now.isSameVector(name, before.parts(), tolerances));
            if (fields.isEmpty() && vectors.isEmpty()) {
                return;
            }
            steering.goOn();
            writeFields(fields, there, wanted, point);
            writeVectors(vectors, wanted, point);
        }
        throw new Stopped("point " + PointIds.text(wanted.id()) + " is written by others all the time");
    }

    private @Nullable RetrievedPoint marked(Entry entry) throws CallFailed {
        return site.calls().answer(site.client().retrieveAsync(entry.target(), entry.id(), true, true, null)).stream()
                .filter(Writes::isMarked)
                .findFirst()
                .orElse(null);
    }

    private void writeFields(Set<String> fields, RetrievedPoint there, Entry wanted, PointStruct point)
            throws CallFailed {
        if (fields.stream()
                .map(point.getPayloadMap()::get)
                .filter(Objects::nonNull)
                .anyMatch(Value::hasNullValue)) {
            writePayload(fields, there, wanted, point);
            return;
        }
        for (String field : fields) {
            Filter.Builder asRead = Writes.marked(wanted.id());
            condition(field, there.getPayloadMap().get(field)).forEach(asRead::addMust);
            Value value = point.getPayloadMap().getOrDefault(field, nullValue());
            Writes.done(site.calls()
                    .answer(site.client()
                            .setPayloadAsync(wanted.target(), Map.of(field, value), asRead.build(), true, null, null)));
        }
    }

    /**
     * All of it, as a server takes null in a change of some fields for their end. What no filter can say of a field that a client
     * writes between reading and writing is lost, a field that was not there before among it.
     */
    private void writePayload(Set<String> fields, RetrievedPoint there, Entry wanted, PointStruct point)
            throws CallFailed {
        Filter.Builder asRead = Writes.marked(wanted.id());
        var all = new TreeSet<>(there.getPayloadMap().keySet());
        all.addAll(fields);
        all.forEach(field -> condition(field, there.getPayloadMap().get(field)).forEach(asRead::addMust));
        var payload = new HashMap<>(there.getPayloadMap());
        payload.keySet().removeAll(fields);
        point.getPayloadMap().forEach((field, value) -> {
            if (fields.contains(field)) {
                payload.put(field, value);
            }
        });
        Writes.done(site.calls()
                .answer(site.client()
                        .overwritePayloadAsync(wanted.target(), payload, asRead.build(), true, null, null)));
    }

    /** That a field is still as it was read, as far as a filter can say it. */
    private static List<Condition> condition(String field, @Nullable Value value) {
        return FieldPath.of(field).flatMap(path -> at(path, value)).stream().toList();
    }

    private static Optional<Condition> at(String path, @Nullable Value value) {
        if (value == null) {
            return Optional.of(isEmpty(path));
        }
        return switch (value.getKindCase()) {
            case STRING_VALUE -> Optional.of(matchKeyword(path, value.getStringValue()));
            case INTEGER_VALUE -> Optional.of(match(path, value.getIntegerValue()));
            case BOOL_VALUE -> Optional.of(match(path, value.getBoolValue()));
            case DOUBLE_VALUE ->
                Optional.of(range(
                        path,
                        Range.newBuilder()
                                .setGte(value.getDoubleValue())
                                .setLte(value.getDoubleValue())
                                .build()));
            case NULL_VALUE -> Optional.of(isNull(path));
            default -> Optional.empty();
        };
    }

    private void writeVectors(Set<String> names, Entry wanted, PointStruct point) throws CallFailed {
        Filter marked = Writes.marked(wanted.id()).build();
        var set = new HashMap<>(VectorsByName.of(point.getVectors()));
        set.keySet().retainAll(names);
        if (!set.isEmpty()) {
            updateVectors(wanted, set, marked);
        }
        List<String> dropped =
                names.stream().filter(name -> !set.containsKey(name)).toList();
        if (!dropped.isEmpty()) {
            Writes.done(site.calls()
                    .answer(site.client().deleteVectorsAsync(wanted.target(), dropped, marked, true, null, null)));
        }
    }

    private void updateVectors(Entry wanted, Map<String, Vector> set, Filter marked) throws CallFailed {
        var vectors = Vectors.newBuilder();
        if (set.containsKey("")) {
            vectors.setVector(set.get(""));
        } else {
            vectors.setVectors(NamedVectors.newBuilder().putAllVectors(set));
        }
        try {
            Writes.done(site.calls()
                    .answer(site.client()
                            .updateVectorsAsync(UpdatePointVectors.newBuilder()
                                    .setCollectionName(wanted.target())
                                    .setWait(true)
                                    .addPoints(PointVectors.newBuilder()
                                            .setId(wanted.id())
                                            .setVectors(vectors))
                                    .setUpdateFilter(marked)
                                    .build())));
        } catch (CallFailed failure) {
            if (failure.code() != Status.Code.NOT_FOUND) {
                throw failure;
            }
        }
    }
}
