package io.whisperschema.spi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A host's wish to stop. Thread-safe; looked at before each step and while waiting for locks, and a statement that is
 * running is stopped where its driver can do that.
 */
public final class Cancellation {
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Set<Work> running = ConcurrentHashMap.newKeySet();

    /** Nobody asks yet. */
    public Cancellation() {}

    /**
     * Asks the run to stop, on the caller's thread: now where what is running can be stopped, else before its next step. A
     * driver may miss it for a statement that is just about to begin; asking again stops that too.
     */
    public void cancel() {
        wanted.set(true);
        running.forEach(Work::stop);
    }

    /** Whether somebody asked. */
    public boolean isCancelled() {
        return wanted.get();
    }

    /**
     * To be called by a store before something begins that can be stopped; behind it look whether somebody asked already.
     *
     * @param stop stops it; called on the thread of who asks
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

        private Work(Cancellation cancellation, Runnable stop) {
            this.cancellation = cancellation;
            this.stop = stop;
        }

        private void stop() {
            stop.run();
        }

        /** It is over. */
        @Override
        public void close() {
            cancellation.running.remove(this);
        }
    }
}
