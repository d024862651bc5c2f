package io.whisperschema.spi;

import io.whisperschema.catalog.ScriptReading;

/** Somebody who reads scripts that come one behind the other. Not thread-safe. */
public interface ScriptReader {
    /**
     * Reads one more; what all so far make of an empty database. Its lines count on behind those of the scripts before.
     *
     * @throws io.whisperschema.error.UnreadableDocument if it cannot be cut into statements; then nothing of it was read
     */
    ScriptReading read(String script);
}
