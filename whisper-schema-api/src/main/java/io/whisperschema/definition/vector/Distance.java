package io.whisperschema.definition.vector;

import java.util.Locale;

/** How near two vectors are. */
public enum Distance {
    /** The angle between them; stores keep such vectors at length 1. */
    COSINE,
    /** Their dot product. */
    DOT,
    /** The straight line between them. */
    EUCLID,
    /** The sum of their differences. */
    MANHATTAN;

    /** The distance as a word. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
