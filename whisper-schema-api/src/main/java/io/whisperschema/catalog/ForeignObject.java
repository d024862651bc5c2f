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
    private static final String EXTENSION = "extension";

    public ForeignObject {
        requireNonNull(type);
        requireNonNull(name);
        requireNonNull(table);
        requireNonNull(definition);
    }

    /** Whether it is an extension of the database, which servers come with and which holds no rows of anybody's. */
    public boolean isExtension() {
        return type.equals(EXTENSION);
    }

    /** The same of a table of that name. */
    public ForeignObject of(String other) {
        return new ForeignObject(type, name, Optional.of(other), definition);
    }

    /** An object of which the database tells no statement. */
    public ForeignObject(String type, String name, Optional<String> table) {
        this(type, name, table, Optional.empty());
    }
}
