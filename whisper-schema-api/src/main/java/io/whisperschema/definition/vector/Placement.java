package io.whisperschema.definition.vector;

import java.util.Locale;

/** Where a server keeps something while it works. */
public enum Placement {
    /** In memory. */
    MEMORY,
    /** On disk, mapped as needed. */
    DISK;

    /** The place as a word. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
