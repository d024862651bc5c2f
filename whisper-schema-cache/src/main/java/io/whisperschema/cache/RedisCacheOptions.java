package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * How a {@link RedisCache} works.
 *
 * @param codec how it writes messages
 * @param timeout how long one exchange with Redis may take, with its repetitions where nothing was carried out; most operations are
 *     one exchange. What Redis refuses for a while is tried again for three quarters of it
 * @param replicas how many replicas must have a write before it counts
 * @param absence what it does while Redis is gone
 * @param listener who is told of each failure; it must not block
 * @param clock what says when something was added
 */
public record RedisCacheOptions(
        MessageCodec codec,
        Duration timeout,
        int replicas,
        Absence absence,
        Consumer<StoreUnavailable> listener,
        InstantSource clock) {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);

    public RedisCacheOptions {
        requireNonNull(codec);
        requireNonNull(absence);
        requireNonNull(listener);
        requireNonNull(clock);
        if (timeout.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("Redis would be given " + timeout + "; give it a millisecond or more");
        }
        if (replicas < 0) {
            throw new IllegalArgumentException("waits for " + replicas + " replicas; wait for 0 or more");
        }
    }

    /** What a cache does while Redis is gone. */
    public enum Absence {
        /** Operations fail with {@link StoreUnavailable}. */
        FAIL,
        /**
         * The host goes on without a cache: nothing is found, written or locked. Failures are counted, and one a minute at most is
         * logged. So is what Redis refuses for another reason, such as a right that is missing.
         */
        GO_ON
    }

    /** Messages as MessagePack, five seconds for each exchange, and {@link StoreUnavailable} when Redis is gone. */
    public static RedisCacheOptions usual() {
        return new RedisCacheOptions(
                MessageCodec.messagePack(), USUAL_TIMEOUT, 0, Absence.FAIL, failure -> {}, Clock.systemUTC());
    }

    /** Messages written by that codec. */
    public RedisCacheOptions codec(MessageCodec other) {
        return new RedisCacheOptions(other, timeout, replicas, absence, listener, clock);
    }

    /** With that much time for each exchange with Redis. */
    public RedisCacheOptions timeout(Duration time) {
        return new RedisCacheOptions(codec, time, replicas, absence, listener, clock);
    }

    /** Going on without a cache while Redis is gone. */
    public RedisCacheOptions goingOnWithout() {
        return new RedisCacheOptions(codec, timeout, replicas, Absence.GO_ON, listener, clock);
    }

    /**
     * Writes count once that many replicas have them too, and fail when they do not within half of the time for an exchange. Then
     * they outlive a failover. Other operations of this cache wait behind.
     */
    public RedisCacheOptions acknowledgedByReplicas(int number) {
        return new RedisCacheOptions(codec, timeout, number, absence, listener, clock);
    }

    /** Telling that listener of each failure; it must not block. */
    public RedisCacheOptions telling(Consumer<StoreUnavailable> who) {
        return new RedisCacheOptions(codec, timeout, replicas, absence, who, clock);
    }

    /** With the time from that clock. */
    public RedisCacheOptions clock(InstantSource time) {
        return new RedisCacheOptions(codec, timeout, replicas, absence, listener, time);
    }
}
