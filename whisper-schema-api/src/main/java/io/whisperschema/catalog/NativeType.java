package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.ColumnType;
import java.util.Optional;

/**
 * A type in a database's own words.
 *
 * @param text the words, in the one spelling its dialect prefers
 * @param portable what a definition would say for it, where it can say it without loss
 */
public record NativeType(String text, Optional<ColumnType> portable) {
    public NativeType {
        requireNonNull(text);
        requireNonNull(portable);
    }

    @Override
    public String toString() {
        return text;
    }
}
