package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FacetValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What the points of a collection have in one field. Not thread-safe: one writer or many readers. */
public abstract class FieldIndex {
    private final PayloadPath path;
    private final FieldSchema schema;
    private final SlotSet known = new SlotSet();
    private final SlotSet filled = new SlotSet();
    private final SlotSet withNull = new SlotSet();
    private final SlotSet typed = new SlotSet();

    FieldIndex(PayloadPath path, FieldSchema schema) {
        this.path = path;
        this.schema = schema;
    }

    static FieldIndex of(PayloadPath path, FieldSchema schema) {
        return switch (schema.type()) {
            case Keyword -> KeyIndex.ofKeywords(path, schema);
            case Uuid -> KeyIndex.ofUuids(path, schema);
            case Bool -> KeyIndex.ofBooleans(path, schema);
            case Integer, Float, Datetime -> new NumberIndex(path, schema);
            case Geo -> new GeoIndex(path, schema);
            case Text -> new TextIndex(path, schema);
            case UnknownType, UNRECOGNIZED -> throw new IllegalArgumentException(schema.toString());
        };
    }

    public PayloadPath path() {
        return path;
    }

    public FieldSchema schema() {
        return schema;
    }

    /** How many points have a value that the index knows. */
    public int points() {
        return typed.size();
    }

    /** To be called once for each slot that holds a point, also when the field is missing. */
    public final void add(int slot, Map<String, Value> payload) {
        List<Value> values = path.values(payload);
        known.add(slot);
        if (!Values.areEmpty(values)) {
            filled.add(slot);
        }
        if (values.stream().anyMatch(Values::holdsNull)) {
            withNull.add(slot);
        }
        if (put(slot, Values.elements(values))) {
            typed.add(slot);
        }
    }

    /** Takes back what {@link #add} did; the payload must be the one it was given. */
    public final void remove(int slot, Map<String, Value> payload) {
        known.remove(slot);
        filled.remove(slot);
        withNull.remove(slot);
        typed.remove(slot);
        take(slot, elements(payload));
    }

    /** Whether there was a value of the index's type. */
    abstract boolean put(int slot, List<Value> elements);

    abstract void take(int slot, List<Value> elements);

    /** Nothing when the index cannot say. */
    abstract Optional<Served> serveByValue(FieldCondition condition);

    /** The slots with a value of the index's type. */
    final SlotSet typed() {
        return typed;
    }

    final List<Value> elements(Map<String, Value> payload) {
        return path.elements(payload);
    }

    /** Nothing when the index cannot say. Of several parts of one condition an index looks at the first it knows. */
    final Optional<Served> serve(FieldCondition condition) {
        return serveByValue(condition).or(() -> serveByPresence(condition));
    }

    private Optional<Served> serveByPresence(FieldCondition condition) {
        if (condition.hasIsEmpty()) {
            return Optional.of(condition.getIsEmpty() ? empty() : notEmpty());
        }
        if (condition.hasIsNull()) {
            return Optional.of(condition.getIsNull() ? isNull() : isNotNull());
        }
        return Optional.empty();
    }

    final Served empty() {
        return new Served(payload -> Values.areEmpty(path.values(payload)), without(filled));
    }

    private Served notEmpty() {
        return new Served(payload -> !Values.areEmpty(path.values(payload)), Lookup.exact(filled));
    }

    final Served isNull() {
        return new Served(this::holdsNull, Lookup.exact(withNull));
    }

    private Served isNotNull() {
        return new Served(payload -> !holdsNull(payload), without(withNull));
    }

    private boolean holdsNull(Map<String, Value> payload) {
        return path.values(payload).stream().anyMatch(Values::holdsNull);
    }

    private Lookup without(SlotSet slots) {
        return new Lookup(known.size() - slots.size(), () -> known.andNot(slots), Candidates.Certainty.EXACT);
    }

    /** The values in their order, for {@code order_by}; nothing when the index has none. */
    public Optional<OrderedValues> ordered() {
        return Optional.empty();
    }

    /** Whether points can be counted by value. */
    public boolean hasFacets() {
        return false;
    }

    /** Each value and the slots that have it, in no order. */
    public void forEachFacet(BiConsumer<FacetValue, SlotSet> visitor) {
        throw new IllegalStateException("No facets in " + path);
    }
}
