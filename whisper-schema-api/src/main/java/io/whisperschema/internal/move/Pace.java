package io.whisperschema.internal.move;

import io.whisperschema.move.Rate;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps all lanes of a move together within a rate. Thread-safe. */
public final class Pace {
    private static final long SECOND = 1_000_000_000;
    private static final long LONGEST_PAUSE = SECOND / 5;

    private final Optional<Rate> rate;
    private final Ticking time;
    private final Runnable look;
    private long free;

    /**
     * @param look called before each pause, which is short; throws if the move is to stop
     */
    public Pace(Optional<Rate> rate, Ticking time, Runnable look) {
        this.rate = rate;
        this.time = time;
        this.look = look;
        free = time.nanos().getAsLong();
    }

    /** Waits until so much may be done after what was done before. */
    public void spend(long rows, long bytes) {
        if (rate.isEmpty()) {
            return;
        }
        long until = reserve(rate.get(), rows, bytes);
        long left = until - time.nanos().getAsLong();
        while (left > 0) {
            look.run();
            time.pause().accept(Math.min(left, LONGEST_PAUSE));
            left = until - time.nanos().getAsLong();
        }
    }

    /** The moment from which so much more may be done. */
    private synchronized long reserve(Rate limit, long rows, long bytes) {
        long now = time.nanos().getAsLong();
        free = (free - now > 0 ? free : now) + Math.max(cost(rows, limit.rows()), cost(bytes, limit.bytes()));
        return free;
    }

    private static long cost(long amount, OptionalLong aSecond) {
        return aSecond.isEmpty() ? 0 : (long) (amount * (double) SECOND / aSecond.getAsLong());
    }
}
