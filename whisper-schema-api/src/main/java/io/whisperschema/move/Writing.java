package io.whisperschema.move;

/** How a table is written. */
public enum Writing {
    /** PostgreSQL's COPY in its binary form. */
    COPY_BINARY,
    /** PostgreSQL's COPY in its text form, for types whose binary form we do not know. */
    COPY_TEXT,
    /** Statements that insert rows. */
    INSERT,
    /** Requests that put points in place of those of their ids. */
    UPSERT,
    /** Entries put in the place of what is under their keys, each with its expiry. */
    REPLACE
}
