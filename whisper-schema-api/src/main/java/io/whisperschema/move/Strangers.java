package io.whisperschema.move;

/** What becomes of tables of the source that the definition does not speak of. */
public enum Strangers {
    /** The move does not begin. */
    REFUSED,
    /** They stay where they are; the report names them. */
    LEFT_BEHIND,
    /** They are made in the target as they are read, and move too. */
    CARRIED
}
