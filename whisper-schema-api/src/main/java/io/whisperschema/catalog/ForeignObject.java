package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Something in a database that no definition speaks of: listed, never dropped, never forgotten.
 *
 * @param type what it is, for example {@code trigger}
 * @param name its name
 * @param table the table it belongs to, if to one
 * @param definition the statement that makes it, where the database tells
 */
public record ForeignObject(String type, String name, Optional<String> table, Optional<String> definition) {
    public ForeignObject {
        requireNonNull(type);
        requireNonNull(name);
        requireNonNull(table);
        requireNonNull(definition);
    }

    /** An object of which the database tells no statement. */
    public ForeignObject(String type, String name, Optional<String> table) {
        this(type, name, table, Optional.empty());
    }
}
