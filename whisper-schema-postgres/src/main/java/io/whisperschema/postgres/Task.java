package io.whisperschema.postgres;

import io.whisperschema.diff.RelationalChange;

/**
 * A change to make on the way.
 *
 * @param change what to do
 * @param cause the change of the difference that asks for it; another one where something must stand aside for it
 */
record Task(RelationalChange change, RelationalChange cause) {
    /** A change that is wanted for itself. */
    static Task of(RelationalChange change) {
        return new Task(change, change);
    }

    /** Whether it is there only to make way for another. */
    boolean makesWay() {
        return !change.equals(cause);
    }
}
