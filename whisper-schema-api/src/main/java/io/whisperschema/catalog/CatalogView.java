package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

/**
 * A view as a database has it.
 *
 * @param name its name
 * @param query its query, as the database gives it back
 */
public record CatalogView(String name, String query) {
    public CatalogView {
        requireNonNull(name);
        requireNonNull(query);
    }
}
