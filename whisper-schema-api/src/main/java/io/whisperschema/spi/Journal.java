package io.whisperschema.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Where the progress of plans is kept, so that a killed run goes on where it stopped. Append only. Must be durable
 * before {@link #append} returns, and safe for use by several processes.
 */
public interface Journal {
    /** Adds an entry at the end. */
    void append(Entry entry);

    /** The entries of that plan, oldest first. */
    List<Entry> entries(String plan);

    /**
     * One event of one step.
     *
     * @param plan the plan's fingerprint
     * @param step the step's id, without blanks
     * @param event what happened
     * @param words the step in words, for whoever reads the journal: its store and its change
     * @param at when
     */
    record Entry(String plan, String step, Event event, String words, Instant at) {
        public Entry {
            requireNonNull(plan);
            requireNonNull(event);
            requireNonNull(words);
            requireNonNull(at);
            if (step.isEmpty() || step.indexOf(' ') >= 0) {
                throw new IllegalArgumentException("A step that is journaled needs an id without blanks, not '" + step
                        + "'; give it another: Step.withId(…).");
            }
        }
    }

    /** What happens to a step. */
    enum Event {
        /** It is about to run, or about to be undone: until another entry follows, only its store tells which. */
        INTENT,
        /** It is applied. */
        DONE,
        /** It failed and is not applied, as far as the store could tell. */
        FAILED,
        /** It was applied and is undone, since a later one failed. */
        UNDONE
    }
}
