package io.whisperschema.internal.move;

import io.whisperschema.error.Cancelled;
import io.whisperschema.spi.Cancellation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Looks whether the host wants a move to stop. Thread-safe. */
final class Stop {
    private final Cancellation cancellation;
    private final IntFunction<String> state;
    private final AtomicInteger done = new AtomicInteger();

    /**
     * @param state what state the target is in after so many chunks, as a sentence
     */
    Stop(Cancellation cancellation, int done, IntFunction<String> state) {
        this.cancellation = cancellation;
        this.state = state;
        this.done.set(done);
    }

    /** One more chunk is copied. */
    void done() {
        done.incrementAndGet();
    }

    /** Throws if the host asked. */
    void look() {
        if (cancellation.isCancelled()) {
            throw new Cancelled(done.get(), "The move was stopped. " + state.apply(done.get()));
        }
    }
}
