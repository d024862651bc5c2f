package io.whisperschema.move;

/**
 * Host code that changes or leaves out rows on their way. It is called by several threads at once and runs more than once
 * for a row, so it must give the same for the same row: no clock, no randomness, no counter.
 */
public interface RowTransform {
    /** Its name, for reports. */
    String name();

    /** Which version of it this is; a move that was begun with another one does not go on. */
    String version();

    /** Changes the row, and says what becomes of it. */
    Outcome apply(MovedRow row);

    /** What becomes of a row. */
    enum Outcome {
        /** It moves. */
        KEEP,
        /** It stays behind; the report counts it. */
        LEAVE_OUT
    }
}
