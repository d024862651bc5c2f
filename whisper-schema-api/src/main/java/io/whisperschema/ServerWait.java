package io.whisperschema;

import io.whisperschema.error.Cancelled;
import io.whisperschema.error.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A start tried anew while a server is not there yet, with pauses that grow. */
final class ServerWait {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Surroundings around;
    private final long deadline;
    private long pause = FIRST_PAUSE.toNanos();

    ServerWait(Surroundings around, Duration atMost) {
        this.around = around;
        this.deadline = System.nanoTime() + atMost.toNanos();
    }

    <T> T until(Supplier<T> start) {
        while (true) {
            try {
                return start.get();
            } catch (StoreUnavailable unavailable) {
                long left = deadline - System.nanoTime();
                if (unavailable.reason() != StoreUnavailable.Reason.NOT_THERE_YET || left <= 0) {
                    throw unavailable;
                }
                around.listener().waitingForServer(unavailable.store(), String.valueOf(unavailable.getMessage()));
                pause(left, unavailable);
            }
        }
    }

    private void pause(long left, StoreUnavailable unavailable) {
        if (around.cancellation().isCancelled()) {
            throw new Cancelled(
                    0,
                    "Stopped while waiting for the server of " + unavailable.store()
                            + ", as asked. Nothing was applied.");
        }
        LockSupport.parkNanos(Math.min(pause, left));
        if (Thread.currentThread().isInterrupted()) {
            throw unavailable;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
    }
}
