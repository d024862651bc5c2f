package io.whisperschema.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A cache to which the same is done as to others, and the locks that it gave. */
final class Subject implements AutoCloseable {
    private final MessageCache cache;
    private final Consumer<Duration> passing;
    private final List<CacheLock> taken = new ArrayList<>();
    private final Map<String, Long> tokens = new HashMap<>();

    /**
     * @param passing lets time pass for what the cache holds
     */
    Subject(MessageCache cache, Consumer<Duration> passing) {
        this.cache = cache;
        this.passing = passing;
    }

    MessageCache cache() {
        return cache;
    }

    void pass(Duration time) {
        passing.accept(time);
    }

    /** Takes a lock, whose number must be greater than that of the channel's locks before. */
    boolean lock(String channel, Duration lasting) {
        Optional<CacheLock> lock = cache.tryLock(channel, lasting);
        lock.ifPresent(held -> {
            Long before = tokens.put(channel, held.token());
            if (before != null && before >= held.token()) {
                throw new AssertionError("lock " + held.token() + " came after " + before);
            }
            taken.add(held);
        });
        return lock.isPresent();
    }

    /** The lock that was taken as that many, counted round; absent while none was. */
    Optional<CacheLock> taken(int number) {
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken.get(number % taken.size()));
    }

    @Override
    public void close() {
        cache.close();
    }
}
