package io.whisperschema.cache;

import java.util.Map;

/**
 * Typed values by field name, as a hash of a key family holds them, in order: {@code String}, {@code Long}, {@code Double},
 * {@code Boolean}, {@code Instant}, {@code Set<String>} or {@link MetadataValue} for JSON, as the family's field says. Immutable.
 *
 * @param values the values
 */
public record FieldValues(Map<String, Object> values) {
    /** No values. */
    public static final FieldValues EMPTY = new FieldValues(Map.of());
}
