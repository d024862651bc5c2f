package io.whisperschema.vector.embedded.internal.filter;

import io.whisperschema.vector.embedded.internal.filter.Candidates.Certainty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A whole filter. An empty list asks for nothing.
 *
 * @param minShould of which at least {@code minCount} must match
 * @param minCount unsigned; 0 asks for nothing
 */
record ClauseGroup(List<Clause> should, List<Clause> must, List<Clause> mustNot, List<Clause> minShould, long minCount)
        implements Clause {
    /** A lookup of so many times the slots of the shortest one is worth the intersection. */
    private static final int WORTHWHILE = 8;

    @Override
    public boolean test(PointView point) {
        return (should.isEmpty() || isMetByAny(should, point))
                && isMetByAll(point)
                && !isMetByAny(mustNot, point)
                && (minCount == 0 || isMetByEnough(point));
    }

    // Loops, not streams: each point of a scan comes by here.
    private static boolean isMetByAny(List<Clause> clauses, PointView point) {
        for (Clause clause : clauses) {
            if (clause.test(point)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMetByAll(PointView point) {
        for (Clause clause : must) {
            if (!clause.test(point)) {
                return false;
            }
        }
        return true;
    }

    private boolean isMetByEnough(PointView point) {
        long met = minShould.stream().filter(clause -> clause.test(point)).count();
        return Long.compareUnsigned(met, minCount) >= 0;
    }

    @Override
    public Optional<Lookup> lookup() {
        var lookups = new ArrayList<Lookup>();
        must.forEach(clause -> clause.lookup().ifPresent(lookups::add));
        anyOf(should).ifPresent(lookups::add);
        if (minCount != 0) {
            anyOf(minShould).ifPresent(lookups::add);
        }
        lookups.sort(Comparator.comparing(Lookup::atMost));
        return lookups.isEmpty() ? Optional.empty() : Optional.of(intersection(lookups));
    }

    private static Optional<Lookup> anyOf(List<Clause> clauses) {
        List<Lookup> lookups =
                clauses.stream().flatMap(clause -> clause.lookup().stream()).toList();
        boolean complete = !clauses.isEmpty() && lookups.size() == clauses.size();
        return complete ? Optional.of(Lookup.anyOf(lookups)) : Optional.empty();
    }

    private Lookup intersection(List<Lookup> shortestFirst) {
        int fewest = shortestFirst.get(0).atMost();
        List<Lookup> used = shortestFirst.stream()
                .filter(lookup -> lookup.atMost() / WORTHWHILE <= fewest)
                .toList();
        Certainty certainty = used.size() == parts() ? Lookup.certainty(used) : Certainty.TO_BE_TESTED;
        return new Lookup(fewest, () -> intersected(used), certainty);
    }

    /** How many lookups there are when indexes answer everything. */
    private int parts() {
        boolean beyondLookups = !mustNot.isEmpty() || Long.compareUnsigned(minCount, 1) > 0;
        return beyondLookups ? Integer.MAX_VALUE : must.size() + (should.isEmpty() ? 0 : 1) + (minCount == 0 ? 0 : 1);
    }

    private static SlotSet intersected(List<Lookup> lookups) {
        SlotSet slots = lookups.get(0).slots().get();
        for (Lookup lookup : lookups.subList(1, lookups.size())) {
            slots = slots.and(lookup.slots().get());
        }
        return slots;
    }
}
