package io.whisperschema.move;

import java.util.Set;

/**
 * Which tables of the source move.
 *
 * @param only these; all when empty
 * @param except not these
 */
public record Selection(Set<String> only, Set<String> except) {
    public Selection {
        only = Set.copyOf(only);
        except = Set.copyOf(except);
    }

    /** All tables. */
    public static Selection everything() {
        return new Selection(Set.of(), Set.of());
    }

    /** Whether a table of that name moves. */
    public boolean takes(String table) {
        return (only.isEmpty() || only.contains(table)) && !except.contains(table);
    }
}
