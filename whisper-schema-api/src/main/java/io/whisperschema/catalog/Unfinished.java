package io.whisperschema.catalog;

import java.util.Set;

/**
 * What a table of PostgreSQL has only half: left by a statement that failed or was never followed up.
 *
 * @param constraints those not proven for the rows that were there before them ({@code NOT VALID})
 * @param indexes those that no query uses ({@code INVALID})
 */
public record Unfinished(Set<String> constraints, Set<String> indexes) {
    /** Nothing is half done. */
    public static final Unfinished NOTHING = new Unfinished(Set.of(), Set.of());

    public Unfinished {
        constraints = Set.copyOf(constraints);
        indexes = Set.copyOf(indexes);
    }
}
