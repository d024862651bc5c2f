package io.whisperschema.cache.internal.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Locks by key, each until its moment. They are never given up for room. Thread-safe. */
public final class Locks {
    private final Timeline time;
    private final AtomicLong lastToken;
    private final Cache<String, Lock> held;

    /**
     * No locks yet.
     *
     * @param lastToken the last number that was given to one
     */
    public Locks(Timeline time, long lastToken) {
        this.time = time;
        this.lastToken = new AtomicLong(lastToken);
        var ticks = new Ticks(time);
        held = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(ticks)
                .expireAfter(ticks)
                .build();
    }

    private record Lock(long token, String owner, long deadline) implements Timed {}

    /**
     * A lock that was taken.
     *
     * @param token its number
     * @param owner what tells its holder from others
     */
    public record Taken(long token, String owner) {}

    /** Takes a lock for that many milliseconds; absent if somebody holds it. */
    public Optional<Taken> take(String key, long millis) {
        var taken = new AtomicReference<Lock>();
        held.asMap().computeIfAbsent(key, free -> {
            taken.set(next(millis));
            return taken.get();
        });
        return Optional.ofNullable(taken.get()).map(lock -> new Taken(lock.token, lock.owner));
    }

    private Lock next(long millis) {
        long token = lastToken.incrementAndGet();
        return new Lock(token, "memory-" + token, time.now() + millis);
    }

    /** Lets an owner's lock last that many milliseconds from now; whether it is held. */
    public boolean extend(String key, String owner, long millis) {
        var found = held.asMap()
                .computeIfPresent(
                        key,
                        (same, lock) ->
                                lock.owner.equals(owner) ? new Lock(lock.token, owner, time.now() + millis) : lock);
        return found != null && found.owner.equals(owner);
    }

    /** Gives an owner's lock back; whether it was held. */
    public boolean release(String key, String owner) {
        Optional<Lock> found = held(key, owner);
        while (found.isPresent() && !held.asMap().remove(key, found.get())) {
            found = held(key, owner);
        }
        return found.isPresent();
    }

    private Optional<Lock> held(String key, String owner) {
        return Optional.ofNullable(held.getIfPresent(key)).filter(lock -> lock.owner.equals(owner));
    }

    /** How long a lock will last, in milliseconds; absent if nobody holds it. */
    public OptionalLong left(String key) {
        return Optional.ofNullable(held.getIfPresent(key)).stream()
                .mapToLong(lock -> Math.max(0, lock.deadline - time.now()))
                .findFirst();
    }

    /** The last number that was given to one. */
    public long lastToken() {
        return lastToken.get();
    }

    /** Takes away all that is over. */
    public void tick() {
        held.cleanUp();
    }
}
