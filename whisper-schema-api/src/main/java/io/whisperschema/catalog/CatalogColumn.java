package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Generated;
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
 * @param generated how the database computes it
 * @param collation how its text is sorted, where not in the database's usual way
 * @param comment what it means
 */
public record CatalogColumn(
        String name,
        NativeType type,
        boolean nullable,
        Optional<Expression> defaultValue,
        Identity identity,
        Optional<Generated> generated,
        Optional<String> collation,
        Optional<String> comment) {
    public CatalogColumn {
        requireNonNull(name);
        requireNonNull(type);
        requireNonNull(defaultValue);
        requireNonNull(identity);
        requireNonNull(generated);
        requireNonNull(collation);
        requireNonNull(comment);
    }

    /** A column that nothing computes, sorted in the usual way. */
    public CatalogColumn(
            String name,
            NativeType type,
            boolean nullable,
            Optional<Expression> defaultValue,
            Identity identity,
            Optional<String> comment) {
        this(name, type, nullable, defaultValue, identity, Optional.empty(), Optional.empty(), comment);
    }

    /** The same column under another name. */
    public CatalogColumn named(String changed) {
        return new CatalogColumn(changed, type, nullable, defaultValue, identity, generated, collation, comment);
    }

    /** The same column, computed so or not at all. */
    public CatalogColumn computed(Optional<Generated> changed) {
        return new CatalogColumn(name, type, nullable, defaultValue, identity, changed, collation, comment);
    }

    /** The same column with this comment or none. */
    public CatalogColumn withComment(Optional<String> changed) {
        return new CatalogColumn(name, type, nullable, defaultValue, identity, generated, collation, changed);
    }
}
