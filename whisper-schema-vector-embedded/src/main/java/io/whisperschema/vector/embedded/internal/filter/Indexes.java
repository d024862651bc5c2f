package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The payload indexes of one collection. Not thread-safe: one writer or many readers. */
public final class Indexes {
    private static final String GUIDE = "Check https://qdrant.tech/documentation/concepts/indexing/#payload-index"
            + " to see which payload schemas support ";

    private final Map<PayloadPath, FieldIndex> byPath = new LinkedHashMap<>();
    private final Optional<IdSlots> ids;

    /** Where points are, so that a filter by id need not look at all of them. */
    @FunctionalInterface
    public interface IdSlots {
        OptionalInt slotOf(Id id);
    }

    public Indexes() {
        this.ids = Optional.empty();
    }

    public Indexes(IdSlots ids) {
        this.ids = Optional.of(ids);
    }

    /** An empty index; the points that are there already are to be added by the caller. Replaces another on the path. */
    public FieldIndex create(PayloadPath path, FieldSchema schema) {
        FieldIndex index = FieldIndex.of(path, schema);
        byPath.put(path, index);
        return index;
    }

    public void drop(PayloadPath path) {
        byPath.remove(path);
    }

    public Optional<FieldIndex> on(PayloadPath path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** In the order of their making. */
    public Map<PayloadPath, FieldIndex> all() {
        return Collections.unmodifiableMap(byPath);
    }

    /** The order of a field; throws {@link Refused} without an index that has one. */
    public OrderedValues orderedBy(PayloadPath path) {
        return on(path).flatMap(FieldIndex::ordered)
                .orElseThrow(() -> Refused.invalid("Wrong input: No range index for `order_by` key: `" + path
                        + "`. Please create one to use `order_by`. " + GUIDE + "Range conditions"));
    }

    /** An index that counts points by value; throws {@link Refused} without one. */
    public FieldIndex facetsOf(PayloadPath path) {
        return on(path).filter(FieldIndex::hasFacets)
                .orElseThrow(() -> Refused.invalid("Wrong input: No appropriate index for faceting: `" + path
                        + "`. Please create one to facet on this field. " + GUIDE + "Match conditions"));
    }

    /** Nothing when it is not known where points are. */
    Optional<Lookup> lookup(Set<Id> wanted) {
        return ids.map(slots -> new Lookup(wanted.size(), () -> slots(wanted, slots), Candidates.Certainty.EXACT));
    }

    private static SlotSet slots(Set<Id> wanted, IdSlots ids) {
        var slots = new SlotSet();
        wanted.forEach(id -> ids.slotOf(id).ifPresent(slots::add));
        return slots;
    }

    public void add(int slot, Map<String, Value> payload) {
        byPath.values().forEach(index -> index.add(slot, payload));
    }

    public void remove(int slot, Map<String, Value> payload) {
        byPath.values().forEach(index -> index.remove(slot, payload));
    }
}
