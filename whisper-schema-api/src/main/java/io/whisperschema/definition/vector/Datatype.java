package io.whisperschema.definition.vector;

import java.util.Locale;

/** How the elements of a vector are kept. */
public enum Datatype {
    /** As 32-bit floating point numbers. */
    FLOAT32,
    /** As 16-bit floating point numbers. */
    FLOAT16,
    /** As whole numbers of 0 to 255. */
    UINT8;

    /** The type as a word. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
