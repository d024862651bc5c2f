package io.whisperschema.vector.internal.rebuild;

import io.whisperschema.error.LockTimeout;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * That nobody else is at a rebuild. Whoever holds it says so again before its time is over; when somebody has died with it, the
 * next waits for that, by a clock that must not be ahead of the other's by more than its length. A request that was on its way
 * already when the lease was lost cannot be called back: the server may apply it late. Not thread-safe.
 */
final class Lease implements AutoCloseable {
    private static final long POLL_MILLIS = 50;

    private final Site site;
    private final Jobs jobs;
    private final Duration length;
    private final String key;
    private final String owner = UUID.randomUUID().toString();
    private long until;

    private Lease(String key, Site site, Duration length) {
        this.site = site;
        this.jobs = site.jobs();
        this.length = length;
        this.key = key;
    }

    /**
     * Takes that of a rebuild that is on record.
     *
     * @throws LockTimeout if another does not give it away in time
     */
    static Lease of(String key, Site site, Duration length, Watch watch) throws CallFailed, Stopped {
        return taken(new Lease(key, site, length), "is rebuilding " + key, watch);
    }

    /**
     * Takes that of the desk: as long as it is held no rebuild begins, is taken back or ends. Who holds it waits for no other.
     *
     * @throws LockTimeout if another does not give it away in time
     */
    static Lease ofDesk(Site site, Duration length, Watch watch) throws CallFailed, Stopped {
        site.jobs().makeDesk();
        return taken(new Lease(Jobs.DESK, site, length), "begins, takes back or ends a rebuild", watch);
    }

    private static Lease taken(Lease lease, String what, Watch watch) throws CallFailed, Stopped {
        long begun = lease.now();
        while (!lease.isTaken()) {
            if (lease.now() - begun > watch.lockWait().toMillis()) {
                throw lease.late(what, watch.lockWait());
            }
            watch.stillWaiting();
            sleep();
        }
        return lease;
    }

    private LockTimeout late(String what, Duration waited) {
        return new LockTimeout(
                site.store(),
                waited,
                "Another process " + what + " on " + site.store() + ", for longer than " + waited
                        + ".\nLet it end, or run again when it is gone: this one goes on where it was then."
                        + " Nothing was applied.",
                Optional.empty());
    }

    private long now() {
        return site.clock().millis();
    }

    private boolean isTaken() throws CallFailed, Stopped {
        Jobs.Held held =
                jobs.held(key).orElseThrow(() -> new Stopped("another process has ended the rebuild of " + key));
        long now = now();
        return held.until() < now && jobs.take(key, held, owner, until(now));
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
        long now = now();
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
        return new Stopped("another process took over"
                + (key.equals(Jobs.DESK) ? "" : " the rebuild of " + key)
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
