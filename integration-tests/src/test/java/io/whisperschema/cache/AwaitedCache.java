package io.whisperschema.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A cache whose every operation is the asynchronous one, waited for.
 *
 * @param cache the cache
 * @param async its other face
 */
record AwaitedCache(MessageCache cache, AsyncMessageCache async) implements MessageCache {
    private static <T> T awaited(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Override
    public void add(UniversalMessage message) {
        awaited(async.add(message));
    }

    @Override
    public void addAll(Collection<UniversalMessage> messages) {
        awaited(async.addAll(messages));
    }

    @Override
    public Recalled recent(String channel, Recent wanted) {
        return awaited(async.recent(channel, wanted));
    }

    @Override
    public boolean update(UniversalMessage message) {
        return awaited(async.update(message));
    }

    @Override
    public boolean remove(String channel, String messageId) {
        return awaited(async.remove(channel, messageId));
    }

    @Override
    public boolean clear(String channel) {
        return awaited(async.clear(channel));
    }

    @Override
    public Set<String> channels() {
        return awaited(async.channels());
    }

    @Override
    public FieldValues meta(String channel) {
        return awaited(async.meta(channel));
    }

    @Override
    public void putMeta(String channel, FieldValues values) {
        awaited(async.putMeta(channel, values));
    }

    @Override
    public FieldValues session(String user) {
        return awaited(async.session(user));
    }

    @Override
    public void putSession(String user, FieldValues values) {
        awaited(async.putSession(user, values));
    }

    @Override
    public boolean endSession(String user) {
        return awaited(async.endSession(user));
    }

    @Override
    public Optional<CacheLock> tryLock(String channel, Duration lasting) {
        return awaited(async.tryLock(channel, lasting));
    }

    @Override
    public boolean extend(CacheLock lock) {
        return awaited(async.extend(lock));
    }

    @Override
    public boolean release(CacheLock lock) {
        return awaited(async.release(lock));
    }

    @Override
    public Expiries expiries(String channel) {
        return awaited(async.expiries(channel));
    }

    @Override
    public Optional<Duration> sessionExpiry(String user) {
        return awaited(async.sessionExpiry(user));
    }

    @Override
    public CacheStats stats() {
        return cache.stats();
    }

    @Override
    public void close() {
        cache.close();
    }
}
