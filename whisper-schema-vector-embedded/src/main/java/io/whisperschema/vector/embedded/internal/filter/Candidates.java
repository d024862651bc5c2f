package io.whisperschema.vector.embedded.internal.filter;

/**
 * The slots that may match a filter.
 *
 * @param slots of an index itself, maybe: not to be changed, nor kept beyond the lock
 */
public record Candidates(SlotSet slots, Certainty certainty) {

    /** Whether the filter itself is still to be asked. */
    public enum Certainty {
        /** All of the slots match. */
        EXACT,
        /** Some of the slots may not match. */
        TO_BE_TESTED
    }
}
