package io.whisperschema.sql;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long is still waited for what others hold, with pauses that grow. Not thread-safe. */
public final class Patience {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);

    private final long longestPause;
    private long left;
    private long pause = SHORTEST_PAUSE.toNanos();

    private Patience(long left, long longestPause) {
        this.left = left;
        this.longestPause = longestPause;
    }

    /** Waits that long in all, and at most that long at a time. */
    public static Patience of(Duration inAll, Duration atATime) {
        return new Patience(inAll.toNanos(), Math.max(SHORTEST_PAUSE.toNanos(), atATime.toNanos()));
    }

    /** Whether all of it is used up. */
    public boolean isOver() {
        return left <= 0;
    }

    /** That much was spent waiting elsewhere. */
    public void spend(Duration waited) {
        left -= waited.toNanos();
    }

    /** Waits a little, each time twice as long as before. Who wants this thread to stop ends the patience. */
    public void pause() {
        long begun = System.nanoTime();
        LockSupport.parkNanos(Math.min(pause, Math.max(1, left)));
        left -= System.nanoTime() - begun;
        pause = Math.min(2 * pause, longestPause);
        if (Thread.currentThread().isInterrupted()) {
            left = 0;
        }
    }
}
