package io.whisperschema.vector.internal.rebuild;

import io.whisperschema.error.LockTimeout;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * That nobody else is at a rebuild. Whoever holds it says so again before its time is over; when somebody has died with it, the
 * next waits for that. Not thread-safe.
 */
final class Lease implements AutoCloseable {
    private static final long POLL_MILLIS = 50;

    private final Jobs jobs;
    private final Clock clock;
    private final Duration length;
    private final String key;
    private final String owner = UUID.randomUUID().toString();
    private long until;

    private Lease(Jobs jobs, Clock clock, Duration length, String key) {
        this.jobs = jobs;
        this.clock = clock;
        this.length = length;
        this.key = key;
    }

    /**
     * Takes that of a rebuild that is on record.
     *
     * @throws LockTimeout if another does not give it away in time
     */
    static Lease of(String key, Jobs jobs, Clock clock, Duration length, String store, Watch watch)
            throws CallFailed, Stopped {
        var lease = new Lease(jobs, clock, length, key);
        long begun = clock.millis();
        while (!lease.isTaken()) {
            if (clock.millis() - begun > watch.lockWait().toMillis()) {
                throw new LockTimeout(
                        store,
                        watch.lockWait(),
                        "Another process is rebuilding " + key + " on " + store + ", for longer than "
                                + watch.lockWait() + ".\nLet it end, or run again when it is gone: this one goes on"
                                + " where it was then. Nothing was applied.",
                        Optional.empty());
            }
            watch.stillWaiting();
            sleep();
        }
        return lease;
    }

    private boolean isTaken() throws CallFailed, Stopped {
        Jobs.Held held =
                jobs.find(key).orElseThrow(() -> new Stopped("another process has ended the rebuild of " + key));
        long now = clock.millis();
        return held.until() < now && jobs.take(held, owner, until(now));
    }

    private long until(long now) {
        until = now + length.toMillis();
        return until;
    }

    private static void sleep() throws Stopped {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Stopped("the thread was interrupted");
        }
    }

    /** To be called before each write: still nobody else is at it. */
    void keep() throws CallFailed, Stopped {
        long now = clock.millis();
        if (until - now < length.toMillis() * 2 / 3 && !jobs.renew(key, owner, until(now))) {
            throw lost();
        }
    }

    void put(Job job) throws CallFailed, Stopped {
        if (!jobs.put(job, owner)) {
            throw lost();
        }
    }

    void remove() throws CallFailed {
        jobs.remove(key, owner);
    }

    private Stopped lost() {
        return new Stopped("another process took over the rebuild of " + key
                + ", as this one had not been heard of for longer than " + length);
    }

    /** Gives it away; should that fail, it ends by itself. */
    @Override
    public void close() {
        try {
            jobs.release(key, owner);
        } catch (CallFailed goneWithTheServer) {
            // Whoever comes next waits until it is over.
        }
    }
}
