package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

/**
 * How much of a component a database has.
 *
 * @param component which one
 * @param applied how many of its migrations the database has; what keeps a component by its definition counts as one
 * @param of how many there are
 * @param state what that means
 */
public record Completeness(String component, int applied, int of, State state) {
    public Completeness {
        requireNonNull(component);
        requireNonNull(state);
    }

    /** How much there is. */
    public enum State {
        /** Everything. */
        COMPLETE,
        /** Not everything: the next run brings the rest. */
        INCOMPLETE,
        /** Not everything, and the profile in use leaves the rest out. */
        LEFT_OUT
    }

    /** Its name and how much there is, as {@code notes | 1 of 2 | INCOMPLETE}. */
    public String line() {
        return component + " | " + applied + " of " + of + " | " + state.name().replace('_', ' ');
    }
}
