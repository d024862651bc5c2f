package io.whisperschema.definition.graph;

import java.util.Locale;

/** The type of a property's values. */
public enum PropertyType {
    /** Text. */
    STRING,
    /** A 64-bit integer. */
    INTEGER,
    /** A 64-bit floating point number. */
    FLOAT,
    /** True or false. */
    BOOLEAN,
    /** A moment with its zone. */
    DATETIME,
    /** A list of texts. */
    STRINGS;

    /** The type as a word. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
