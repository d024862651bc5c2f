package io.whisperschema.spi;

import java.util.concurrent.atomic.AtomicBoolean;

/** A host's wish to stop. Thread-safe; looked at before each step. */
public final class Cancellation {
    private final AtomicBoolean wanted = new AtomicBoolean();

    /** Nobody asks yet. */
    public Cancellation() {}

    /** Asks the run to stop before its next step. */
    public void cancel() {
        wanted.set(true);
    }

    /** Whether somebody asked. */
    public boolean isCancelled() {
        return wanted.get();
    }
}
