package io.whisperschema.vector.embedded.internal.filter;

import io.whisperschema.vector.embedded.internal.filter.Candidates.Certainty;
import java.util.List;
import java.util.function.Supplier;

/**
 * Slots that an index can name.
 *
 * @param atMost how many they can be, known without finding them
 */
record Lookup(int atMost, Supplier<SlotSet> slots, Certainty certainty) {

    static Lookup exact(SlotSet slots) {
        return new Lookup(slots.size(), () -> slots, Certainty.EXACT);
    }

    Lookup toBeTested() {
        return new Lookup(atMost, slots, Certainty.TO_BE_TESTED);
    }

    static Lookup anyOf(List<Lookup> lookups) {
        long sum = lookups.stream().mapToLong(Lookup::atMost).sum();
        return new Lookup((int) Math.min(sum, Integer.MAX_VALUE), () -> union(lookups), certainty(lookups));
    }

    private static SlotSet union(List<Lookup> lookups) {
        var union = new SlotSet();
        lookups.forEach(lookup -> union.addAll(lookup.slots.get()));
        return union;
    }

    static Certainty certainty(List<Lookup> lookups) {
        return lookups.stream().allMatch(lookup -> lookup.certainty == Certainty.EXACT)
                ? Certainty.EXACT
                : Certainty.TO_BE_TESTED;
    }
}
