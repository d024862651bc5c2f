package io.whisperschema.definition.cache;

import java.util.Locale;

/** The type of a cached field's values, all of which travel as text. */
public enum CacheFieldType {
    /** Text. */
    STRING,
    /** A 64-bit integer. */
    INTEGER,
    /** A 64-bit floating point number. */
    FLOAT,
    /** True or false. */
    BOOLEAN,
    /** A moment as ISO-8601 text; without a zone it is UTC. */
    DATETIME,
    /** A moment as seconds since 1970, with a fraction or without. */
    EPOCH_SECONDS,
    /** A set of texts. */
    STRING_SET,
    /** JSON. */
    JSON;

    /** The type as a word. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
