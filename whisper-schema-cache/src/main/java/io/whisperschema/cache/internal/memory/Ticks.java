package io.whisperschema.cache.internal.memory;

import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.TimeUnit;

/** A timeline in nanoseconds from where it began, and when what is kept by it is over. */
final class Ticks implements Ticker, Expiry<String, Timed> {
    private final Timeline time;
    private final long start;

    Ticks(Timeline time) {
        this.time = time;
        start = time.now();
    }

    @Override
    public long read() {
        return TimeUnit.MILLISECONDS.toNanos(time.now() - start);
    }

    @Override
    public long expireAfterCreate(String key, Timed value, long now) {
        return left(value, now);
    }

    @Override
    public long expireAfterUpdate(String key, Timed value, long now, long leftBefore) {
        return left(value, now);
    }

    @Override
    public long expireAfterRead(String key, Timed value, long now, long leftBefore) {
        return leftBefore;
    }

    private long left(Timed value, long now) {
        return value.deadline() == Timed.NEVER
                ? Long.MAX_VALUE
                : Math.max(0, TimeUnit.MILLISECONDS.toNanos(value.deadline() - start) - now);
    }
}
