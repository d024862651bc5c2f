package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.Optional;

/**
 * A column of a {@link Table}. Hosts write one through {@link Relational#text} and its siblings.
 *
 * @param name its name
 * @param type its portable type
 * @param nullable whether it may be null; a nullable key column is what SQLite accepts, PostgreSQL refuses null in keys anyway
 * @param defaultValue what a row gets that names no value
 * @param identity whether the store numbers it
 * @param comment what it means; PostgreSQL keeps it, SQLite has no place for it
 */
public record Column(
        String name,
        ColumnType type,
        boolean nullable,
        Optional<Expression> defaultValue,
        Identity identity,
        Optional<String> comment) {
    public Column {
        String place = "column " + Checks.name("column", name);
        requireNonNull(type);
        requireNonNull(defaultValue);
        requireNonNull(identity);
        comment.ifPresent(text -> Checks.text(place, text));
        if (identity != Identity.NONE) {
            Checks.that(
                    type == ScalarType.INTEGER || type == ScalarType.BIGINT,
                    place,
                    "an identity cannot be " + type.text(),
                    "Make it an integer or a bigint.");
            Checks.that(
                    defaultValue.isEmpty(),
                    place,
                    "an identity cannot have a default",
                    "Leave the default or the identity out.");
        }
    }
}
