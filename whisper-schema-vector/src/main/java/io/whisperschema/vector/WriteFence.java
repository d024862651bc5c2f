package io.whisperschema.vector;

import io.whisperschema.stability.Beta;

/** Lets a host hold back its writes for a moment, while collections are exchanged. */
@Beta("never run against a real server")
public interface WriteFence {
    /** Returns when no write is on its way any more; from then on writes wait. */
    void hold();

    /** Writes may go on. Called once after each {@link #hold}, also after an error. */
    void release();
}
