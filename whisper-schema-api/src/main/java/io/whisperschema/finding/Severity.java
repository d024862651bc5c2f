package io.whisperschema.finding;

/** How much a {@link Finding} matters. */
public enum Severity {
    /** Worth knowing; nothing needs doing. */
    NOTICE,
    /** Cannot be decided, or will matter one day. */
    WARNING,
    /** The store is not what the definition says. */
    ERROR
}
