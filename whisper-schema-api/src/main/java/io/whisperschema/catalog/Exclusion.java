package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

/**
 * An exclusion constraint of PostgreSQL: no two rows compare true in all of its operators.
 *
 * @param name its name
 * @param definition what it excludes, from {@code EXCLUDE} on, as the database gives it back
 */
public record Exclusion(String name, String definition) {
    public Exclusion {
        requireNonNull(name);
        requireNonNull(definition);
    }
}
