package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

/**
 * A field of a passage.
 *
 * @param source its name on the source
 * @param target its name on the target
 * @param kind what its values are
 * @param nullness whether the target demands a value
 */
public record Field(String source, String target, ValueKind kind, Nullness nullness) {
    public Field {
        requireNonNull(source);
        requireNonNull(target);
        requireNonNull(kind);
        requireNonNull(nullness);
    }
}
