package io.whisperschema.move;

/** What findings show of the rows in which a flaw was found. */
public enum Samples {
    /** Their keys. */
    KEYS,
    /** Their keys and the flawed values. */
    KEYS_AND_VALUES
}
