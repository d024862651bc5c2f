package io.whisperschema.error;

/** A store could not be reached, opened or written to; its message says what state it is in now. */
public final class StoreUnavailable extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final Reason reason;

    /** Why it could not be reached, as far as that matters for what to do. */
    public enum Reason {
        /** Its server refuses connections or is still starting, and may soon be there. */
        NOT_THERE_YET,
        /** Anything else; waiting does not help. */
        OTHER
    }

    /**
     * @param store which store
     * @param message what, where, and what to do
     * @param cause the driver's error, freed of secrets
     */
    public StoreUnavailable(String store, String message, Throwable cause) {
        this(store, Reason.OTHER, message, cause);
    }

    /**
     * @param store which store
     * @param reason why
     * @param message what, where, and what to do
     * @param cause the driver's error, freed of secrets
     */
    public StoreUnavailable(String store, Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.store = store;
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Which store. */
    public String store() {
        return store;
    }
}
