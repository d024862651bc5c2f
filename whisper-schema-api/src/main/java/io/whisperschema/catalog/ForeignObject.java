package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Something in a database that no definition speaks of: listed, never dropped, never forgotten.
 *
 * @param type what it is, for example {@code trigger}
 * @param name its name
 * @param table the table it belongs to, if to one
 */
public record ForeignObject(String type, String name, Optional<String> table) {
    public ForeignObject {
        requireNonNull(type);
        requireNonNull(name);
        requireNonNull(table);
    }
}
