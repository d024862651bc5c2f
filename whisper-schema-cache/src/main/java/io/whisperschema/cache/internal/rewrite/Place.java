package io.whisperschema.cache.internal.rewrite;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a field is in a value.
 *
 * @param name the field
 * @param within the field inside which it travels
 */
record Place(String name, Optional<String> within) {
    Place {
        requireNonNull(name);
        requireNonNull(within);
    }

    /** The place of another name beside it. */
    Place called(String other) {
        return new Place(other, within);
    }
}
