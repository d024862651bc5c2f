package io.whisperschema.vector.embedded.internal.engine;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.vector.embedded.internal.filter.Candidates;
import io.whisperschema.vector.embedded.internal.filter.CompiledFilter;
import io.whisperschema.vector.embedded.internal.filter.Filters;
import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.Indexes;
import io.whisperschema.vector.embedded.internal.filter.PointView;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.score.Scorer;
import io.whisperschema.vector.embedded.internal.score.TopK;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** What is in a collection, for as long as its lock is held. */
public final class View {

    private final Points points;
    private final Map<String, VectorSpace> spaces;
    private final Indexes indexes;

    View(Points points, Map<String, VectorSpace> spaces, Indexes indexes) {
        this.points = points;
        this.spaces = spaces;
        this.indexes = indexes;
    }

    /** How many points there are. */
    public int count() {
        return points.count();
    }

    /** The slot of a point, if there is one. */
    public OptionalInt slot(Id id) {
        Integer slot = points.slot(id);
        return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    /** The slot of a point that must be there. */
    public int slotOf(Id id) {
        return slot(id).orElseThrow(() ->
                new Refused(io.grpc.Status.Code.NOT_FOUND, "Not found: No point with id " + id + " found"));
    }

    /** The id of the point in a slot. */
    public Id id(int slot) {
        return points.id(slot);
    }

    /** The payload of the point in a slot. */
    public Map<String, Value> payload(int slot) {
        return points.payload(slot).read();
    }

    /** The number of the operation that last changed a point. */
    public long version(int slot) {
        return points.version(slot);
    }

    /** All spaces, by name. */
    public Map<String, VectorSpace> spaces() {
        return spaces;
    }

    /** The space of a name; refused where there is none. */
    public VectorSpace space(String name) {
        VectorSpace space = spaces.get(name);
        if (space == null) {
            throw Refused.invalid("Wrong input: Not existing vector name error: " + name);
        }
        return space;
    }

    /** The same where a request itself is at fault, not a part of it: the server has other words for that. */
    public VectorSpace configured(String name) {
        VectorSpace space = spaces.get(name);
        if (space == null) {
            throw Refused.invalid("Wrong input: " + notConfigured(name));
        }
        return space;
    }

    private String notConfigured(String name) {
        String names = spaces.keySet().stream().sorted().collect(Collectors.joining(", "));
        if (spaces.isEmpty()) {
            return "Vectors are not configured in this collection";
        }
        if (names.isEmpty()) {
            return "Vector with name " + name + " is not configured in this collection";
        }
        return name.isEmpty()
                ? "Collection requires specified vector name in the request, available names: " + names
                : "Vector with name `" + name + "` is not configured in this collection, available names: " + names;
    }

    /** The payload indexes. */
    public Indexes indexes() {
        return indexes;
    }

    /** The slots from an id on, or from the first, in the order of ids. */
    public Iterable<Integer> inOrder(Optional<Id> from) {
        return from.map(id -> points.slots().tailMap(id, true))
                .orElse(points.slots())
                .values();
    }

    /** A filter that may be empty. */
    public Matches matching(Filter filter) {
        return new Matches(Filters.compile(filter, indexes));
    }

    /** Which points match a filter. For one thread. */
    public final class Matches {
        private final CompiledFilter filter;
        private final Cursor cursor = new Cursor();

        private Matches(CompiledFilter filter) {
            this.filter = filter;
        }

        /** Whether the point in a slot matches. */
        public boolean test(int slot) {
            return filter.test(cursor.at(slot));
        }

        /** The matching slots that an index gives, unless looking at all points is the better way. */
        public Optional<Candidates> candidates() {
            return filter.candidates(Math.max(1, points.count() / 2));
        }

        /** All matching slots, in no order. */
        public void forEach(IntConsumer visitor) {
            Optional<Candidates> candidates = candidates();
            if (candidates.isPresent()) {
                boolean exact = candidates.get().certainty() == Candidates.Certainty.EXACT;
                candidates.get().slots().forEach(slot -> {
                    if (exact || test(slot)) {
                        visitor.accept(slot);
                    }
                });
                return;
            }
            for (int slot = 0; slot < points.end(); slot++) {
                if (points.isUsed(slot) && test(slot)) {
                    visitor.accept(slot);
                }
            }
        }
    }

    /** Offers all vectors of a space to a scorer. */
    public void scan(VectorSpace space, Scorer scorer, TopK best) {
        space.scan(scorer, best);
    }

    /** Offers those vectors of a space whose slots pass a test. */
    public void scan(VectorSpace space, Scorer scorer, IntPredicate test, TopK best) {
        space.scan(scorer, test, best);
    }

    private final class Cursor implements PointView {
        private int slot;

        PointView at(int slot) {
            this.slot = slot;
            return this;
        }

        @Override
        public Id id() {
            return points.id(slot);
        }

        @Override
        public Map<String, Value> payload() {
            return points.payload(slot).values();
        }

        @Override
        public boolean hasVector(String name) {
            VectorSpace space = spaces.get(name);
            return space != null && space.has(slot);
        }
    }
}
