package io.whisperschema.move;

/** How a move proves itself. */
public enum Proof {
    /** By what both stores return when they are read. */
    COMPLETE,
    /** By what was written; the target is not read back, and the report says so. */
    OF_WRITING
}
