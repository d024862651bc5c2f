package io.whisperschema.vector.embedded.internal.engine;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.vector.embedded.internal.engine.Incoming.Prepared;
import io.whisperschema.vector.embedded.internal.file.Change;
import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.Indexes;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes points in memory and says what is to be written. A method either does all that it is asked or throws before
 * it has changed anything.
 */
public final class Writer {

    private final int collection;
    private final View view;
    private final Points points;
    private final Indexes indexes;
    private final Budget budget;
    private final long operation;
    private final List<Change> changes = new ArrayList<>();
    private boolean begun;

    Writer(int collection, View view, Points points, Indexes indexes, Budget budget, long operation) {
        this.collection = collection;
        this.view = view;
        this.points = points;
        this.indexes = indexes;
        this.budget = budget;
        this.operation = operation;
    }

    List<Change> changes() {
        return changes;
    }

    /** Whether anything may be changed already. */
    boolean hasBegun() {
        return begun;
    }

    /** What is there. */
    public View view() {
        return view;
    }

    /** Writes whole points in place of what has their ids. No id comes twice. */
    public void upsert(Collection<Incoming> incoming) {
        incoming.forEach(point -> point.vectors().forEach(this::check));
        take(incoming.stream().mapToLong(this::cost).sum());
        incoming.forEach(this::upsert);
    }

    private void take(long bytes) {
        budget.take(bytes);
        begun = true;
    }

    private void check(Prepared vector) {
        if (view.spaces().get(vector.space().name()) != vector.space()) {
            throw Refused.invalid("Wrong input: Not existing vector name error: "
                    + vector.space().name());
        }
    }

    /** What a point needs; what it replaces is given back when it is gone. */
    private long cost(Incoming point) {
        return Budget.POINT + Budget.ofPayload(point.payloadBytes().length) + costOf(point.vectors());
    }

    private static long costOf(List<Prepared> vectors) {
        return vectors.stream()
                .mapToLong(vector -> Budget.ofVector(vector.vector().length))
                .sum();
    }

    private void upsert(Incoming point) {
        OptionalInt there = view.slot(point.id());
        int slot = there.isPresent() ? there.getAsInt() : points.add(point.id());
        if (there.isPresent()) {
            indexes.remove(slot, view.payload(slot));
            budget.give(Budget.POINT + Budget.ofPayload(points.payload(slot).size()));
            Set<VectorSpace> kept =
                    point.vectors().stream().map(Prepared::space).collect(Collectors.toSet());
            view.spaces().values().stream()
                    .filter(space -> !kept.contains(space))
                    .forEach(space -> remove(space, slot));
        }
        set(slot, Payload.of(point.payload(), point.payloadBytes()), point.payloadBytes());
        indexes.add(slot, point.payload());
        put(slot, point.vectors());
    }

    private void set(int slot, Payload payload, byte[] bytes) {
        points.set(slot, payload, operation);
        changes.add(new Change.PutPoint(collection, slot, key(points.id(slot)), operation, bytes));
    }

    static Object key(Id id) {
        return id.kind() == Id.Kind.NUMBER
                ? (Object) id.low()
                : ByteBuffer.allocate(16).putLong(id.high()).putLong(id.low()).array();
    }

    private void put(int slot, List<Prepared> vectors) {
        for (Prepared vector : vectors) {
            VectorSpace space = vector.space();
            if (space.has(slot)) {
                budget.give(Budget.ofVector(space.size()));
            }
            space.put(slot, vector.vector());
            changes.add(new Change.PutVector(collection, space.id(), slot, vector.bytes()));
        }
    }

    private void remove(VectorSpace space, int slot) {
        if (space.remove(slot)) {
            budget.give(Budget.ofVector(space.size()));
            changes.add(new Change.DropVector(collection, space.id(), slot));
        }
    }

    /** Removes points. */
    public void delete(Collection<Integer> slots) {
        begun = true;
        for (int slot : slots) {
            indexes.remove(slot, view.payload(slot));
            view.spaces().values().forEach(space -> remove(space, slot));
            budget.give(Budget.POINT + Budget.ofPayload(points.payload(slot).size()));
            points.remove(slot);
            changes.add(new Change.DropPoint(collection, slot));
        }
    }

    /** Puts other payloads in place of those that are there. */
    public void setPayloads(Map<Integer, Map<String, Value>> payloads) {
        List<Replacement> replacements = payloads.entrySet().stream()
                .map(entry -> new Replacement(entry.getKey(), entry.getValue(), Payload.bytes(entry.getValue())))
                .toList();
        take(replacements.stream()
                .mapToLong(replacement -> Budget.ofPayload(replacement.bytes().length))
                .sum());
        replacements.forEach(this::replace);
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Replacement(int slot, Map<String, Value> payload, byte[] bytes) {}

    private void replace(Replacement replacement) {
        int slot = replacement.slot();
        indexes.remove(slot, view.payload(slot));
        budget.give(Budget.ofPayload(points.payload(slot).size()));
        set(slot, Payload.of(replacement.payload(), replacement.bytes()), replacement.bytes());
        indexes.add(slot, replacement.payload());
    }

    /** Sets vectors of points that are there and leaves their others alone. */
    public void setVectors(Map<Integer, List<Prepared>> vectors) {
        vectors.values().forEach(each -> each.forEach(this::check));
        take(vectors.values().stream().mapToLong(Writer::costOf).sum());
        vectors.forEach((slot, each) -> {
            put(slot, each);
            touch(slot);
        });
    }

    /** Removes vectors of points that are there. */
    public void deleteVectors(Collection<Integer> slots, Collection<VectorSpace> spaces) {
        begun = true;
        for (int slot : slots) {
            spaces.forEach(space -> remove(space, slot));
            touch(slot);
        }
    }

    private void touch(int slot) {
        Payload payload = points.payload(slot);
        set(slot, payload, payload.bytes());
    }
}
