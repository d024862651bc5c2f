package io.whisperschema.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * How a relational database sorts.
 *
 * @param collation the collation of texts of which nobody said one
 * @param byBytes the collations that go by the bytes of UTF-8, the same on every database
 * @param nulls where rows without a value stand in an ascending order
 */
public record Sorting(String collation, Set<String> byBytes, Nulls nulls) {
    public Sorting {
        requireNonNull(collation);
        byBytes = Set.copyOf(byBytes);
        requireNonNull(nulls);
    }

    /** Where rows without a value stand. */
    public enum Nulls {
        /** Before all others. */
        FIRST,
        /** Behind all others. */
        LAST
    }

    /** The collation of a column that has that one or none of its own. */
    public String collation(Optional<String> own) {
        return own.orElse(collation);
    }

    /** Whether texts of that collation are sorted by their bytes. */
    public boolean isByBytes(String ofTexts) {
        return byBytes.contains(ofTexts);
    }
}
