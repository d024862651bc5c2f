package io.whisperschema.move;

/** What a move is doing. */
public enum MovePhase {
    /** It looks at every value of the source; nothing is written. */
    LOOKING,
    /** It makes the target's tables, without keys and indexes where those cost time. */
    CREATING,
    /** It copies rows, chunk by chunk. */
    COPYING,
    /** It adds keys and indexes and sets positions of numbered columns. */
    FINISHING,
    /** It reads the target back and compares. */
    PROVING,
    /** It writes the proof on record and takes its checkpoint away. */
    STAMPING
}
