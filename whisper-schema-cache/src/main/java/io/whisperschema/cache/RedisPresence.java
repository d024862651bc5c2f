package io.whisperschema.cache;

import io.whisperschema.cache.internal.redis.Failure;
import io.whisperschema.error.StoreUnavailable;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a cache on Redis makes of answers and of their failing, and what it counts. Thread-safe. */
final class RedisPresence {
    private static final System.Logger LOG = System.getLogger(RedisPresence.class.getName());
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final RedisCacheOptions options;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong logged = new AtomicLong(System.nanoTime() - PAUSE);

    RedisPresence(RedisCacheOptions options) {
        this.options = options;
    }

    /** Refuses when the cache is closed. */
    void check() {
        if (closed.get()) {
            throw new IllegalStateException("this cache was closed");
        }
    }

    /** Whether it was open until now. */
    boolean close() {
        return closed.compareAndSet(false, true);
    }

    CompletionStage<Recalled> recalled(CompletableFuture<Recalled> answer) {
        return asked(answer.thenApply(this::counted), Recalled.NOTHING);
    }

    private Recalled counted(Recalled recalled) {
        (recalled.messages().isEmpty() ? misses : hits).increment();
        unreadable.add(recalled.unreadable().size());
        return recalled;
    }

    CompletionStage<FieldValues> found(CompletableFuture<FieldValues> answer) {
        return asked(answer.thenApply(this::counted), FieldValues.EMPTY);
    }

    private FieldValues counted(FieldValues values) {
        (values.isEmpty() ? misses : hits).increment();
        unreadable.add(values.unreadable().size());
        return values;
    }

    /** Of a write that always changes something. */
    CompletionStage<Void> written(CompletableFuture<Void> answer) {
        return changed(answer.thenApply(done -> true)).thenAccept(done -> {});
    }

    /** Of a write that says whether it changed something. */
    CompletionStage<Boolean> changed(CompletableFuture<Boolean> answer) {
        return asked(answer.thenApply(this::counted), false);
    }

    private boolean counted(boolean changed) {
        if (changed) {
            writes.increment();
        }
        return changed;
    }

    /** Of anything, which is that much where the host goes on without the cache. */
    <T> CompletionStage<T> asked(CompletableFuture<T> answer, T nothing) {
        return answer.exceptionally(error -> instead(nothing, error));
    }

    private <T> T instead(T nothing, Throwable error) {
        if (!(Failure.unwrapped(error) instanceof Failure failure)) {
            throw new CompletionException(Failure.unwrapped(error));
        }
        StoreUnavailable unavailable = unavailable(failure);
        failures.increment();
        tell(unavailable);
        if (options.absence() == RedisCacheOptions.Absence.FAIL) {
            throw unavailable;
        }
        log(unavailable);
        return nothing;
    }

    // Nobody else may see that a host goes on without its cache, and why.
    private void log(StoreUnavailable unavailable) {
        long now = System.nanoTime();
        long last = logged.get();
        if (now - last >= PAUSE && logged.compareAndSet(last, now)) {
            LOG.log(Level.WARNING, "The host goes on without its cache. " + unavailable.getMessage());
        }
    }

    // A listener that fails takes nothing from those who asked the cache.
    private void tell(StoreUnavailable unavailable) {
        try {
            options.listener().accept(unavailable);
        } catch (RuntimeException wrong) {
            LOG.log(Level.WARNING, "The listener of a cache on Redis failed.", wrong);
        }
    }

    private static StoreUnavailable unavailable(Failure failure) {
        StoreUnavailable.Reason reason =
                failure.kind() == Failure.Kind.NOT_SENT || failure.kind() == Failure.Kind.REFUSED
                        ? StoreUnavailable.Reason.NOT_THERE_YET
                        : StoreUnavailable.Reason.OTHER;
        String message = switch (failure.kind()) {
            case NOT_SENT -> "Redis cannot be reached: %s.%nNothing of what was asked of it has been carried out.";
            case REFUSED -> "Redis cannot do it now: %s.%nNothing of what was asked of it has been carried out.";
            case LOST ->
                "The answer of Redis was lost: %s.%nWhat was asked of it may have been carried out;"
                        + " to add a message again is safe, as it is seen once.";
            case LATE ->
                "Redis is late: %s.%nWhat was asked of it may have been carried out, or may yet be;"
                        + " to add a message again is safe, as it is seen once.";
            case PARTLY ->
                "Redis could not do all of it: %s.%nA part of what was asked of it has been carried out, or may have been;"
                        + " to add a message again is safe, as it is seen once.";
            case WRONG ->
                "Redis refused: %s.%nMend that and try again; of an operation on more than one key a part may have been"
                        + " carried out.";
        };
        return new StoreUnavailable(RedisMessages.STORE, reason, message.formatted(failure.getMessage()), failure);
    }

    CacheStats stats() {
        return new CacheStats(hits.sum(), misses.sum(), writes.sum(), unreadable.sum(), failures.sum(), 0, 0);
    }
}
