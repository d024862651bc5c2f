package io.whisperschema.definition.cache;

import java.util.Locale;

/** What Redis keeps under a key. */
public enum ValueType {
    /** A list, newest entry first. */
    LIST,
    /** A hash of fields. */
    HASH,
    /** A single value. */
    STRING,
    /** A set. */
    SET,
    /** A set sorted by score. */
    SORTED_SET;

    /** The type as a word. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
