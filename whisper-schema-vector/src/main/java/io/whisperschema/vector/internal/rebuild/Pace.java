package io.whisperschema.vector.internal.rebuild;

import java.time.Clock;
import java.util.OptionalInt;

/** Keeps to a number of points in a second. Not thread-safe. */
final class Pace {
    private final Clock clock;
    private final OptionalInt perSecond;
    private final long begun;
    private long done;

    Pace(Clock clock, OptionalInt perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.begun = clock.millis();
    }

    /** To be called when so many points are done; returns when the next may be. */
    void done(int points) throws Stopped {
        done += points;
        if (perSecond.isPresent()) {
            rest(begun + done * 1000 / perSecond.getAsInt() - clock.millis());
        }
    }

    private static void rest(long millis) throws Stopped {
        if (millis > 0) {
            try {
                Thread.sleep(Math.min(millis, 1000));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Stopped("the thread was interrupted");
            }
        }
    }
}
