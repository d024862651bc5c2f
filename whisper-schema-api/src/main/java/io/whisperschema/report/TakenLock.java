package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

/**
 * A lock that a rehearsal took on something that was there before.
 *
 * @param relation the table or view
 * @param mode the strongest mode, in the database's words
 */
public record TakenLock(String relation, String mode) {
    public TakenLock {
        requireNonNull(relation);
        requireNonNull(mode);
    }
}
