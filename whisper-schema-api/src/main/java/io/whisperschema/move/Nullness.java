package io.whisperschema.move;

/** Whether a field of the target may be without a value. */
public enum Nullness {
    /** It may. */
    NULLABLE,
    /** It must have one. */
    REQUIRED
}
