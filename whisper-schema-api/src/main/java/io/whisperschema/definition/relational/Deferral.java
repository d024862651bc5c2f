package io.whisperschema.definition.relational;

/** When a constraint is checked. */
public enum Deferral {
    /** With each statement, always. */
    NOT_DEFERRABLE,
    /** With each statement, unless a transaction asks for its end. */
    DEFERRABLE,
    /** When the transaction ends, unless it asks otherwise. */
    INITIALLY_DEFERRED
}
