package io.whisperschema.move;

/** What becomes of rows that the target holds before a move. */
public enum TargetRows {
    /** There are none, else the move does not begin. */
    NONE_EXPECTED,
    /** They are deleted, after a restore point was taken where the store has them. */
    REPLACED
}
