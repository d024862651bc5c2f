package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FacetValue;
import io.qdrant.client.grpc.Points.OrderValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/** The slots of numbers and of points in time, in their order. */
final class NumberIndex extends FieldIndex {
    private final Kind kind;
    private final OrderedSlots slots = new OrderedSlots();

    private enum Kind {
        INTEGER {
            @Override
            OptionalLong key(Value value) {
                return Numbers.whole(value);
            }
        },
        FLOAT {
            @Override
            OptionalLong key(Value value) {
                double number = Numbers.of(value);
                return Double.isNaN(number) ? OptionalLong.empty() : OptionalLong.of(Numbers.sortable(number));
            }
        },
        DATETIME {
            @Override
            OptionalLong key(Value value) {
                return value.hasStringValue()
                        ? Moments.parse(value.getStringValue()).stream()
                                .mapToLong(Moments::micros)
                                .findFirst()
                        : OptionalLong.empty();
            }
        };

        /** What an element of a payload is ordered by. */
        abstract OptionalLong key(Value value);
    }

    NumberIndex(PayloadPath path, FieldSchema schema) {
        super(path, schema);
        this.kind = switch (schema.type()) {
            case Integer -> Kind.INTEGER;
            case Float -> Kind.FLOAT;
            default -> Kind.DATETIME;
        };
    }

    @Override
    boolean put(int slot, List<Value> elements) {
        long[] keys = keys(elements).toArray();
        for (long key : keys) {
            slots.add(key, slot);
        }
        return keys.length > 0;
    }

    @Override
    void take(int slot, List<Value> elements) {
        keys(elements).forEach(key -> slots.remove(key, slot));
    }

    private LongStream keys(List<Value> elements) {
        return elements.stream().map(kind::key).flatMapToLong(OptionalLong::stream);
    }

    @Override
    Optional<Served> serveByValue(FieldCondition condition) {
        return serveMatch(condition.getMatch()).or(() -> range(condition).map(this::within));
    }

    private Optional<LongRange> range(FieldCondition condition) {
        if (!hasRanges()) {
            return Optional.empty();
        }
        return kind == Kind.FLOAT ? LongRange.ofSortable(condition) : LongRange.ofWhole(condition);
    }

    private Optional<Served> serveMatch(Match match) {
        if (!hasLookups()) {
            return Optional.empty();
        }
        return switch (match.getMatchValueCase()) {
            case INTEGER -> Optional.of(within(LongRange.only(match.getInteger())));
            case INTEGERS -> Optional.of(anyOf(Set.copyOf(match.getIntegers().getIntegersList())));
            case EXCEPT_INTEGERS ->
                Optional.of(except(Set.copyOf(match.getExceptIntegers().getIntegersList())));
            default -> Optional.empty();
        };
    }

    private IntegerIndexParams integerParams() {
        return schema().params().getIntegerIndexParams();
    }

    private boolean hasLookups() {
        return kind == Kind.INTEGER
                && (!integerParams().hasLookup() || integerParams().getLookup());
    }

    private boolean hasRanges() {
        return kind != Kind.INTEGER
                || !integerParams().hasRange()
                || integerParams().getRange();
    }

    private Served within(LongRange range) {
        return new Served(payload -> any(payload, range::contains), lookup(range));
    }

    private Lookup lookup(LongRange range) {
        return new Lookup(slots.count(range), () -> slots(range), Candidates.Certainty.EXACT);
    }

    private SlotSet slots(LongRange range) {
        var found = new SlotSet();
        slots.forEach(range, found::add);
        return found;
    }

    private Served anyOf(Set<Long> wanted) {
        List<Lookup> lookups =
                wanted.stream().map(LongRange::only).map(this::lookup).toList();
        return new Served(payload -> any(payload, wanted::contains), Lookup.anyOf(lookups));
    }

    private Served except(Set<Long> excepted) {
        return new Served(
                payload -> any(payload, key -> !excepted.contains(key)),
                Lookup.exact(typed()).toBeTested());
    }

    private boolean any(Map<String, Value> payload, LongPredicate wanted) {
        for (Value element : elements(payload)) {
            OptionalLong key = kind.key(element);
            if (key.isPresent() && wanted.test(key.getAsLong())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<OrderedValues> ordered() {
        return hasRanges() ? Optional.of(new NumberOrder(slots, this::range, this::value)) : Optional.empty();
    }

    private OrderValue value(long key) {
        return kind == Kind.FLOAT
                ? OrderValue.newBuilder().setFloat(Numbers.ofSortable(key)).build()
                : OrderValue.newBuilder().setInt(key).build();
    }

    @Override
    public boolean hasFacets() {
        return hasLookups();
    }

    @Override
    public void forEachFacet(BiConsumer<FacetValue, SlotSet> visitor) {
        var byKey = new HashMap<Long, SlotSet>();
        slots.ascending(
                LongRange.ALL,
                (key, slot) ->
                        byKey.computeIfAbsent(key, absent -> new SlotSet()).add(slot));
        byKey.forEach((key, having) ->
                visitor.accept(FacetValue.newBuilder().setIntegerValue(key).build(), having));
    }
}
