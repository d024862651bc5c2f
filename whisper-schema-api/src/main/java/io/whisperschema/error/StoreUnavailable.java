package io.whisperschema.error;

/** A store could not be reached, opened or written to; its message says what state it is in now. */
public final class StoreUnavailable extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;

    /**
     * @param store which store
     * @param message what, where, and what to do
     * @param cause the driver's error, freed of secrets
     */
    public StoreUnavailable(String store, String message, Throwable cause) {
        super(message, cause);
        this.store = store;
    }

    /** Which store. */
    public String store() {
        return store;
    }
}
