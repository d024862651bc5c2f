package io.whisperschema.spi;

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
     * @param step the step's id
     * @param event what happened
     * @param at when
     */
    record Entry(String plan, String step, Event event, Instant at) {}

    /** What happens to a step. */
    enum Event {
        /** It is about to run. */
        INTENT,
        /** It is applied. */
        DONE,
        /** It failed and is not applied, as far as the store could tell. */
        FAILED
    }
}
