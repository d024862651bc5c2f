package io.whisperschema.spi;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A host's wish to stop. Thread-safe; looked at before each step and while waiting for locks, and a statement that is
 * running is stopped where its driver can do that.
 */
public final class Cancellation {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Set<Work> running = ConcurrentHashMap.newKeySet();

    /** Nobody asks yet. */
    public Cancellation() {}

    /**
     * Asks the run to stop: now where what is running can be stopped, else before its next step. Comes back when what was
     * running is over; after ten seconds also if that could not be stopped, and at once if it runs on this very thread.
     */
    public void cancel() {
        wanted.set(true);
        running.forEach(Work::ask);
        running.forEach(Work::askUntilOver);
    }

    /** Whether somebody asked. */
    public boolean isCancelled() {
        return wanted.get();
    }

    /**
     * To be called by a store before something begins that can be stopped; behind it look whether somebody asked already.
     *
     * @param stop stops it; called on the thread of who asks, and again while it goes on, as an ask that comes before its
     *     database has heard of a statement is lost; never once it is {@link Work#close closed}
     */
    public Work begin(Runnable stop) {
        var work = new Work(this, stop);
        running.add(work);
        return work;
    }

    /** Something that runs and can be stopped, until it is closed. */
    public static final class Work implements AutoCloseable {
        private final Cancellation cancellation;
        private final Runnable stop;
        private final Thread runner = Thread.currentThread();
        private boolean over;

        private Work(Cancellation cancellation, Runnable stop) {
            this.cancellation = cancellation;
            this.stop = stop;
        }

        private synchronized void ask() {
            if (!over) {
                stop.run();
            }
        }

        private synchronized void askUntilOver() {
            long asked = System.nanoTime();
            Duration pause = FIRST_PAUSE;
            while (runner != Thread.currentThread()
                    && !over
                    && System.nanoTime() - asked < PATIENCE.toNanos()
                    && waited(pause)) {
                ask();
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            }
        }

        /** Whether nobody wanted the waiting to end. */
        private boolean waited(Duration pause) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, pause.toNanos());
                return true;
            } catch (InterruptedException other) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** It is over; waits for an ask that is on its way, which would else stop what comes next. */
        @Override
        public synchronized void close() {
            over = true;
            notifyAll();
            cancellation.running.remove(this);
        }
    }
}
