package io.whisperschema.error;

import java.time.Duration;
import java.util.Optional;

/** Somebody else held a lock for longer than we were allowed to wait; the message's last line says what was applied. */
public final class LockTimeout extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final Duration waited;

    /**
     * @param store which store
     * @param waited for how long
     * @param message what, where, and what to do
     * @param cause the driver's error; empty where the lock is our own
     */
    public LockTimeout(String store, Duration waited, String message, Optional<? extends Throwable> cause) {
        super(message, cause.orElse(null));
        this.store = store;
        this.waited = waited;
    }

    /** Which store. */
    public String store() {
        return store;
    }

    /** How long the lock was waited for. */
    public Duration waited() {
        return waited;
    }
}
