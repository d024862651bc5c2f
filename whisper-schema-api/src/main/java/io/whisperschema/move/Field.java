package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

/**
 * A field of a passage.
 *
 * @param source its name on the source
 * @param target its name on the target
 * @param kind what its values are
 * @param nullness whether the target demands a value
 * @param digits what the target makes of text that reads as a number
 */
public record Field(String source, String target, ValueKind kind, Nullness nullness, Digits digits) {
    public Field {
        requireNonNull(source);
        requireNonNull(target);
        requireNonNull(kind);
        requireNonNull(nullness);
        requireNonNull(digits);
    }

    /** A field whose text stays text. */
    public Field(String source, String target, ValueKind kind, Nullness nullness) {
        this(source, target, kind, nullness, Digits.KEPT);
    }
}
