package io.whisperschema.vector.internal.rebuild;

import java.time.Duration;

/** Whoever waits for a rebuild. */
public interface Watch {
    /** That so many points are done of about so many; throws where it is to stop. */
    void progressed(long done, long of);

    /** How long to wait for another that is at it. */
    Duration lockWait();

    /** That it still waits; throws where it is to stop. */
    void stillWaiting();
}
