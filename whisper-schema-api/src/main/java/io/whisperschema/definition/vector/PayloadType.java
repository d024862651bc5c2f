package io.whisperschema.definition.vector;

import java.util.Locale;

/** The type of a payload field's values. */
public enum PayloadType {
    /** Text that is matched as a whole. */
    KEYWORD,
    /** Text that is searched in. */
    TEXT,
    /** A 64-bit integer. */
    INTEGER,
    /** A 64-bit floating point number. */
    FLOAT,
    /** True or false. */
    BOOL,
    /** A moment, as ISO-8601 text. */
    DATETIME,
    /** A place on earth: an object of {@code lon} and {@code lat}. */
    GEO,
    /** A UUID, as text. */
    UUID,
    /** An object with fields of its own; cannot be indexed as a whole. */
    OBJECT;

    /** The type as a word. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
