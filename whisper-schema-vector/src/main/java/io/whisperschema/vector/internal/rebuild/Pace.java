package io.whisperschema.vector.internal.rebuild;

import java.time.Clock;
import java.util.OptionalInt;

/** Keeps to a number of points in a second. Not thread-safe. */
final class Pace {
    private static final long LONGEST_REST = 1000;

    private final Clock clock;
    private final OptionalInt perSecond;
    private final long begun;
    private long done;

    Pace(Clock clock, OptionalInt perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.begun = clock.millis();
    }

    void done(int points) {
        done += points;
    }

    /** Rests for a second at most where it is too fast; says whether it had to, and may have to again. */
    boolean rests() throws Stopped {
        long ahead = perSecond.isEmpty() ? 0 : begun + done * 1000 / perSecond.getAsInt() - clock.millis();
        if (ahead <= 0) {
            return false;
        }
        try {
            Thread.sleep(Math.min(ahead, LONGEST_REST));
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Stopped("the thread was interrupted");
        }
    }
}
