package io.whisperschema.definition.cache;

import java.util.Locale;

/** How documents of a cache are written. All are read, whichever is written. */
public enum DocumentForm {
    /** JSON text of flat texts, as Python applications write and read it. */
    FLAT,
    /** JSON behind one byte of format and version. */
    JSON,
    /** MessagePack behind one byte of format and version. */
    MESSAGE_PACK;

    /** The form as words. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
