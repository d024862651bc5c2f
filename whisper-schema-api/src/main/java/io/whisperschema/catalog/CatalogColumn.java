package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import java.util.Optional;

/**
 * A column as a database has it.
 *
 * @param name its name
 * @param type its type in the database's words
 * @param nullable whether it may be null
 * @param defaultValue what a row gets that names no value
 * @param identity whether the database numbers it
 * @param comment what it means
 */
public record CatalogColumn(
        String name,
        NativeType type,
        boolean nullable,
        Optional<Expression> defaultValue,
        Identity identity,
        Optional<String> comment) {
    public CatalogColumn {
        requireNonNull(name);
        requireNonNull(type);
        requireNonNull(defaultValue);
        requireNonNull(identity);
        requireNonNull(comment);
    }
}
